"""Media with or without words about them: what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.person import Draft
from bot.i18n import Translator
from handlers.compose.views.each import each_row
from handlers.core.buttons import button_in
from handlers.core.buttons.draft import NewInsteadButton
from handlers.core.buttons.quote import GenerateButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen, cut, paragraphs

_PROMPT_SHOWN = 300


def offer_media(
    t: Translator,
    verb_buttons: Sequence[InlineKeyboardButton],
    kinds: Iterable[Kind],
    draft: Draft,
    *,
    album: bool = False,
) -> Screen:
    """Media came without a conversation: what shall become of it? `verb_buttons` do something with it at once.

    Only the shelves of `kinds` have a model that can use it. Of an `album` each can be used alone.
    """
    words = t("kept-words", prompt=cut(draft.prompt, _PROMPT_SHOWN)) if draft.prompt else None
    each = [each_row(t, draft)] if album and not draft.is_each else []
    rows = [*grid(verb_buttons, 2), *each, *shelves.kind_rows(t, draft=draft.id, kinds=kinds)]
    return Screen(paragraphs(t("offer-media"), words), keyboard(rows))


def edit_or_new(t: Translator, screen: Screen, draft: Draft, price: int | None) -> Screen:
    """The price of changing a picture: its button says so, and below it stands that a new picture was meant."""
    rows = [list(row) for row in screen.buttons.inline_keyboard] if screen.buttons else []
    first = rows[0][0] if rows and rows[0] else None
    if (
        first is not None
        and price is not None
        and isinstance(button_in(first.callback_data or ""), GenerateButton)
    ):
        rows[0][0] = first.model_copy(update={"text": t.plain("button-edit-this", price=price)})
    return with_new(t, replace(screen, buttons=keyboard(rows)), draft)


def with_new(t: Translator, screen: Screen, draft: Draft) -> Screen:
    """The screen with a button for something new of the words, below its first row."""
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    media = str(draft.references[0].media)
    new = [inline_button(t.plain("button-new-instead", media=media), NewInsteadButton(draft=draft.id))]
    return replace(screen, buttons=keyboard([*rows[:1], new, *rows[1:]]))
