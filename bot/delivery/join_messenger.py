"""Says how films go, and sends them (`bot.joins.worker.JoinNotifier`)."""

from __future__ import annotations

import logging
from typing import Protocol

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError
from aiogram.methods import SendVideo
from aiogram.types import FSInputFile

from bot.delivery.message_templates import MessageView
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.join import Join
from bot.joins.worker import Film
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)


class JoinMessageTemplates(Protocol):
    """Writes what is said, in the join's language."""

    def progress(self, join: Join) -> MessageView:
        """Where it is, with a button to cancel while that is possible."""
        ...

    def refusal(self, join: Join) -> MessageView:
        """Why no film was made."""
        ...

    def caption(self, join: Join, seconds: float) -> str:
        """Below the film."""
        ...


class TelegramJoinNotifier:
    """Writes to the chat.

    Args:
        bot: its session carries the pacer as middleware.
        templates: write the words.
    """

    def __init__(self, bot: Bot, templates: JoinMessageTemplates) -> None:
        self._bot = bot
        self._sender = MessageSender(bot)
        self._templates = templates

    async def show(self, join: Join) -> None:
        """Bring its message up to date. Never raises."""
        if join.message_id is None:
            return
        view = self._templates.progress(join)
        try:
            with priority(Priority.PROGRESS):
                await self._sender.edit_text(join.chat_id, join.message_id, view.text, view.buttons)
        except AiogramError as error:
            _log.info("join %s: its message was not changed: %s", join.id, type(error).__name__)

    async def send(self, join: Join, film: Film) -> str:
        """Send the film; see `JoinNotifier.send`."""
        thumbnail = FSInputFile(film.thumbnail, filename="thumbnail.jpg") if film.thumbnail else None
        try:
            with priority(Priority.RESULT):
                message = await self._sender.send(
                    SendVideo,
                    join.destination,
                    upload=film.size,
                    video=FSInputFile(film.path, filename=f"film-{join.id}.mp4"),
                    caption=self._templates.caption(join, film.seconds),
                    parse_mode=ParseMode.HTML,
                    width=film.width or None,
                    height=film.height or None,
                    duration=round(film.seconds) or None,
                    thumbnail=thumbnail,
                    supports_streaming=True,
                )
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
        return message.video.file_id if message.video else ""

    async def remove(self, join: Join) -> None:
        """Delete its message. Never raises."""
        if join.message_id is None:
            return
        try:
            await self._bot.delete_message(join.chat_id, join.message_id)
        except AiogramError as error:
            _log.info("join %s: its message was not deleted: %s", join.id, type(error).__name__)

    async def refuse(self, join: Join) -> None:
        """Say why no film was made, as a new message: an edit is not noticed. Raises ChatGone, DeliveryPostponed."""
        view = self._templates.refusal(join)
        try:
            with priority(Priority.RESULT):
                await self._sender.send_text(join.destination, view.text, view.buttons)
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
        await self.remove(join)
