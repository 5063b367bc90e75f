"""Says how archives go, and sends them (`bot.archives.worker.ArchiveNotifier`)."""

from __future__ import annotations

import logging
from typing import Protocol

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError
from aiogram.methods import SendDocument
from aiogram.types import FSInputFile

from bot.archives.worker import PackedPart
from bot.delivery.message_templates import MessageView
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.archive import Archive
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)


class ArchiveMessageTemplates(Protocol):
    """Writes what is said, in the archive's language."""

    def progress(self, archive: Archive, done: int) -> MessageView:
        """How many results are seen to, with a button to cancel."""
        ...

    def refusal(self, archive: Archive) -> MessageView:
        """Why no more comes."""
        ...

    def caption(self, archive: Archive, part: PackedPart) -> str:
        """Below a part."""
        ...

    def file_name(self, archive: Archive, part: PackedPart) -> str:
        """Of a part."""
        ...


class TelegramArchiveNotifier:
    """Writes to the chat. Parts wait like answers: results go before them.

    Args:
        bot: its session carries the pacer as middleware.
        templates: write the words.
    """

    def __init__(self, bot: Bot, templates: ArchiveMessageTemplates) -> None:
        self._bot = bot
        self._sender = MessageSender(bot)
        self._templates = templates

    async def show(self, archive: Archive, done: int) -> None:
        """Bring its message up to date. Never raises."""
        if archive.message_id is None:
            return
        view = self._templates.progress(archive, done)
        try:
            with priority(Priority.PROGRESS):
                await self._sender.edit_text(archive.chat_id, archive.message_id, view.text, view.buttons)
        except AiogramError as error:
            _log.info("archive %s: its message was not changed: %s", archive.id, type(error).__name__)

    async def send(self, archive: Archive, part: PackedPart) -> None:
        """Send the next part; see `ArchiveNotifier.send`."""
        if part.path is None:
            return
        name = self._templates.file_name(archive, part)
        try:
            with priority(Priority.ANSWER):
                await self._sender.send(
                    SendDocument,
                    archive.destination,
                    upload=part.size,
                    document=FSInputFile(part.path, filename=name),
                    caption=self._templates.caption(archive, part),
                    parse_mode=ParseMode.HTML,
                    disable_content_type_detection=True,
                )
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token

    async def remove(self, archive: Archive) -> None:
        """Delete its message. Never raises."""
        if archive.message_id is None:
            return
        try:
            await self._bot.delete_message(archive.chat_id, archive.message_id)
        except AiogramError as error:
            _log.info("archive %s: its message was not deleted: %s", archive.id, type(error).__name__)

    async def refuse(self, archive: Archive) -> None:
        """Say why no more comes, as a new message: an edit is not noticed. Raises ChatGone, DeliveryPostponed."""
        view = self._templates.refusal(archive)
        try:
            with priority(Priority.ANSWER):
                await self._sender.send_text(archive.destination, view.text, view.buttons)
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
        await self.remove(archive)
