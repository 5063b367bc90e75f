"""A person's settings: one panel, each row with its value, and the pages behind the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.domain.person import Person
from bot.i18n import Words
from handlers.core.callback_data import (
    DefaultsTap,
    KeyTap,
    LanguageTap,
    Page,
    PreferTap,
    SettingsTap,
    Switch,
    UnaskedTap,
)
from handlers.core.keyboards import grid, keyboard, tap
from handlers.core.views.quiet_hours import span
from handlers.core.views.screen import Screen

THRESHOLDS = (5, 10, 25, 50)
"""Prices in credits that are offered; any other can be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFacts:
    """Everything that the panel shows.

    Attributes:
        person: whose settings.
        languages: every language's own name by its code.
        own_keys: whether people may bring KIE keys of their own here.
    """

    person: Person
    languages: Mapping[str, str]
    own_keys: bool


def panel(words: Words, facts: PanelFacts) -> Screen:
    """Every setting with its value; a tap changes it, or opens its page."""
    person = facts.person
    language = facts.languages.get(person.language) or words.plain("button-language-auto")
    rows = [
        _page(words.plain("button-set-language", value=language), Page.LANGUAGE),
        tap(words.plain("button-defaults"), DefaultsTap()),
        _page(words.plain("button-set-unasked", value=_unasked(words, person)), Page.UNASKED),
        _switch(
            words.plain("button-set-originals", value=_yes_no(words, person.originals)), Switch.ORIGINALS
        ),
        _switch(words.plain("button-set-effects", value=_yes_no(words, person.effects)), Switch.EFFECTS),
        _page(words.plain("button-set-quiet", value=span(words, person.quiet)), Page.QUIET),
        *([tap(words.plain("button-key"), KeyTap())] if facts.own_keys else []),
        _page(words.plain("button-set-forget"), Page.FORGET),
    ]
    return Screen(words("settings-title"), keyboard([[row] for row in rows]))


def languages(words: Words, names: Mapping[str, str], chosen: str) -> Screen:
    """Every language by its own name, and Telegram's."""
    buttons = [tap(_chosen(name, code == chosen), LanguageTap(code=code)) for code, name in names.items()]
    as_telegram = tap(
        _chosen(words.plain("button-language-auto"), not chosen),
        LanguageTap(code=""),
    )
    return Screen(
        words("language-choose"), keyboard([*grid(buttons, 2), [as_telegram], [back_to_settings(words)]])
    )


def unasked(words: Words, person: Person) -> Screen:
    """Up to which price a complete wish starts at once."""
    never = tap(_chosen(words.plain("button-unasked-never"), not person.unasked), UnaskedTap(credits=0))
    offered = [
        tap(_chosen(str(price), person.unasked == price), UnaskedTap(credits=price)) for price in THRESHOLDS
    ]
    own = person.unasked if person.unasked not in (0, *THRESHOLDS) else 0
    label = words.plain("button-unasked-own") if not own else _chosen(str(own), True)
    typed = tap(label, SettingsTap(page=Page.UNASKED_TYPED))
    return Screen(words("unasked-title"), keyboard([[never], offered, [typed], [back_to_settings(words)]]))


def unasked_typed(words: Words) -> Screen:
    """Ask for a number of credits."""
    return Screen(
        words("unasked-type"),
        keyboard([[tap(words.plain("button-back"), SettingsTap(page=Page.UNASKED))]]),
    )


def back_to_settings(words: Words) -> InlineKeyboardButton:
    """The button back to the panel."""
    return tap(words.plain("button-back"), SettingsTap())


def _page(label: str, page: Page) -> InlineKeyboardButton:
    return tap(label, SettingsTap(page=page))


def _switch(label: str, what: Switch) -> InlineKeyboardButton:
    return tap(label, PreferTap(what=what))


def _unasked(words: Words, person: Person) -> str:
    if not person.unasked:
        return words.plain("value-unasked-never")
    return words.plain("value-unasked-above", count=person.unasked)


def _yes_no(words: Words, on: bool) -> str:
    return words.plain("value-on" if on else "value-off")


def _chosen(label: str, is_chosen: bool) -> str:
    return f"✓ {label}" if is_chosen else label
