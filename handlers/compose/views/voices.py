"""Voices by name: what each is like, a button to choose it and one to hear it."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Option
from bot.domain.person import Draft
from bot.generation.voice_samples import VOICE
from bot.i18n import Html, Words
from handlers.core.callback_data import CardTap, ChoiceTap, OptionTap, SampleTap
from handlers.core.keyboards import grid, keyboard, pager, tap
from handlers.core.views.screen import Screen, option_name, paragraphs

PAGE = 6
"""Voices on a page."""


def voices(words: Words, draft: Draft, option: Option, chosen: str, *, page: int, samples: bool) -> Screen:
    """A page of the voices.

    Args:
        words: the person's.
        draft: whose voice it is.
        option: the voices.
        chosen: the one that is set.
        page: from 0.
        samples: whether voices can be heard here.
    """
    pages = -(-len(option.choices) // PAGE)
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(option.choices))[page * PAGE : (page + 1) * PAGE]
    text = paragraphs(
        words("option-choose", option=option_name(words, VOICE)),
        paragraphs(*(described(words, name) for _, name in shown)),
        words("voice-hint") if samples else None,
        gap="\n\n",
    )
    choosing = [_choose(words, draft.id, place, name, chosen) for place, name in shown]
    hearing = [_hear(words, draft.id, place, name) for place, name in shown]
    rows = [[one, two] for one, two in zip(choosing, hearing, strict=True)] if samples else grid(choosing, 2)
    turning = pager(page, pages, OptionTap(draft=draft.id, option=option.name))
    back = tap(words.plain("button-back"), CardTap(draft=draft.id))
    return Screen(text, keyboard([*rows, [back, *turning]]))


def described(words: Words, voice: str) -> Html:
    """`James – husky, bold`; the name alone where a language has no words for the voice."""
    key = f"voice-{voice}"
    return words("voice-line", voice=voice, character=words(key)) if words.has(key) else Html(voice)


def sample(words: Words, voice: str, *, draft: int, choice: int) -> Screen:
    """Below a sample: whose voice it is, and a button that chooses it."""
    choosing = tap(
        words.plain("button-voice-choose", voice=voice),
        ChoiceTap(draft=draft, option=VOICE, choice=choice),
    )
    return Screen(described(words, voice), keyboard([[choosing]]))


def sample_result(words: Words, voice: str) -> Screen:
    """Below a sample that has just been made: the list with its buttons is still above."""
    return Screen(described(words, voice))


def sample_failure(words: Words, voice: str) -> Screen:
    """A sample that could not be made."""
    return Screen(words("voice-sample-failed", voice=voice))


def _choose(words: Words, draft: int, place: int, name: str, chosen: str) -> InlineKeyboardButton:
    label = ("✓ " if name == chosen else "") + name
    return tap(label, ChoiceTap(draft=draft, option=VOICE, choice=place))


def _hear(words: Words, draft: int, place: int, name: str) -> InlineKeyboardButton:
    return tap(words.plain("button-voice-hear", voice=name), SampleTap(draft=draft, voice=place))
