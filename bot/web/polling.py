"""Telegram's updates, fetched. A batch is confirmed to Telegram only after it was handled, so a crash loses none."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramRetryAfter
from aiogram.types import Update

from bot.web.update_dedup import UpdateDeduplicator

log = structlog.get_logger()

BATCH = 20
"""Updates fetched at once. A batch is confirmed as a whole, so a crash repeats at most so many."""

LONG_POLL_SECONDS = 25
"""How long Telegram keeps a request open when there is nothing."""

_PATIENCE_SECONDS = 20.0
"""How long one batch may hold up the next; what is slower goes on beside it."""

_PAUSE_SECONDS = 3.0
"""After an error of Telegram's or the network's."""


class Poller:
    """Fetches updates and feeds them: those of one chat in their order, chats beside each other."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._deduplicator = UpdateDeduplicator(bot, dispatcher)
        self._stopping = asyncio.Event()
        self._offset: int | None = None

    def stop(self) -> None:
        """Fetch nothing more; `run` returns when the batch under way was handled."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped. Updates that came while we were down are handled, never dropped."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping.is_set():
                batch = await self._fetch()
                chats = [group.create_task(self._feed(updates)) for updates in _by_chat(batch)]
                if chats:
                    await asyncio.wait(chats, timeout=_PATIENCE_SECONDS)
            if self._offset is not None:
                await self._confirm_last()

    async def _fetch(self) -> Sequence[Update]:
        """The next batch; nothing when Telegram is not reachable or a stop is requested."""
        fetching = asyncio.ensure_future(
            self._bot.get_updates(
                offset=self._offset,
                limit=BATCH,
                timeout=LONG_POLL_SECONDS,
                allowed_updates=self._dispatcher.resolve_used_update_types(),
                request_timeout=LONG_POLL_SECONDS + 10,
            )
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                return ()
            updates = fetching.result()
        except TelegramRetryAfter as error:
            await self._pause(error.retry_after)
            return ()
        except ClientDecodeError as error:
            # A proxy's page instead of an answer. Its text is not logged: it may hold people's messages.
            log.warning("updates could not be read", error=type(error.original).__name__)
            await self._pause(_PAUSE_SECONDS)
            return ()
        except TelegramAPIError as error:
            log.warning("updates could not be fetched", error=type(error).__name__, detail=str(error))
            await self._pause(_PAUSE_SECONDS)
            return ()
        finally:
            fetching.cancel()
            stopping.cancel()
        if updates:
            self._offset = updates[-1].update_id + 1
        return updates

    async def _feed(self, updates: Sequence[Update]) -> None:
        for update in updates:
            await self._deduplicator.take(update)

    async def _confirm_last(self) -> None:
        """Tell Telegram what was handled, so that the next start does not handle it again."""
        try:
            await self._bot.get_updates(offset=self._offset, timeout=0, limit=1, request_timeout=3)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("the last updates will come again", error=type(error).__name__)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _by_chat(batch: Sequence[Update]) -> Sequence[Sequence[Update]]:
    """The batch by chat, each in its order; updates without a chat each on their own."""
    chats: dict[object, list[Update]] = {}
    for update in batch:
        chats.setdefault(_chat_of(update), []).append(update)
    return list(chats.values())


def _chat_of(update: Update) -> object:
    if update.callback_query is not None:
        message = update.callback_query.message
        return message.chat.id if message is not None else update.update_id
    message = update.message or update.edited_message
    return message.chat.id if message is not None else ("alone", update.update_id)
