"""The clip of examples that greets a new person."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

import structlog
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError
from aiogram.types import BufferedInputFile

from bot.i18n import Html
from handlers.core.ports import Uploads
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen

CLIP = Path(__file__).parents[1] / "samples" / "welcome.mp4"
"""Without sound, so that Telegram plays it by itself. `tests/samples/welcome_video.py` draws it."""

WIDTH, HEIGHT, SECONDS = 480, 360, 8
"""Pixels and length of the clip."""

_log = structlog.get_logger(__name__)


class WelcomeVideo:
    """Sends the clip; Telegram gets it once and is reminded of its copy ever after.

    Args:
        content: the file.
        uploads: remembers Telegram's copy.
    """

    def __init__(self, content: bytes, uploads: Uploads) -> None:
        self._content = content
        self._uploads = uploads
        self._digest = hashlib.sha256(content).hexdigest()[:16]

    @classmethod
    def load(cls, uploads: Uploads) -> Self:
        """The clip that ships with Kiosk."""
        return cls(CLIP.read_bytes(), uploads)

    async def greet(self, chat: Responder, screen: Screen, note: Html) -> None:
        """The clip with a note on what it shows, and below it the screen; only the screen where Telegram takes no clip.

        Two messages: words below a clip could not be turned into the next screen.
        """
        name = f"{chat.bot.id}:{self._digest}"
        known = await self._uploads.file_id(name)
        if not known or await self._sent(chat, note, known) is None:
            sent = await self._sent(chat, note, BufferedInputFile(self._content, CLIP.name))
            if sent:
                await self._uploads.keep(name, sent)
        await chat.send(screen)

    async def _sent(self, chat: Responder, note: Html, clip: BufferedInputFile | str) -> str | None:
        """Telegram's id of the clip that was sent, possibly empty; None when it was refused."""
        try:
            message = await chat.bot.send_animation(
                chat.topic.chat_id,
                clip,
                duration=SECONDS,
                width=WIDTH,
                height=HEIGHT,
                caption=note,
                parse_mode=ParseMode.HTML,
                message_thread_id=chat.topic.thread_id,
            )
        except TelegramForbiddenError:
            raise  # a person who has blocked the bot gets no words either
        except TelegramAPIError as refusal:
            # A copy of another bot's, a chat where media is forbidden, a fault on the way: the words must not be lost.
            _log.info("clip_refused", reason=refusal.message)
            return None
        # Telegram may keep a small clip as a file.
        media = message.animation or message.document
        return media.file_id if media else ""
