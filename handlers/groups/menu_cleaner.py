"""Deletes menus in groups that were not used for a while."""

from __future__ import annotations

from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.domain.group_menu import UNUSED, MenuRepository
from bot.ports import Clock
from handlers.core.message_calls import delete_call, named

CLEAN_SECONDS: Final = 60.0
"""Between two runs."""
_AT_ONCE: Final = 50
"""Menus of one run: deleting costs Telegram's patience as well."""

_log = structlog.get_logger(__name__)


class MenuCleaner:
    """Deletes messages of the bot's that have done their work.

    A menu is taken out of the database first: one that Telegram does not delete (older than 48 hours; Bot API,
    deleteMessage) is not tried again.
    """

    def __init__(self, bot: Bot, menus: MenuRepository, clock: Clock) -> None:
        self._bot = bot
        self._menus = menus
        self._clock = clock

    async def clean(self) -> None:
        """Delete what is unused now."""
        for menu in await self._menus.take_unused(self._clock.now() - UNUSED, _AT_ONCE):
            try:
                await self._bot(delete_call(named(menu.chat_id, menu.message, menu.person_id)))
            except TelegramAPIError as refusal:
                _log.info("menu_not_deleted", chat=menu.chat_id, reason=refusal.message)
