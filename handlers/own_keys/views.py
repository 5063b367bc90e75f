"""A person's own KIE key on the screen: its state, never the key."""

from __future__ import annotations

import math

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.availability.circuit_breaker import Trouble
from bot.availability.own_keys import OwnKey
from bot.i18n import Html, Words
from bot.people.own_key import KeyLook
from handlers.core.callback_data import KeyDeed, KeyTap, SettingsTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.screen import Screen, paragraphs


def panel(words: Words, look: KeyLook, *, first: Html | None = None) -> Screen:
    """What is stored and what can be done with it; `first` says what has just happened."""
    if look.key is None:
        add = tap(words.plain("button-key-add"), KeyTap(do=KeyDeed.ASK), ButtonStyle.SUCCESS)
        return Screen(paragraphs(first, words("key-none"), gap="\n\n"), keyboard([[add], _back(words)]))
    text = paragraphs(first, paragraphs(*_facts(words, look, look.key)), _use(words, look.key), gap="\n\n")
    switch = KeyDeed.REST if look.key.enabled else KeyDeed.USE
    return Screen(
        text,
        keyboard(
            [
                [tap(words.plain(f"button-key-{switch}"), KeyTap(do=switch))],
                [
                    tap(words.plain("button-key-replace"), KeyTap(do=KeyDeed.ASK)),
                    tap(words.plain("button-key-remove"), KeyTap(do=KeyDeed.REMOVE)),
                ],
                _back(words),
            ]
        ),
    )


def question(words: Words) -> Screen:
    """Asks for a key."""
    leave = tap(words.plain("button-cancel"), KeyTap(do=KeyDeed.LEAVE))
    return Screen(words("key-ask"), keyboard([[leave]]))


def sure(words: Words, begun: int) -> Screen:
    """What removing the key would end."""
    remove = tap(words.plain("button-key-remove"), KeyTap(do=KeyDeed.REMOVE_NOW), ButtonStyle.DANGER)
    keep = tap(words.plain("button-key-keep"), KeyTap())
    return Screen(words("key-sure", count=begun), keyboard([[remove], [keep]]))


def trouble(words: Words, which: Trouble) -> Screen:
    """What is wrong with a key that generations wait for, and what to do."""
    return Screen(words(f"key-trouble-{which}"), keyboard([[tap(words.plain("button-key"), KeyTap())]]))


def refused(words: Words, why: Html) -> Screen:
    """A key was not stored; another may be."""
    again = tap(words.plain("button-key-again"), KeyTap(do=KeyDeed.ASK))
    return Screen(why, keyboard([[again], [tap(words.plain("button-key"), KeyTap())]]))


def _facts(words: Words, look: KeyLook, key: OwnKey) -> list[Html | None]:
    return [
        words("key-stored", ending=key.ending, date=key.added_at),
        _at_kie(words, look),
        words("key-begun", count=look.begun) if look.begun else None,
    ]


def _at_kie(words: Words, look: KeyLook) -> Html:
    if look.refused:
        return words("key-refused-now")
    if look.left is None:
        return words("key-silent")
    return words("key-left", count=math.floor(look.left)) if look.left > 0 else words("key-empty")


def _use(words: Words, key: OwnKey) -> Html:
    return words("key-in-use" if key.enabled else "key-at-rest")


def _back(words: Words) -> list[InlineKeyboardButton]:
    return [tap(words.plain("button-back"), SettingsTap())]
