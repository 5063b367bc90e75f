"""A person's settings: one panel, each row with its value, and the pages behind the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.domain.person import Person
from bot.i18n import Translator
from handlers.core.buttons.account import (
    AutoConfirmButton,
    FallBackButton,
    KeyButton,
    LanguageButton,
    Page,
    PreferenceButton,
    SettingsButton,
    Switch,
)
from handlers.core.buttons.menu import DefaultsButton
from handlers.core.keyboards import grid, inline_button, keyboard
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


def panel(t: Translator, facts: PanelFacts) -> Screen:
    """Every setting with its value; a tap changes it, or opens its page."""
    person = facts.person
    language = facts.languages.get(person.language) or t.plain("button-language-auto")
    rows = [
        _page(t.plain("button-set-language", value=language), Page.LANGUAGE),
        inline_button(t.plain("button-defaults"), DefaultsButton()),
        _page(t.plain("button-set-auto-confirm", value=_auto_confirm(t, person)), Page.AUTO_CONFIRM),
        _page(t.plain("button-set-fall-back", value=_fall_back(t, on=person.falls_back)), Page.FALL_BACK),
        _switch(
            t.plain("button-set-originals", value=_yes_no(t, person.send_originals)),
            Switch.ORIGINALS,
        ),
        _switch(t.plain("button-set-effects", value=_yes_no(t, person.effects)), Switch.EFFECTS),
        _switch(t.plain("button-set-news", value=_yes_no(t, person.news)), Switch.NEWS),
        _switch(t.plain("button-set-hints", value=_yes_no(t, person.hints)), Switch.HINTS),
        _page(t.plain("button-set-quiet", value=span(t, person.quiet)), Page.QUIET),
        *([inline_button(t.plain("button-key"), KeyButton())] if facts.own_keys else []),
        _page(t.plain("button-set-forget"), Page.FORGET),
    ]
    return Screen(t("settings-title"), keyboard([[row] for row in rows]))


def languages(t: Translator, names: Mapping[str, str], chosen: str) -> Screen:
    """Every language by its own name, and Telegram's."""
    buttons = [
        inline_button(_chosen(name, code == chosen), LanguageButton(code=code))
        for code, name in names.items()
    ]
    as_telegram = inline_button(
        _chosen(t.plain("button-language-auto"), not chosen),
        LanguageButton(),
    )
    return Screen(t("language-choose"), keyboard([*grid(buttons, 2), [as_telegram], [back_to_settings(t)]]))


def auto_confirm(t: Translator, person: Person) -> Screen:
    """Up to which price a complete request starts at once."""
    never = inline_button(
        _chosen(t.plain("button-auto-confirm-never"), not person.auto_confirm_below),
        AutoConfirmButton(credits=0),
    )
    offered = [
        inline_button(
            _chosen(str(price), person.auto_confirm_below == price), AutoConfirmButton(credits=price)
        )
        for price in THRESHOLDS
    ]
    own = person.auto_confirm_below if person.auto_confirm_below not in (0, *THRESHOLDS) else 0
    label = t.plain("button-auto-confirm-own") if not own else _chosen(str(own), True)
    typed = inline_button(label, SettingsButton(page=Page.AUTO_CONFIRM_TYPED))
    return Screen(t("auto-confirm-title"), keyboard([[never], offered, [typed], [back_to_settings(t)]]))


def auto_confirm_typed(t: Translator) -> Screen:
    """Ask for a number of credits."""
    return Screen(
        t("auto-confirm-type"),
        keyboard([[inline_button(t.plain("button-back"), SettingsButton(page=Page.AUTO_CONFIRM))]]),
    )


def fall_back(t: Translator, person: Person) -> Screen:
    """What happens when a model fails."""
    buttons = [
        inline_button(_chosen(_fall_back(t, on=on), person.falls_back is on), FallBackButton(on=on))
        for on in (False, True)
    ]
    return Screen(t("fall-back-title"), keyboard([*([one] for one in buttons), [back_to_settings(t)]]))


def back_to_settings(t: Translator) -> InlineKeyboardButton:
    """The button back to the panel."""
    return inline_button(t.plain("button-back"), SettingsButton())


def _page(label: str, page: Page) -> InlineKeyboardButton:
    return inline_button(label, SettingsButton(page=page))


def _switch(label: str, what: Switch) -> InlineKeyboardButton:
    return inline_button(label, PreferenceButton(what=what))


def _auto_confirm(t: Translator, person: Person) -> str:
    if not person.auto_confirm_below:
        return t.plain("value-auto-confirm-never")
    return t.plain("value-auto-confirm-above", count=person.auto_confirm_below)


def _fall_back(t: Translator, *, on: bool) -> str:
    return t.plain("value-fall-back-nearest" if on else "value-fall-back-ask")


def _yes_no(t: Translator, on: bool) -> str:
    return t.plain("value-on" if on else "value-off")


def _chosen(label: str, is_chosen: bool) -> str:
    return f"✓ {label}" if is_chosen else label
