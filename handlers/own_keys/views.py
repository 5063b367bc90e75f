"""A person's own KIE key on the screen: its state, never the key."""

from __future__ import annotations

import math

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.own_keys import OwnKey
from bot.i18n import Html, Translator
from bot.people.own_key import OwnKeyView
from handlers.core.buttons.account import KeyAction, KeyButton, SettingsButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def panel(t: Translator, look: OwnKeyView, *, first: Html | None = None) -> Screen:
    """What is stored and what can be done with it; `first` says what has just happened."""
    if look.key is None:
        add = inline_button(t.plain("button-key-add"), KeyButton(action=KeyAction.ASK), ButtonStyle.SUCCESS)
        return Screen(paragraphs(first, t("key-none"), gap="\n\n"), keyboard([[add], _back(t)]))
    text = paragraphs(first, paragraphs(*_facts(t, look, look.key)), _use(t, look.key), gap="\n\n")
    switch = KeyAction.PAUSE if look.key.enabled else KeyAction.USE
    return Screen(
        text,
        keyboard(
            [
                [inline_button(t.plain(f"button-key-{switch}"), KeyButton(action=switch))],
                [
                    inline_button(t.plain("button-key-replace"), KeyButton(action=KeyAction.ASK)),
                    inline_button(t.plain("button-key-remove"), KeyButton(action=KeyAction.REMOVE)),
                ],
                _back(t),
            ]
        ),
    )


def question(t: Translator) -> Screen:
    """Asks for a key."""
    clear_state = inline_button(t.plain("button-cancel"), KeyButton(action=KeyAction.LEAVE))
    return Screen(t("key-ask"), keyboard([[clear_state]]))


def sure(t: Translator, begun: int) -> Screen:
    """What removing the key would end."""
    remove = inline_button(
        t.plain("button-key-remove"), KeyButton(action=KeyAction.REMOVE_NOW), ButtonStyle.DANGER
    )
    keep = inline_button(t.plain("button-key-keep"), KeyButton())
    return Screen(t("key-sure", count=begun), keyboard([[remove], [keep]]))


def trouble(t: Translator, which: KeyTrouble) -> Screen:
    """What is wrong with a key that generations wait for, and what to do."""
    return Screen(t(f"key-trouble-{which}"), keyboard([[inline_button(t.plain("button-key"), KeyButton())]]))


def refused(t: Translator, why: Html) -> Screen:
    """A key was not stored; another may be."""
    again = inline_button(t.plain("button-key-again"), KeyButton(action=KeyAction.ASK))
    return Screen(why, keyboard([[again], [inline_button(t.plain("button-key"), KeyButton())]]))


def _facts(t: Translator, look: OwnKeyView, key: OwnKey) -> list[Html | None]:
    return [
        t("key-stored", ending=key.ending, date=key.added_at),
        _at_kie(t, look),
        t("key-begun", count=look.begun) if look.begun else None,
    ]


def _at_kie(t: Translator, look: OwnKeyView) -> Html:
    if look.refused:
        return t("key-refused-now")
    if look.left is None:
        return t("key-silent")
    return t("key-left", count=math.floor(look.left)) if look.left > 0 else t("key-empty")


def _use(t: Translator, key: OwnKey) -> Html:
    return t("key-in-use" if key.enabled else "key-off-now")


def _back(t: Translator) -> list[InlineKeyboardButton]:
    return [inline_button(t.plain("button-back"), SettingsButton())]
