"""Building rows of buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiogram.enums import ButtonStyle
from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

Rows = Iterable[Sequence[InlineKeyboardButton]]


def inline_button(text: str, data: CallbackData, style: ButtonStyle | None = None) -> InlineKeyboardButton:
    """A button that tells us `data` when it is tapped."""
    return InlineKeyboardButton(text=text, callback_data=data.pack(), style=style)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The rows without empty ones; None when nothing is left."""
    filled = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None


def grid(buttons: Sequence[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """The buttons in rows of `width`."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def pager(page: int, pages: int, data: CallbackData) -> list[InlineKeyboardButton]:
    """Buttons to the page before and after, and between them where one is; none when there is only one.

    `data` has a field `page`.
    """
    if pages < 2:
        return []
    steps = ((page - 1, "◀"), (page, f"{page + 1}/{pages}"), (page + 1, "▶"))
    return [
        inline_button(arrow, data.model_copy(update={"page": target}))
        for target, arrow in steps
        if 0 <= target < pages
    ]
