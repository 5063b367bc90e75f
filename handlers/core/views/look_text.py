"""A look, in the words that several screens share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.domain.look import Look
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from handlers.core.buttons.look import DropLookButton, UseLookButton
from handlers.core.keyboards import LABEL_ROOM, inline_button
from handlers.core.views.screen import cut, paragraphs

GAP: Final = "___"
"""How people see the gap, in every language."""

_WORDS_SHOWN: Final = 300


def look_line(t: Translator, look: Look | None) -> Html | None:
    """Which look something is made with, and whether its words are hidden."""
    if look is None:
        return None
    return t("look-line-hidden" if look.hides_words else "look-line", name=look.title(t.language))


def look_in_question(t: Translator, look: Look | None) -> Html | None:
    """The same above the question for what goes into the gap."""
    if look is None:
        return None
    shown = not look.hides_words and look.words.length
    words = t("look-words", words=cut(look.words.written(GAP), _WORDS_SHOWN)) if shown else None
    return paragraphs(look_line(t, look), words)


def drop_look_row(t: Translator, draft: Draft) -> list[InlineKeyboardButton]:
    """The way on without the look of a draft."""
    if draft.look is None:
        return []
    name = draft.look.title(t.language)
    return [inline_button(t.plain("button-look-drop", name=name), DropLookButton(draft=draft.id))]


def looks_row(t: Translator, looks: Sequence[Look], draft: int) -> list[InlineKeyboardButton]:
    """The looks that were used last, for words that came out of the blue; as much of a name as a button shows."""
    room = LABEL_ROOM[max(1, len(looks))] - 2  # the mark before it
    return [
        inline_button(
            t.plain("button-look", name=cut(look.title(t.language), room)),
            UseLookButton(look=look.id, draft=draft),
        )
        for look in looks
    ]
