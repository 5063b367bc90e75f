"""Sends a page of a gallery, media that Telegram has copies of, as one album, and deletes it again."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.delivery.copies import send_copies
from bot.delivery.lost_copies import LostCopies
from bot.domain.generation import Asset, Destination
from bot.telegram.errors import is_copy_lost, translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)


class TelegramAlbumSender:
    """Shows what was made before, without a download.

    Args:
        bot: its session carries the pacer as middleware.
        lost_copies: finds what spoils a whole album.
    """

    def __init__(self, bot: Bot, lost_copies: LostCopies) -> None:
        self._bot = bot
        self._lost_copies = lost_copies
        self._sender = MessageSender(bot)

    async def send(
        self, items: Sequence[tuple[Asset, str]], *, chat_id: int, thread_id: int | None
    ) -> Sequence[int]:
        """Send them by their file ids; see `AlbumSender.send`. A refusal is logged: a gallery without pictures is still a list."""
        if not items:
            return ()
        destination = Destination(chat_id=chat_id, thread_id=thread_id)
        try:
            sent = await send_copies(self._sender, items, destination, disable_notification=True)
        except AiogramError as error:
            _log.warning("a page of a gallery was refused: %s", translated(error))
            lost = await self._lost_copies.among([asset for asset, _ in items]) if is_copy_lost(error) else ()
            held = [item for item in items if item[0].id not in lost]
            return await self.send(held, chat_id=chat_id, thread_id=thread_id) if lost else ()
        return [message.message_id for message in sent]

    async def remove(self, message_ids: Sequence[int], *, chat_id: int) -> None:
        """Delete messages of an earlier page; those that are gone or too old to be deleted stay as they are."""
        if not message_ids:
            return
        try:
            await self._bot.delete_messages(chat_id, list(message_ids))
        except AiogramError as error:
            _log.info("a page of a gallery was not taken down: %s", translated(error))
