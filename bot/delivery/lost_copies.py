"""Which of several copies Telegram does not know any more: it refuses all of them together, and does not say which."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.domain.generation import Asset
from bot.telegram.errors import is_copy_lost

_AT_ONCE: Final = 10

_log = structlog.get_logger(__name__)


class LostCopies:
    """Asks for each copy, and has those forgotten that are lost: they are offered to no one again.

    Args:
        bot: asks.
        forget: takes the id of an asset, and the file id that does not hold.
    """

    def __init__(self, bot: Bot, forget: Callable[[int, str], Awaitable[None]]) -> None:
        self._bot = bot
        self._forget = forget

    async def among(self, assets: Sequence[Asset]) -> frozenset[int]:
        """Ids of the assets whose copies are lost. A copy about which Telegram says nothing now is taken for good."""
        slots = asyncio.Semaphore(_AT_ONCE)

        async def is_lost(asset: Asset) -> bool:
            async with slots:
                return await self._is_lost(asset.file_id or asset.original_file_id)

        answers = await asyncio.gather(*map(is_lost, assets))
        lost = [asset for asset, answer in zip(assets, answers, strict=True) if answer]
        for asset in lost:
            await self.forget(asset)
        return frozenset(asset.id for asset in lost)

    async def forget(self, asset: Asset) -> None:
        """Its copy is lost."""
        _log.warning("a copy at Telegram is lost", asset=asset.id)
        await self._forget(asset.id, asset.file_id or asset.original_file_id)

    async def _is_lost(self, file_id: str) -> bool:
        """Files of more than 20 MB are refused for that, which says that they are there (Bot API, getFile)."""
        try:
            await self._bot.get_file(file_id)
        except AiogramError as error:
            return is_copy_lost(error)
        return False
