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
from bot.i18n import Html, Translator
from bot.payments.group_purchase import PURCHASE, REFUND
from handlers.core.buttons.group import GroupButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.clock_text import clock, hours
from handlers.core.views.screen import Screen, cut, paragraphs

_NAME_SHOWN: Final = 32
_VALUE_SHOWN: Final = 60
_CREDITS: Final = {APPROVAL, GRANT, PURCHASE, REFUND, TOPUP}
"""Lines that tell of credits, and change no rule."""
_LIMITS: Final = {"caps", "generation_cap", "approval_above", "open_maximum"}
"""Rules whose missing value is no limit."""


def changes(
    t: Translator,
    lines: Sequence[GroupChange],
    names: Mapping[int, str],
    *,
    titles: Mapping[str, str],
    languages: Mapping[str, str],
    utc_offset: int,
) -> Screen:
    """Who changed what, newest first, by the group's clock.

    Args:
        t: translator into the language of who reads it.
        lines: the changes.
        names: of the admins.
        titles: of models by slug.
        languages: their names by code.
        utc_offset: minutes east of UTC on the group's clock.
    """
    there = [replace(line, at=line.at + timedelta(minutes=utc_offset)) for line in lines]
    said = [_line(t, line, names, titles, languages) for line in there]
    text = paragraphs(
        t("group-changes-title"),
        paragraphs(*said) if said else t("group-changes-none"),
        gap="\n\n",
    )
    return Screen(text, keyboard([[inline_button(t.plain("button-back"), GroupButton())]]))


def _line(
    t: Translator,
    line: GroupChange,
    names: Mapping[int, str],
    titles: Mapping[str, str],
    languages: Mapping[str, str],
) -> Html:
    name = t.plain("forgotten-member")
    if line.person_id is not None:
        name = cut(names.get(line.person_id, str(line.person_id)), _NAME_SHOWN)
    if line.what in _CREDITS:
        return t(f"group-change-{line.what}", date=line.at, name=name, count=int(line.after))
    before, after = (
        cut(_value(t, line.what, value, titles, languages), _VALUE_SHOWN)
        for value in (line.before, line.after)
    )
    what = t(f"group-rule-{line.what}")
    return t("group-change", date=line.at, name=name, what=what, before=before, after=after)


def _value(
    t: Translator, what: str, value: str, titles: Mapping[str, str], languages: Mapping[str, str]
) -> str:
    """A stored value in plain words."""
    match what:
        case "payer":
            return t.plain(f"group-value-payer-{value or 'asker'}")
        case "caps" if value:
            parts = (part.split() for part in value.split(", "))
            return ", ".join(t.plain(f"group-value-cap-{span}", cap=int(cap)) for span, cap in parts)
        case "kinds":
            named = value.split(", ")
            return ", ".join(t.plain(f"button-{kind}") for kind in Kind if kind in named)
        case "models_off" if value:
            return ", ".join(titles.get(slug, slug) for slug in value.split(", "))
        case "falls_back":
            return t.plain("value-fall-back-nearest" if value == "True" else "value-fall-back-ask")
        case "all_choose":
            return t.plain("group-value-choosing-all" if value == "True" else "group-value-choosing-own")
        case "spoiler":
            return t.plain("group-value-on" if value == "True" else "group-value-off")
        case "topic_id":
            return t.plain("group-value-topic", id=value) if value else t.plain("group-value-asked")
        case "language":
            return languages.get(value, value) if value else t.plain("group-value-asker")
        case "quiet" if value:
            start, until = map(int, value.split("-"))
            return hours(QuietHours(start, until))
        case "utc_offset":
            return clock(int(value))
        case "admission":
            return t.plain(f"group-admission-{value}")
        case _:
            return value or t.plain("group-value-no-limit" if what in _LIMITS else "group-value-none")
