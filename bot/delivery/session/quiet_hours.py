"""Every message that arrives in a person's quiet hours is silent."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.domain.chat import is_group
from bot.errors import StorageError

_log = logging.getLogger(__name__)

_SILENT = "disable_notification"
"""The argument of every method that sends something (Bot API, sendMessage and its kin)."""


class QuietHoursMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session: `bot.session.middleware(QuietHoursMiddleware(rest.until))`.

    Groups have hours of their own: `GroupSettingsMiddleware`.

    Args:
        quiet_until: when a person's quiet hours end that are now, None outside them.
    """

    def __init__(self, quiet_until: Callable[[int], Awaitable[object | None]]) -> None:
        self._quiet_until = quiet_until

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, without a sound when it brings something into a quiet private chat."""
        chat_id = getattr(method, "chat_id", None)
        if (
            _SILENT in type(method).model_fields
            and isinstance(chat_id, int)
            and not is_group(chat_id)
            and await self._is_quiet(chat_id)
        ):
            method = method.model_copy(update={_SILENT: True})
        return await make_request(bot, method)

    async def _is_quiet(self, chat_id: int) -> bool:
        """Whether it is; a database that cannot be read keeps no message back."""
        try:
            return await self._quiet_until(chat_id) is not None
        except StorageError as error:
            _log.warning("quiet hours are not known: %s", error)
            return False
