"""Learns from refused calls that a group has become a supergroup."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.errors import StorageError

_log = logging.getLogger(__name__)


class ChatMigrationMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session: `bot.session.middleware(ChatMigrationMiddleware(chat_migrator.migrate))`.

    Telegram refuses calls to a group's old id and tells the new one (Bot API, ResponseParameters). The caller still
    gets the error, and decides whether to call again.

    Args:
        moved: called with the old and the new chat id; all rows belong to the new chat when it returns.
    """

    def __init__(self, moved: Callable[[int, int], Awaitable[object]]) -> None:
        self._moved = moved

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call; a refusal because of a migration is passed on after all rows belong to the new chat."""
        try:
            return await make_request(bot, method)
        except TelegramMigrateToChat as refusal:
            chat_id = getattr(method, "chat_id", None)
            if isinstance(chat_id, int):
                try:
                    await self._moved(chat_id, refusal.migrate_to_chat_id)
                except StorageError as error:  # the next call is refused in the same way
                    _log.warning("chat %s has moved, which could not be written: %s", chat_id, error)
            raise
