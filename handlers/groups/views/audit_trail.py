"""A group's audit trail, in people's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.catalog.spec import Kind
from bot.domain.group import GroupChange
from bot.domain.quiet_hours import QuietHours
from bot.groups.administration import APPROVAL, GRANT, TOPUP
from bot.i18n import Html, Words
from handlers.core.callback_data import GroupTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.clock_text import clock, hours
from handlers.core.views.screen import Screen, cut, paragraphs

_NAME_SHOWN: Final = 32
_VALUE_SHOWN: Final = 60
_CREDITS: Final = {APPROVAL, GRANT, TOPUP}
"""Lines that tell of credits, and change no rule."""
_LIMITS: Final = {"caps", "cap_generation", "approval_above", "open_maximum"}
"""Rules whose missing value is no limit."""


def changes(
    words: Words,
    lines: Sequence[GroupChange],
    names: Mapping[int, str],
    *,
    titles: Mapping[str, str],
    languages: Mapping[str, str],
    utc_offset: int,
) -> Screen:
    """Who changed what, newest first, by the group's clock.

    Args:
        words: the language.
        lines: the changes.
        names: of the admins.
        titles: of models by slug.
        languages: their names by code.
        utc_offset: minutes east of UTC on the group's clock.
    """
    there = [replace(line, at=line.at + timedelta(minutes=utc_offset)) for line in lines]
    said = [_line(words, line, names, titles, languages) for line in there]
    text = paragraphs(
        words("group-changes-title"),
        paragraphs(*said) if said else words("group-changes-none"),
        gap="\n\n",
    )
    return Screen(text, keyboard([[tap(words.plain("button-back"), GroupTap())]]))


def _line(
    words: Words,
    line: GroupChange,
    names: Mapping[int, str],
    titles: Mapping[str, str],
    languages: Mapping[str, str],
) -> Html:
    name = cut(names.get(line.person_id, str(line.person_id)), _NAME_SHOWN)
    if line.what in _CREDITS:
        return words(f"group-change-{line.what}", date=line.at, name=name, count=int(line.after))
    before, after = (
        cut(_value(words, line.what, value, titles, languages), _VALUE_SHOWN)
        for value in (line.before, line.after)
    )
    what = words(f"group-rule-{line.what}")
    return words("group-change", date=line.at, name=name, what=what, before=before, after=after)


def _value(
    words: Words, what: str, value: str, titles: Mapping[str, str], languages: Mapping[str, str]
) -> str:
    """A value as the books have it, as somebody would say it."""
    match what:
        case "payer":
            return words.plain(f"group-value-payer-{value or 'asker'}")
        case "caps" if value:
            parts = (part.split() for part in value.split(", "))
            return ", ".join(words.plain(f"group-value-cap-{span}", cap=int(cap)) for span, cap in parts)
        case "kinds":
            named = value.split(", ")
            return ", ".join(words.plain(f"button-{kind}") for kind in Kind if kind in named)
        case "models_off" if value:
            return ", ".join(titles.get(slug, slug) for slug in value.split(", "))
        case "spoiler":
            return words.plain("group-value-on" if value == "True" else "group-value-off")
        case "topic_id":
            return words.plain("group-value-topic", id=value) if value else words.plain("group-value-asked")
        case "language":
            return languages.get(value, value) if value else words.plain("group-value-asker")
        case "quiet" if value:
            start, until = map(int, value.split("-"))
            return hours(QuietHours(start, until))
        case "utc_offset":
            return clock(int(value))
        case "admission":
            return words.plain(f"group-admission-{value}")
        case _:
            return value or words.plain("group-value-no-limit" if what in _LIMITS else "group-value-none")
