"""How people get into the operator's channel (`bot.ports.ChannelLinks`), asked by getChat."""

from __future__ import annotations

from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from cachetools import TTLCache

from bot.errors import KioskError

_GOOD_SECONDS: Final = 3600.0
"""How long an address is believed: names of channels are changed now and then."""
_PATIENCE_SECONDS: Final = 5

_log = structlog.get_logger()


class TelegramChannelLinks:
    """Asks Telegram for a channel's public name, or for its invite link, which an administrator may see (Bot API, ChatFullInfo)."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: TTLCache[int, str] = TTLCache(10, _GOOD_SECONDS)

    async def link(self, chat_id: int) -> str:
        """See `ChannelLinks`."""
        known = self._known.get(chat_id)
        if known is not None:
            return known
        try:
            chat = await self._bot.get_chat(chat_id, request_timeout=_PATIENCE_SECONDS)
        except (AiogramError, KioskError) as error:
            _log.info("channel_unknown", chat=chat_id, error=type(error).__name__)
            return ""
        link = f"https://t.me/{chat.username}" if chat.username else chat.invite_link or ""
        if link:
            self._known[chat_id] = link
        return link
