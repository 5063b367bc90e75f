"""Voices by name: what each is like, a button to choose it and one to hear it."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Option
from bot.domain.paging import PageNumber
from bot.domain.person import Draft
from bot.generation.voice_samples import VOICE
from bot.i18n import Html, Translator
from handlers.core.buttons.draft import CardButton, ChoiceButton, OptionButton, SampleButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.screen import Screen, option_name, paragraphs

PAGE = 6
"""Voices on a page."""


def voices(t: Translator, draft: Draft, option: Option, chosen: str, *, page: int, samples: bool) -> Screen:
    """A page of the voices.

    Args:
        t: translator into the language of who reads it.
        draft: whose voice it is.
        option: the voices.
        chosen: the one that is set.
        page: from 0.
        samples: whether voices can be heard here.
    """
    place = PageNumber.near(page, total=len(option.choices), size=PAGE)
    shown = place.of(list(enumerate(option.choices)))
    text = paragraphs(
        t("option-choose", option=option_name(t, VOICE)),
        paragraphs(*(described(t, name) for _, name in shown)),
        t("voice-hint") if samples else None,
        gap="\n\n",
    )
    choosing = [_choose(t, draft.id, place, name, chosen) for place, name in shown]
    hearing = [_hear(t, draft.id, place, name) for place, name in shown]
    rows = [[one, two] for one, two in zip(choosing, hearing, strict=True)] if samples else grid(choosing, 2)
    turning = pager(place, OptionButton(draft=draft.id, option=option.name))
    back = inline_button(t.plain("button-back"), CardButton(draft=draft.id))
    return Screen(text, keyboard([*rows, [back, *turning]]))


def described(t: Translator, voice: str) -> Html:
    """`James – husky, bold`; the name alone where a language has no words for the voice."""
    key = f"voice-{voice}"
    return t("voice-line", voice=voice, character=t(key)) if t.has(key) else Html(voice)


def sample(t: Translator, voice: str, *, draft: int, choice: int) -> Screen:
    """Below a sample: whose voice it is, and a button that chooses it."""
    choosing = inline_button(
        t.plain("button-voice-choose", voice=voice),
        ChoiceButton(draft=draft, option=VOICE, choice=choice),
    )
    return Screen(described(t, voice), keyboard([[choosing]]))


def sample_result(t: Translator, voice: str) -> Screen:
    """Below a sample that has just been made: the list with its buttons is still above."""
    return Screen(described(t, voice))


def sample_failure(t: Translator, voice: str) -> Screen:
    """A sample that could not be made."""
    return Screen(t("voice-sample-failed", voice=voice))


def _choose(t: Translator, draft: int, place: int, name: str, chosen: str) -> InlineKeyboardButton:
    label = ("✓ " if name == chosen else "") + name
    return inline_button(label, ChoiceButton(draft=draft, option=VOICE, choice=place))


def _hear(t: Translator, draft: int, place: int, name: str) -> InlineKeyboardButton:
    return inline_button(t.plain("button-voice-hear", voice=name), SampleButton(draft=draft, voice=place))
