"""The pages of a group's panel: each sets one rule by its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind, Model
from bot.domain.group import GroupRules, Span
from bot.domain.paging import PageNumber
from bot.domain.quiet_hours import QuietHours
from bot.i18n import Translator
from handlers.core.buttons.group import GroupButton, GroupSettingButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.clock_text import hours, time_there
from handlers.core.views.quiet_hours import FULL_HOURS, OTHER_HOURS
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.groups.views.overview import TYPED

_CREDITS: Final = (10, 50, 100, 500)
_OPEN: Final = (1, 3, 5, 10)
_HOURS: Final = (QuietHours(21, 7), QuietHours(22, 8), QuietHours(23, 7), QuietHours(0, 8))
_MODELS_ON_PAGE: Final = 16
_WORDS_SHOWN: Final = 500


def caps(t: Translator, rules: GroupRules) -> Screen:
    """What one member may spend of the account, span by span."""
    rows = [
        [
            inline_button(
                t.plain(f"button-cap-{span}", cap=rules.caps.get(span) or t.plain("group-value-no-limit")),
                GroupButton(leaf=f"cap-{span}"),
            )
        ]
        for span in Span
    ]
    return Screen(t("group-page-caps"), keyboard([*rows, _back(t)]))


def limit(t: Translator, rules: GroupRules, leaf: str) -> Screen:
    """One number, or none."""
    capped = {f"cap-{span}": rules.caps.get(span) for span in Span}
    chosen = {
        "generation": rules.generation_cap,
        "approval": rules.approval_above,
        "open": rules.open_maximum,
        **capped,
    }[leaf]
    presets = {"open": _OPEN, "approval": (0, *_CREDITS[:3])}.get(leaf, _CREDITS)
    back = [inline_button(t.plain("button-back"), GroupButton(leaf="caps"))] if leaf in capped else _back(t)
    return Screen(t(f"group-page-{leaf}"), keyboard([*_numbers(t, leaf, presets, chosen), back]))


def kinds(t: Translator, rules: GroupRules) -> Screen:
    """What may be made."""
    buttons = [
        inline_button(
            ("✓ " if kind in rules.kinds else "✗ ") + t.plain(f"button-{kind}"),
            GroupSettingButton(rule="kinds", value=kind),
        )
        for kind in Kind
    ]
    return Screen(t("group-page-kinds"), keyboard([*grid(buttons, 2), _back(t)]))


def models(t: Translator, rules: GroupRules, sold: Sequence[Model], *, page: int) -> Screen:
    """Which models may be used, a page of them."""
    place = PageNumber.near(page, total=len(sold), size=_MODELS_ON_PAGE)
    buttons = [
        inline_button(
            ("✗ " if model.slug in rules.models_off else "✓ ") + model.title,
            GroupSettingButton(rule="models", value=model.slug, page=place.number),
        )
        for model in place.of(sold)
    ]
    turning = pager(place, GroupButton(leaf="models"))
    return Screen(t("group-page-models"), keyboard([*grid(buttons, 2), turning, _back(t)]))


def banned(t: Translator, rules: GroupRules) -> Screen:
    """The words that no prompt may hold."""
    known = (
        t("group-banned", words=cut(", ".join(rules.banned_words), _WORDS_SHOWN))
        if rules.banned_words
        else None
    )
    write = inline_button(t.plain("button-group-write"), GroupSettingButton(rule="words", value=TYPED))
    clear = [inline_button(t.plain("button-group-clear"), GroupSettingButton(rule="words", value=""))]
    return Screen(
        paragraphs(t("group-page-words"), known, gap="\n\n"),
        keyboard([[write], clear if rules.banned_words else [], _back(t)]),
    )


def quiet(t: Translator, rules: GroupRules, now: datetime) -> Screen:
    """When nothing makes a sound, and by which clock."""
    offered = [*_HOURS, *([rules.quiet] if rules.quiet not in (None, *_HOURS) else [])]
    buttons = [
        inline_button(
            ("✓ " if one == rules.quiet else "") + hours(one),
            GroupSettingButton(rule="quiet", value=f"{one.start}-{one.until}"),
        )
        for one in offered
    ]
    write = inline_button(t.plain("button-group-hours"), GroupSettingButton(rule="quiet", value=TYPED))
    off = inline_button(
        ("" if rules.quiet else "✓ ") + t.plain("button-group-never"),
        GroupSettingButton(rule="quiet", value=""),
    )
    time = t.plain("button-group-clock", time=time_there(now, rules.utc_offset))
    return Screen(
        t("group-page-quiet"),
        keyboard(
            [
                *grid(buttons, 2),
                [write],
                [off],
                [inline_button(time, GroupButton(leaf="clock"))],
                _back(t),
            ]
        ),
    )


def failing(t: Translator, rules: GroupRules) -> Screen:
    """What happens when a model fails, where the group pays."""
    buttons = [
        inline_button(
            ("✓ " if rules.falls_back is on else "")
            + t.plain("value-fall-back-nearest" if on else "value-fall-back-ask"),
            GroupSettingButton(rule="failing", value="on" if on else "off"),
        )
        for on in (False, True)
    ]
    return Screen(t("group-page-failing"), keyboard([*([one] for one in buttons), _back(t)]))


def clock(t: Translator, rules: GroupRules, now: datetime, *, other: bool) -> Screen:
    """What time it is where the group lives: Telegram does not tell."""
    buttons = [
        inline_button(
            ("✓ " if offset == rules.utc_offset else "") + time_there(now, offset),
            GroupSettingButton(rule="clock", value=str(offset)),
        )
        for offset in (OTHER_HOURS if other else FULL_HOURS)
    ]
    turn = inline_button(
        t.plain("button-clock-full" if other else "button-clock-other"),
        GroupButton(leaf="clock", page=0 if other else 1),
    )
    back = inline_button(t.plain("button-back"), GroupButton(leaf="quiet"))
    return Screen(t("group-page-clock"), keyboard([*grid(buttons, 4), [turn], [back]]))


def language(t: Translator, rules: GroupRules, languages: Mapping[str, str]) -> Screen:
    """The language of what is said to all."""
    buttons = [
        inline_button(
            ("✓ " if code == rules.language else "") + name, GroupSettingButton(rule="language", value=code)
        )
        for code, name in languages.items()
    ]
    asker = inline_button(
        ("" if rules.language else "✓ ") + t.plain("button-group-language-asker"),
        GroupSettingButton(rule="language", value=""),
    )
    return Screen(t("group-page-language"), keyboard([*grid(buttons, 2), [asker], _back(t)]))


def _numbers(
    t: Translator, rule: str, presets: Sequence[int], chosen: int | None
) -> list[list[InlineKeyboardButton]]:
    """The presets, none, and a number of one's own; what is chosen has a mark, also when it is no preset."""
    shown = list(presets) + ([chosen] if chosen is not None and chosen not in presets else [])
    buttons = [
        inline_button(
            ("✓ " if number == chosen else "") + str(number), GroupSettingButton(rule=rule, value=str(number))
        )
        for number in shown
    ]
    unlimited = t.plain("button-group-no-approval" if rule == "approval" else "button-group-no-limit")
    none = inline_button(
        ("✓ " if chosen is None else "") + unlimited, GroupSettingButton(rule=rule, value="")
    )
    other = inline_button(t.plain("button-group-number"), GroupSettingButton(rule=rule, value=TYPED))
    return [*grid(buttons, 4), [none, other]]


def _back(t: Translator) -> list[InlineKeyboardButton]:
    return [inline_button(t.plain("button-back"), GroupButton())]
