"""Reads the text files that people send."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import ClientError

SECONDS: Final = 20
"""Longest time for one text file."""


class TelegramTexts:
    """Fetches small files from Telegram into memory."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def read(self, file_id: str, *, maximum: int) -> bytes | None:
        """See `TextFiles.read`. The address of a file at Telegram contains the bot's token: no error repeats it."""
        content = BytesIO()
        try:
            file = await self._bot.get_file(file_id)
            if not file.file_path or (file.file_size or 0) > maximum:
                return None
            await self._bot.download_file(file.file_path, content, timeout=SECONDS)
        except (AiogramError, ClientError, TimeoutError, OSError):
            return None
        return content.getvalue()
