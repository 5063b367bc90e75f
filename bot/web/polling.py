"""Telegram's updates, fetched: as raw JSON, so that one that cannot be read stops none, and on while chats are slow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
)
from aiogram.methods import GetUpdates

from bot.domain.incoming_update import IncomingUpdate
from bot.web.incoming_update import incoming
from bot.web.polling_watch import PollingWatch
from bot.web.update_inbox import UpdateInbox

log = structlog.get_logger()

BATCH: Final = 100
"""Updates fetched at once (the most that Telegram gives)."""

LONG_POLL_SECONDS: Final = 25
"""How long Telegram keeps a request open when there is nothing."""

AGAIN_SECONDS: Final = 0.5
"""Until the next request while an update is neither handled nor written down. What came after it must not wait: a payment
is confirmed within ten seconds of the tap or fails (Bot API, answerPreCheckoutQuery)."""

_PAUSE_SECONDS = 3.0
"""After an error of Telegram's or the network's."""


class GetRawUpdates(GetUpdates):
    """`getUpdates` whose answer is left as it came."""

    __returning__ = Any  # type: ignore[assignment]  # aiogram reads the answer as this


class Poller:
    """Fetches updates and hands them to the inbox.

    Updates are confirmed by the offset of the next `getUpdates`. It stays at the first that is neither handled nor written
    down, so that a crash loses none; while the database takes nothing the same ones are fetched again, and what is new
    among them is handed on.

    Args:
        bot: asks.
        inbox: handles them.
        watch: hears how asking fares.
        kinds: the kinds that are asked for.
    """

    def __init__(self, bot: Bot, inbox: UpdateInbox, watch: PollingWatch, kinds: Sequence[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._watch = watch
        self._kinds = list(kinds)
        self._stopping = asyncio.Event()
        self._offset: int | None = None
        self._taking: dict[asyncio.Task[None], frozenset[int]] = {}

    def stop(self) -> None:
        """Fetch nothing more; `run` returns when the last batch was handled or written down."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped. Updates that came while we were down are handled, never dropped."""
        try:
            async with asyncio.TaskGroup() as group:
                while not self._stopping.is_set():
                    if batch := await self._fetch():
                        await self._hand_over(batch, group)
        finally:  # what a fault has interrupted is fetched and taken again
            self._taking.clear()
        if self._offset is not None:
            await self._confirm_last()

    async def _hand_over(self, batch: Sequence[IncomingUpdate], group: asyncio.TaskGroup) -> None:
        """Have what is new handled, and move the offset on."""
        new = [update for update in batch if not any(update.id in ids for ids in self._taking.values())]
        if new:
            self._taking[group.create_task(self._inbox.take(new))] = frozenset(update.id for update in new)
        await asyncio.wait(self._taking, timeout=AGAIN_SECONDS)
        handed_over = {update.id for update in batch}.union(*self._taking.values())
        self._taking = {task: ids for task, ids in self._taking.items() if not task.done()}
        not_safe = [one for one in handed_over if not self._inbox.is_safe(one)]
        self._offset = min(not_safe, default=max(update.id for update in batch) + 1)

    async def _fetch(self) -> Sequence[IncomingUpdate]:
        """The next batch; nothing when Telegram is not reachable or a stop is requested."""
        fetching = asyncio.ensure_future(
            self._bot(
                GetRawUpdates(
                    offset=self._offset, limit=BATCH, timeout=LONG_POLL_SECONDS, allowed_updates=self._kinds
                ),
                request_timeout=LONG_POLL_SECONDS + 10,
            )
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                return ()
            return await self._numbered(fetching.result())
        except TelegramRetryAfter as error:
            self._watch.failed(type(error).__name__, conflict=False)
            await self._pause(error.retry_after)
        except TelegramAPIError as error:
            detail = error.message
            log.warning("updates could not be fetched", error=type(error).__name__, detail=detail)
            self._watch.failed(detail, conflict=isinstance(error, TelegramConflictError))
            await self._pause(_PAUSE_SECONDS)
        finally:
            fetching.cancel()
            stopping.cancel()
        return ()

    async def _numbered(self, answer: object) -> Sequence[IncomingUpdate]:
        """The updates of an answer. What has no number cannot be recognised, and cannot be confirmed by itself."""
        items = answer if isinstance(answer, list) else [answer]
        updates = [update for item in items if (update := incoming(item)) is not None]
        if len(updates) < len(items):
            log.warning("an answer to getUpdates holds what is no update", number=len(items) - len(updates))
            if not updates:
                self._watch.failed("getUpdates answers with what are no updates", conflict=False)
                await self._pause(_PAUSE_SECONDS)
                return ()
        self._watch.succeeded()
        if not updates:
            # All is confirmed. After a week without an update the numbers begin anew, possibly lower (Bot API, Update).
            self._offset = None
        return sorted(updates, key=lambda update: update.id)

    async def _confirm_last(self) -> None:
        """Confirm to Telegram what was handled, so that the next start does not handle it again."""
        try:
            call = GetRawUpdates(offset=self._offset, timeout=0, limit=1)
            await self._bot(call, request_timeout=3)
        except TelegramAPIError as error:
            log.info("the last updates will come again", error=type(error).__name__)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
