"""Building rows of buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.paging import PageNumber

Rows = Iterable[Sequence[InlineKeyboardButton]]

LABEL_ROOM: Final[Mapping[int, int]] = {1: 36, 2: 19, 3: 11, 4: 8, 5: 6, 6: 4, 7: 3, 8: 2}
"""Characters of a label that a phone of 390 pixels shows, by how many buttons stand in its row; clients cut the rest."""


def inline_button(text: str, data: CallbackData, style: ButtonStyle | None = None) -> InlineKeyboardButton:
    """A button that tells us `data` when it is tapped."""
    return InlineKeyboardButton(text=text, callback_data=data.pack(), style=style)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The rows without empty ones; None when nothing is left."""
    filled = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None


def grid(buttons: Sequence[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """The buttons in rows of `width`, fewer where a label would be cut."""
    rows: list[list[InlineKeyboardButton]] = []
    start = 0
    while start < len(buttons):
        row = list(buttons[start : start + width])
        while len(row) > 1 and any(len(button.text) > LABEL_ROOM.get(len(row), 0) for button in row):
            row.pop()
        rows.append(row)
        start += len(row)
    return rows


def pager(page: PageNumber, data: CallbackData) -> list[InlineKeyboardButton]:
    """Buttons to the page before and after, and between them where one is; none when there is only one.

    `data` has a field `page`.
    """
    if page.count < 2:
        return []
    shown = page.number
    steps = ((shown - 1, "◀"), (shown, f"{shown + 1}/{page.count}"), (shown + 1, "▶"))
    return [
        inline_button(arrow, data.model_copy(update={"page": target}))
        for target, arrow in steps
        if 0 <= target < page.count
    ]
