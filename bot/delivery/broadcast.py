"""Brings the operator's broadcasts to everybody: slowly, behind everything else, and not twice to one person.

One gap is left: when the connection breaks while Telegram answers, the next try may be the second copy.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineKeyboardMarkup

from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.broadcast import Broadcast, BroadcastRepository

BATCH: Final = 100
"""People read at once."""
PAUSE_SECONDS: Final = 0.05
"""Between two people: two thirds of what Telegram takes in all stay free for everything else."""

TROUBLE_SECONDS: Final = 10.0
"""Until the next try after a fault of Telegram, the network or the database."""

Report = Callable[[Broadcast], str]
"""Says in HTML how a broadcast ended."""

QuietUntil = Callable[[int], Awaitable[datetime | None]]
"""When a person's quiet hours end that are now, None outside them."""


class NewsWishes(Protocol):
    """Who wants news, and the way out of them."""

    async def button(self, person_id: int) -> InlineKeyboardMarkup | None:
        """What stands below news for this person, by which they get no more; None when they want none."""
        ...


_log = logging.getLogger(__name__)


class Broadcaster:
    """Runs one broadcast after the other."""

    def __init__(
        self,
        bot: Bot,
        broadcasts: BroadcastRepository,
        report: Report,
        quiet_until: QuietUntil,
        news: NewsWishes,
        *,
        pause: float = PAUSE_SECONDS,
        trouble: float = TROUBLE_SECONDS,
    ) -> None:
        self._bot = bot
        self._broadcasts = broadcasts
        self._report = report
        self._quiet_until = quiet_until
        self._news = news
        self._pause = pause
        self._trouble = trouble
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """There is a new broadcast."""
        self._woken.set()

    def stop(self) -> None:
        """End after the person whose turn it is; the next start goes on behind them."""
        self._stopping.set()
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped, beginning with what an earlier process left."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                broadcast = await self._broadcasts.ready()
                if broadcast is not None:
                    await self._send_on(broadcast)
                else:
                    await self._sleep()
            except Exception:  # noqa: BLE001  a broadcast must not stop what people have paid for
                _log.exception("a broadcast is held up")
                await self._rest(self._trouble)

    async def _send_on(self, broadcast: Broadcast) -> None:
        """The next people of a broadcast, then those who were quiet; its end when no one is left."""
        if not broadcast.tried:
            people = await self._broadcasts.people_after(broadcast.after_id, limit=BATCH)
        else:
            people = await self._broadcasts.waiting(broadcast, limit=BATCH)
        if not people and broadcast.tried:
            await self._end(replace(broadcast, ended=True))
        elif not people:
            await self._broadcasts.save(replace(broadcast, tried=True))
        for person_id in people:
            if self._stopping.is_set():
                return
            skipped = broadcast.skipped
            broadcast = await self._try(
                broadcast if broadcast.tried else replace(broadcast, after_id=person_id), person_id
            )
            if broadcast.skipped == skipped:
                await self._rest(self._pause)

    async def _try(self, broadcast: Broadcast, person_id: int) -> Broadcast:
        """Send it, or let the person sleep: news are nothing to be woken for. Who wants none is asked the moment before."""
        way_out = None if broadcast.to_all else await self._news.button(person_id)
        if way_out is None and not broadcast.to_all:
            if broadcast.tried:
                await self._broadcasts.stop_waiting(broadcast, person_id)
            broadcast = replace(broadcast, skipped=broadcast.skipped + 1)
            await self._broadcasts.save(broadcast)
            return broadcast
        until = await self._quiet_until(person_id)
        if until is not None:
            await self._broadcasts.postpone(broadcast, person_id, until)
            return broadcast
        if broadcast.tried:
            await self._broadcasts.stop_waiting(broadcast, person_id)
        return await self._send(broadcast, person_id, way_out)

    async def _sleep(self) -> None:
        """Until there is a new broadcast, or the first quiet hours end that a person waits for."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), await self._broadcasts.seconds_to_wait())

    async def _send(
        self, broadcast: Broadcast, person_id: int, way_out: InlineKeyboardMarkup | None
    ) -> Broadcast:
        """One person. The bookmark is written first: the person being tried during a crash gets no message rather than two."""
        await self._broadcasts.save(broadcast)
        reached = await self._reaches(broadcast, person_id, way_out)
        counted = replace(
            broadcast, reached=broadcast.reached + reached, missed=broadcast.missed + (not reached)
        )
        await self._broadcasts.save(counted)
        return counted

    async def _reaches(
        self, broadcast: Broadcast, person_id: int, way_out: InlineKeyboardMarkup | None
    ) -> bool:
        while not self._stopping.is_set():
            try:
                with priority(Priority.PROGRESS):
                    await self._bot.copy_message(
                        person_id, broadcast.chat_id, broadcast.message_id, reply_markup=way_out
                    )
            except TelegramRetryAfter as held:
                await self._rest(held.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                await self._rest(self._trouble)
            except AiogramError as error:
                _log.info("broadcast %s missed a person: %s", broadcast.id, type(error).__name__)
                return False
            else:
                return True
        return False

    async def _end(self, broadcast: Broadcast) -> None:
        await self._broadcasts.save(broadcast)
        try:
            await self._bot.send_message(broadcast.admin_id, self._report(broadcast), parse_mode="HTML")
        except TelegramAPIError as error:
            _log.info("the end of broadcast %s was not announced: %s", broadcast.id, type(error).__name__)

    async def _rest(self, seconds: float) -> None:
        """Wait, but no longer than until a stop is requested."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
