"""The clip of examples that greets somebody new."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Self

import structlog
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile

from bot.i18n import Html
from handlers.ports import Uploads
from handlers.stage import Stage
from handlers.views.screen import Screen, paragraphs

CLIP = Path(__file__).parent / "samples" / "showreel.mp4"
"""Without sound, so that Telegram plays it by itself. `tests/samples/showreel.py` draws it."""

WIDTH, HEIGHT, SECONDS = 480, 360, 8
"""Pixels and length of the clip."""

_log = structlog.get_logger(__name__)


class Showreel:
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

    async def greet(self, stage: Stage, screen: Screen, note: Html) -> None:
        """The screen below the clip, with a note on the clip; alone when Telegram takes no clip there."""
        below = replace(screen, text=paragraphs(screen.text, note, gap="\n\n"))
        name = f"{stage.bot.id}:{self._digest}"
        known = await self._uploads.file_id(name)
        if known and await self._sent(stage, below, known):
            return
        sent = await self._sent(stage, below, BufferedInputFile(self._content, CLIP.name))
        if sent is None:
            await stage.say(screen)
        elif sent:
            await self._uploads.keep(name, sent)

    async def _sent(self, stage: Stage, screen: Screen, clip: BufferedInputFile | str) -> str | None:
        """Telegram's id of the clip that was sent, possibly empty; None when it was refused."""
        try:
            message = await stage.bot.send_animation(
                stage.place.chat_id,
                clip,
                duration=SECONDS,
                width=WIDTH,
                height=HEIGHT,
                caption=screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.buttons,
                message_thread_id=stage.place.thread_id,
            )
        except TelegramBadRequest as refusal:
            # A copy of another bot's, a chat where media is forbidden: the words must not be lost.
            _log.info("clip_refused", reason=refusal.message)
            return None
        # Telegram may keep a small clip as a file.
        media = message.animation or message.document
        return media.file_id if media else ""
