"""The words below the bot's name while something is made: "sending a video…"."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from cachetools import TTLCache

from bot.catalog.spec import Kind
from bot.delivery.progress_message import Room
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.generation import Destination

LASTS_SECONDS: Final = 5.0
"""How long an action is seen (Bot API, sendChatAction)."""
_REMEMBERED: Final = 1000
_DOING: Final[Mapping[Kind, str]] = {
    Kind.IMAGE: "upload_photo",
    Kind.VIDEO: "upload_video",
    Kind.AUDIO: "upload_voice",
    Kind.MUSIC: "upload_document",
}


class ChatActions:
    """Shows actions where there is room for them, in a chat at most one at a time. One may be left out."""

    def __init__(self, bot: Bot, room: Room) -> None:
        self._bot = bot
        self._room = room
        self._shown: TTLCache[int, None] = TTLCache(
            _REMEMBERED, LASTS_SECONDS, lambda: asyncio.get_running_loop().time()
        )

    async def show(self, destination: Destination, kind: Kind) -> None:
        """Show what fits this kind of media for some seconds, unless an action is still seen. Never raises."""
        chat_id = destination.chat_id
        if chat_id in self._shown or not self._room.has_room(chat_id):
            return
        self._shown[chat_id] = None
        with suppress(AiogramError), priority(Priority.PROGRESS):
            await self._bot.send_chat_action(chat_id, _DOING[kind], message_thread_id=destination.thread_id)
