"""Buttons that need inline mode are left out while the operator has not switched it on at BotFather.

They would lead nowhere; and how Telegram takes a message with one is not documented, so no result is risked on it.
"""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, User

_NEED_IT = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")


class InlineButtonsMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session. It learns from the answers to getMe whether inline mode is on.

    The first getMe is asked before anything is sent, and others follow whenever Telegram has been silent, so that
    switching it on needs no restart.
    """

    def __init__(self) -> None:
        self._is_on = True

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, without the buttons that would not work."""
        answer: Any = await make_request(bot, method if self._is_on else _without_buttons(method))
        if isinstance(answer, User) and answer.supports_inline_queries is not None:
            self._is_on = answer.supports_inline_queries
        return answer  # type: ignore[no-any-return]  # aiogram hands the result through, whatever its hints say


def _without_buttons(method: TelegramMethod[TelegramType]) -> TelegramMethod[TelegramType]:
    markup = getattr(method, "reply_markup", None)
    if not isinstance(markup, InlineKeyboardMarkup):
        return method
    rows = [[button for button in row if not _needs_it(button)] for row in markup.inline_keyboard]
    if rows == markup.inline_keyboard:
        return method
    kept = [row for row in rows if row]
    changed = InlineKeyboardMarkup(inline_keyboard=kept) if kept else None
    return method.model_copy(update={"reply_markup": changed})


def _needs_it(button: InlineKeyboardButton) -> bool:
    return any(getattr(button, name) is not None for name in _NEED_IT)
