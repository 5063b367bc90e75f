"""Reads updates and feeds them to the dispatcher: what cannot be read as a whole is handled without that part."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.telegram.message_words import with_words
from bot.telegram.tolerant_reading import Unreadable, read
from bot.web.incoming_update import kind_of

log = structlog.get_logger()


class UpdateObserver(Protocol):
    """Hears what became of updates (`bot.web.metrics.Metrics`)."""

    def update(self, kind: str, outcome: str) -> None:
        """An update of this kind was handled (`whole`, `partly`), stepped over (`unreadable`, `abandoned`) or written down."""
        ...


class UpdateFeed:
    """Feeds the dispatcher.

    Args:
        bot: whose updates they are.
        dispatcher: handles them.
        observer: counts them.
    """

    def __init__(self, bot: Bot, dispatcher: Dispatcher, observer: UpdateObserver) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._observer = observer

    async def handle(self, content: Mapping[str, Any]) -> None:
        """Handle an update, and return when that is done.

        A handler's fault is logged and not raised: the same update would only break it again. An update that cannot
        be read, even without its optional parts, is stepped over, counted and logged by its id and kind: what it holds
        belongs to a person.
        """
        number, kind = content.get("update_id"), kind_of(content)
        try:
            reading = read(Update, with_words(content), {"bot": self._bot})
        except Unreadable:
            reading = None
        if reading is None or getattr(reading.value, kind, None) is None:
            self._observer.update(kind, "unreadable")
            log.warning("an update cannot be read", update_id=number, kind=kind)
            return
        self._observer.update(kind, "partly" if reading.left_out else "whole")
        if reading.left_out:
            parts = sorted(set(reading.left_out))
            log.warning("a part of an update cannot be read", update_id=number, kind=kind, parts=parts)
        try:
            await self._dispatcher.feed_update(self._bot, reading.value)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # Something that the handler waited for was cancelled, not the handler: a fault like any other.
            log.exception("an update could not be handled", update_id=number)
        except Exception:
            log.exception("an update could not be handled", update_id=number)
