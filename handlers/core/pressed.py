"""The buttons of the message that was pressed, as Telegram has them: a press can name anything, they cannot."""

from __future__ import annotations

from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message


def rows_of(press: CallbackQuery) -> list[list[InlineKeyboardButton]]:
    """The pressed message's rows of buttons; none when Telegram does not say them."""
    markup = press.message.reply_markup if isinstance(press.message, Message) else None
    return markup.inline_keyboard if markup is not None else []


def relabelled(press: CallbackQuery, label: str) -> InlineKeyboardMarkup | None:
    """The pressed message's buttons with another label on the one that was pressed.

    None when Telegram does not say them, or when the message has no such button: then nothing is to be changed there.
    """
    rows = rows_of(press)
    if not any(button.callback_data == press.data for row in rows for button in row):
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                button.model_copy(update={"text": label}) if button.callback_data == press.data else button
                for button in row
            ]
            for row in rows
        ]
    )
