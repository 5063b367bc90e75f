"""The pages of a group's panel: each sets one rule by its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind, Model
from bot.domain.group import GroupRules, Span
from bot.domain.quiet_hours import QuietHours
from bot.i18n import Words
from handlers.core.callback_data import GroupSetTap, GroupTap
from handlers.core.keyboards import grid, keyboard, pager, tap
from handlers.core.views.clock_text import hours, time_there
from handlers.core.views.quiet_hours import FULL_HOURS, OTHER_HOURS
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.groups.views.overview import TYPED

_CREDITS: Final = (10, 50, 100, 500)
_OPEN: Final = (1, 3, 5, 10)
_HOURS: Final = (QuietHours(21, 7), QuietHours(22, 8), QuietHours(23, 7), QuietHours(0, 8))
_MODELS_ON_PAGE: Final = 16
_WORDS_SHOWN: Final = 500


def caps(words: Words, rules: GroupRules) -> Screen:
    """What one member may spend of the purse, span by span."""
    rows = [
        [
            tap(
                words.plain(
                    f"button-cap-{span}", cap=rules.caps.get(span) or words.plain("group-value-no-limit")
                ),
                GroupTap(leaf=f"cap-{span}"),
            )
        ]
        for span in Span
    ]
    return Screen(words("group-page-caps"), keyboard([*rows, _back(words)]))


def limit(words: Words, rules: GroupRules, leaf: str) -> Screen:
    """One number, or none."""
    capped = {f"cap-{span}": rules.caps.get(span) for span in Span}
    chosen = {
        "generation": rules.cap_generation,
        "approval": rules.approval_above,
        "open": rules.open_maximum,
        **capped,
    }[leaf]
    presets = {"open": _OPEN, "approval": (0, *_CREDITS[:3])}.get(leaf, _CREDITS)
    back = [tap(words.plain("button-back"), GroupTap(leaf="caps"))] if leaf in capped else _back(words)
    return Screen(words(f"group-page-{leaf}"), keyboard([*_numbers(words, leaf, presets, chosen), back]))


def kinds(words: Words, rules: GroupRules) -> Screen:
    """What may be made."""
    buttons = [
        tap(
            ("✓ " if kind in rules.kinds else "✗ ") + words.plain(f"button-{kind}"),
            GroupSetTap(rule="kinds", value=kind),
        )
        for kind in Kind
    ]
    return Screen(words("group-page-kinds"), keyboard([*grid(buttons, 2), _back(words)]))


def models(words: Words, rules: GroupRules, sold: Sequence[Model], *, page: int) -> Screen:
    """Which models may be used, a page of them."""
    pages = max(1, -(-len(sold) // _MODELS_ON_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = sold[page * _MODELS_ON_PAGE : (page + 1) * _MODELS_ON_PAGE]
    buttons = [
        tap(
            ("✗ " if model.slug in rules.models_off else "✓ ") + model.title,
            GroupSetTap(rule="models", value=model.slug, page=page),
        )
        for model in shown
    ]
    turning = pager(page, pages, GroupTap(leaf="models"))
    return Screen(words("group-page-models"), keyboard([*grid(buttons, 2), turning, _back(words)]))


def banned(words: Words, rules: GroupRules) -> Screen:
    """The words that no prompt may hold."""
    known = (
        words("group-banned", words=cut(", ".join(rules.banned_words), _WORDS_SHOWN))
        if rules.banned_words
        else None
    )
    write = tap(words.plain("button-group-write"), GroupSetTap(rule="words", value=TYPED))
    clear = [tap(words.plain("button-group-clear"), GroupSetTap(rule="words", value=""))]
    return Screen(
        paragraphs(words("group-page-words"), known, gap="\n\n"),
        keyboard([[write], clear if rules.banned_words else [], _back(words)]),
    )


def quiet(words: Words, rules: GroupRules, now: datetime) -> Screen:
    """When nothing makes a sound, and by which clock."""
    offered = [*_HOURS, *([rules.quiet] if rules.quiet not in (None, *_HOURS) else [])]
    buttons = [
        tap(
            ("✓ " if one == rules.quiet else "") + hours(one),
            GroupSetTap(rule="quiet", value=f"{one.start}-{one.until}"),
        )
        for one in offered
    ]
    write = tap(words.plain("button-group-hours"), GroupSetTap(rule="quiet", value=TYPED))
    off = tap(
        ("" if rules.quiet else "✓ ") + words.plain("button-group-never"), GroupSetTap(rule="quiet", value="")
    )
    time = words.plain("button-group-clock", time=time_there(now, rules.utc_offset))
    return Screen(
        words("group-page-quiet"),
        keyboard([*grid(buttons, 2), [write], [off], [tap(time, GroupTap(leaf="clock"))], _back(words)]),
    )


def clock(words: Words, rules: GroupRules, now: datetime, *, other: bool) -> Screen:
    """What time it is where the group lives: Telegram does not tell."""
    buttons = [
        tap(
            ("✓ " if offset == rules.utc_offset else "") + time_there(now, offset),
            GroupSetTap(rule="clock", value=str(offset)),
        )
        for offset in (OTHER_HOURS if other else FULL_HOURS)
    ]
    turn = tap(
        words.plain("button-clock-full" if other else "button-clock-other"),
        GroupTap(leaf="clock", page=0 if other else 1),
    )
    back = tap(words.plain("button-back"), GroupTap(leaf="quiet"))
    return Screen(words("group-page-clock"), keyboard([*grid(buttons, 4), [turn], [back]]))


def language(words: Words, rules: GroupRules, languages: Mapping[str, str]) -> Screen:
    """The language of what is said to all."""
    buttons = [
        tap(("✓ " if code == rules.language else "") + name, GroupSetTap(rule="language", value=code))
        for code, name in languages.items()
    ]
    asker = tap(
        ("" if rules.language else "✓ ") + words.plain("button-group-language-asker"),
        GroupSetTap(rule="language", value=""),
    )
    return Screen(words("group-page-language"), keyboard([*grid(buttons, 2), [asker], _back(words)]))


def _numbers(
    words: Words, rule: str, presets: Sequence[int], chosen: int | None
) -> list[list[InlineKeyboardButton]]:
    """The presets, none, and a number of one's own; what is chosen has a mark, also when it is no preset."""
    shown = list(presets) + ([chosen] if chosen is not None and chosen not in presets else [])
    buttons = [
        tap(("✓ " if number == chosen else "") + str(number), GroupSetTap(rule=rule, value=str(number)))
        for number in shown
    ]
    unlimited = words.plain("button-group-ask-nobody" if rule == "approval" else "button-group-no-limit")
    none = tap(("✓ " if chosen is None else "") + unlimited, GroupSetTap(rule=rule, value=""))
    other = tap(words.plain("button-group-number"), GroupSetTap(rule=rule, value=TYPED))
    return [*grid(buttons, 4), [none, other]]


def _back(words: Words) -> list[InlineKeyboardButton]:
    return [tap(words.plain("button-back"), GroupTap())]
