"""What a button's value, or typed words, make of a group's rules. Whatever is no value of ours raises ValueError."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.catalog.spec import Kind
from bot.domain.group import GroupRules, Payer, Span
from bot.domain.quiet_hours import HOURS_PER_DAY, QuietHours
from bot.groups.banned_words import listed

LARGEST_LIMIT: Final = 1_000_000
"""Credits, or requests; more is a slip of the finger."""
_FURTHEST: Final = 14 * 60
"""Minutes: no place's clock is further from UTC."""
_HOURS: Final = re.compile(r"(\d{1,2})(?::00)?\s*[-–—]\s*(\d{1,2})(?::00)?", re.ASCII)

TYPED_RULES: Final = frozenset(
    {"words", "generation", "approval", "open", "quiet", *(f"cap-{span}" for span in Span)}
)
"""Rules whose value can be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingContext:
    """What a value may name.

    Attributes:
        slugs: of models.
        languages: codes.
        topic_id: the forum topic of the panel, None outside topics.
    """

    slugs: Container[str]
    languages: Container[str]
    topic_id: int | None


Change = Callable[[GroupRules, str, SettingContext], Mapping[str, Any]]


def changed(rules: GroupRules, rule: str, value: str, known: SettingContext) -> Mapping[str, Any]:
    """The fields of the rules that a value changes.

    Raises:
        ValueError: the rule or the value is none of ours, or of another version.
    """
    change = _CHANGES.get(rule)
    if change is None:
        raise ValueError(rule)
    return change(rules, value.strip(), known)


def _limit(value: str) -> int | None:
    """A limit; nothing means none."""
    if not value:
        return None
    number = (
        int(value) if value.isascii() and value.isdigit() and len(value) <= len(str(LARGEST_LIMIT)) else -1
    )
    if not 0 <= number <= LARGEST_LIMIT:
        raise ValueError(value)
    return number


def _limit_or_none(field: str) -> Change:
    """A limit of which zero, too, means none."""
    return lambda _, value, __: {field: _limit(value) or None}


def _cap(span: Span) -> Change:
    def capped(rules: GroupRules, value: str, _: SettingContext) -> Mapping[str, Any]:
        others = {known: cap for known, cap in rules.caps.items() if known is not span}
        number = _limit(value)
        return {"caps": others | {span: number} if number else others}

    return capped


def _kinds(rules: GroupRules, value: str, _: SettingContext) -> Mapping[str, Any]:
    """A tap takes a kind out or in; the last one stays: a group that may make nothing has no use for the bot."""
    kinds = rules.kinds ^ {Kind(value)}
    return {"kinds": kinds or rules.kinds}


def _models(rules: GroupRules, value: str, known: SettingContext) -> Mapping[str, Any]:
    # What was taken out of the catalogue since can still be switched on again.
    if value not in known.slugs and value not in rules.models_off:
        raise ValueError(value)
    return {"models_off": rules.models_off ^ {value}}


def _words(_: GroupRules, value: str, __: SettingContext) -> Mapping[str, Any]:
    words = listed(value)
    if value and not words:
        raise ValueError(value)
    return {"banned_words": words}


def _switch(_: GroupRules, value: str, __: SettingContext) -> Mapping[str, Any]:
    return {"spoiler": {"on": True, "off": False}.get(value, False)}


def _choosing(_: GroupRules, value: str, __: SettingContext) -> Mapping[str, Any]:
    return {"all_choose": {"all": True, "own": False}.get(value, False)}


def _failing(_: GroupRules, value: str, __: SettingContext) -> Mapping[str, Any]:
    return {"falls_back": {"on": True, "off": False}.get(value, False)}


def _topic(_: GroupRules, value: str, known: SettingContext) -> Mapping[str, Any]:
    return {"topic_id": known.topic_id if value == "here" else None}


def _language(_: GroupRules, value: str, known: SettingContext) -> Mapping[str, Any]:
    if value and value not in known.languages:
        raise ValueError(value)
    return {"language": value}


def _quiet(_: GroupRules, value: str, __: SettingContext) -> Mapping[str, Any]:
    """`22-7`, or nothing for no quiet hours."""
    if not value:
        return {"quiet": None}
    hours = _HOURS.fullmatch(value)
    if hours is None:
        raise ValueError(value)
    start, until = int(hours[1]), int(hours[2]) % HOURS_PER_DAY
    if start >= HOURS_PER_DAY or int(hours[2]) > HOURS_PER_DAY or start == until:
        raise ValueError(value)
    return {"quiet": QuietHours(start, until)}


def _clock(_: GroupRules, value: str, __: SettingContext) -> Mapping[str, Any]:
    if abs(int(value)) > _FURTHEST:
        raise ValueError(value)
    return {"utc_offset": int(value)}


_CHANGES: Final[Mapping[str, Change]] = {
    "payer": lambda _, value, __: {"payer": Payer(value)},
    **{f"cap-{span}": _cap(span) for span in Span},
    "generation": _limit_or_none("generation_cap"),
    # Zero is a limit here: an admin agrees to everything.
    "approval": lambda _, value, __: {"approval_above": _limit(value)},
    "open": _limit_or_none("open_maximum"),
    "kinds": _kinds,
    "models": _models,
    "words": _words,
    "failing": _failing,
    "choosing": _choosing,
    "spoiler": _switch,
    "topic": _topic,
    "language": _language,
    "quiet": _quiet,
    "clock": _clock,
}
