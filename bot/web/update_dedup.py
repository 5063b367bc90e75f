"""Hands updates to the dispatcher, each once, whichever way and however often Telegram brings it."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from cachetools import LRUCache

log = structlog.get_logger()

REMEMBERED: Final = 10_000
"""Updates whose ids are known. An update comes again when an answer got lost: within minutes, not after thousands."""


class UpdateDeduplicator:
    """Feeds the dispatcher.

    Nothing of value depends on its memory, which a restart empties: a quote is used once and a grant has its key in
    the ledger. It spares people a second answer.

    Args:
        bot: whose updates they are.
        dispatcher: handles them.
        remembered: how many ids are kept; the one that came longest ago goes first.
    """

    def __init__(self, bot: Bot, dispatcher: Dispatcher, remembered: int = REMEMBERED) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._handled: LRUCache[int, asyncio.Event] = LRUCache(remembered)

    async def take(self, update: Update) -> None:
        """Handle an update; returns when it was handled, also when an earlier delivery of it is still at it.

        A handler's fault is logged and not raised: the same update would only break it again.
        """
        earlier = self._handled.get(update.update_id)
        if earlier is not None:
            await earlier.wait()
            return
        handled = self._handled[update.update_id] = asyncio.Event()
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except asyncio.CancelledError:
            self._handled.pop(update.update_id, None)
            raise
        except Exception:
            log.exception("an update could not be handled", update_id=update.update_id)
        finally:
            handled.set()
