"""Takes updates in, each once, and has them handled: those of a person in a chat in their order, the others beside them.

Telegram forgets an update when it is confirmed. So each one is handled or written down before that: nothing waits for a
slow chat, and a crash loses none.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, Final
from weakref import WeakValueDictionary

import structlog
from cachetools import LRUCache

from bot.domain.incoming_update import IncomingUpdate
from bot.errors import StorageError
from bot.ports import PendingUpdates
from bot.web.incoming_update import URGENT
from bot.web.update_feed import UpdateObserver

log = structlog.get_logger()

PATIENCE_SECONDS: Final = 0.3
"""How long updates are waited for before they are written down: most are handled sooner, and cost no row."""

CROWDED_SECONDS: Final = 0.05
"""The same while every place is taken: what has come now is not handled soon, and newer ones wait at Telegram."""

AT_ONCE: Final = 200
"""Updates under way. What is urgent, and what is about money, does not wait for a place."""

AT_ONCE_IN_A_CHAT: Final = 20
"""Of these in one chat: a group at Telegram's limit, with many members, must not take every place."""

LONGEST_LINE: Final = 200
"""Updates of one person in one chat that wait. More are stepped over: a hundred messages can be forwarded at once, and
what is beyond these could only be answered much later. What says that money has moved is never stepped over."""

MOST_WAITING: Final = 50_000
"""Updates that wait in all; while there are more, none is taken in but those that are about money or urgent."""

AT_HAND: Final = 1_000
"""While no more wait, what is written down is kept in memory as well: reading it again is a transaction for each."""

REMEMBERED: Final = 10_000
"""Updates whose ids are known. An update comes again when an answer got lost: within minutes, not after thousands."""

_RETRY_SECONDS: Final = 1.0
"""Until a database that could not be used is tried again."""


@dataclass(slots=True, eq=False)
class _Waiting:
    """An update between its arrival and its end."""

    update: IncomingUpdate
    done: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    begun: bool = False
    written: bool = False


class UpdateInbox:
    """Takes updates in.

    Args:
        pending: where updates are written down.
        handle: handles one; raises nothing.
        observer: counts what is not handled at once.
    """

    def __init__(
        self,
        pending: PendingUpdates,
        handle: Callable[[Mapping[str, Any]], Awaitable[None]],
        observer: UpdateObserver,
    ) -> None:
        self._pending = pending
        self._handle = handle
        self._observer = observer
        self._handled: LRUCache[int, None] = LRUCache(REMEMBERED)
        self._waiting: dict[int, _Waiting] = {}
        self._lines: dict[object, deque[_Waiting]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self._beginning = asyncio.Lock()
        self._chats: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()
        self._removable: set[int] = set()
        self._removing = False
        self._group: asyncio.TaskGroup | None = None
        self._open = asyncio.Event()
        self._stopping = asyncio.Event()

    @property
    def waiting(self) -> int:
        """How many updates are under way or wait."""
        return len(self._waiting)

    def is_safe(self, update_id: int) -> bool:
        """Whether it was handled or is written down, so that it may be confirmed to Telegram."""
        known = self._waiting.get(update_id)
        return known.written if known is not None else update_id in self._handled

    def stop(self) -> None:
        """Begin with no further update; `run` returns when those under way are handled."""
        self._stopping.set()

    async def run(self) -> None:
        """Have updates handled until stopped, first those that an earlier process has written down.

        Safe to cancel: what was not handled is found by the next process, or brought by Telegram again. Run once more
        after a fault, it goes on with the lines as they are.
        """
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                for key, line in list(self._lines.items()):
                    group.create_task(self._work_off(key, line))
                for update in await self._restored():
                    self._admit(update, written=True)
                self._open.set()
                await self._stopping.wait()
        finally:
            self._group = None
        await self._remove(())

    async def take(self, updates: Sequence[IncomingUpdate]) -> None:
        """Have these handled. Returns when each was, or is written down, so that it may be confirmed to Telegram.

        An update that came before is not handled again, but waited for while it is under way.
        """
        await self._open.wait()
        open_ones = self._admit_all([update for update in updates if _is_hasty(update)])
        await self._until_there_is_room()
        open_ones += self._admit_all([update for update in updates if not _is_hasty(update)])
        patience = PATIENCE_SECONDS if len(self._waiting) <= AT_ONCE else CROWDED_SECONDS
        while open_ones:
            await asyncio.wait({one.done for one in open_ones}, timeout=patience)
            open_ones = [one for one in open_ones if not one.done.done()]
            if await self._write_down(open_ones):
                return
            patience = _RETRY_SECONDS

    def _admit_all(self, updates: Iterable[IncomingUpdate]) -> list[_Waiting]:
        return [one for update in updates if (one := self._admit(update)) is not None]

    def _admit(self, update: IncomingUpdate, *, written: bool = False) -> _Waiting | None:
        """Put it into its line; None when nothing has to be waited for."""
        if update.id in self._handled:
            return None
        known = self._waiting.get(update.id)
        if known is not None:
            return None if known.written else known
        line = self._lines.setdefault(update.line, deque())
        # What was written down had its place before the restart.
        if len(line) >= LONGEST_LINE and not (update.is_about_money or written):
            self._handled[update.id] = None
            self._observer.update(update.kind, "abandoned")
            log.warning("an update was stepped over: its person has too many that wait", update_id=update.id)
            return None
        one = self._waiting[update.id] = _Waiting(update, written=written)
        line.append(one)
        if len(line) == 1 and self._group is not None and not self._stopping.is_set():
            self._group.create_task(self._work_off(update.line, line))
        return one

    async def _until_there_is_room(self) -> None:
        if len(self._waiting) >= MOST_WAITING:
            log.error("too many updates wait: none is taken in for now", waiting=len(self._waiting))
        while len(self._waiting) >= MOST_WAITING:
            oldest = next(iter(self._waiting.values()))
            await asyncio.wait({oldest.done}, timeout=_RETRY_SECONDS)

    async def _work_off(self, key: object, line: deque[_Waiting]) -> None:
        """Handle a line in its order; the one that is under way stays at its head, so that no one else begins with the line."""
        while line and not self._stopping.is_set():
            one = line[0]
            if one.done.done():
                line.popleft()
                continue
            if _is_hasty(one.update):
                await self._finish(one)
            else:
                async with self._room_in(one.update.chat_id), self._room:
                    # One begins in a round of the event loop: a hundred at once would keep it busy for half a second.
                    async with self._beginning:
                        await asyncio.sleep(0)
                    if not self._stopping.is_set():
                        await self._finish(one)
        if not line:
            del self._lines[key]

    def _room_in(self, chat_id: int | None) -> AbstractAsyncContextManager[None]:
        """A place among those of a chat; it is remembered as long as one is taken or waited for."""
        if chat_id is None:
            return nullcontext()
        room = self._chats.get(chat_id)
        if room is None:
            room = self._chats[chat_id] = asyncio.Semaphore(AT_ONCE_IN_A_CHAT)
        return room

    async def _finish(self, one: _Waiting) -> None:
        one.begun = True
        content = one.update.content if one.update.content is not None else await self._content(one.update.id)
        if content is not None:
            await self._handle(content)
        elif self._stopping.is_set():
            return
        self._handled[one.update.id] = None
        del self._waiting[one.update.id]
        one.done.set_result(None)
        await self._remove({one.update.id} if one.written else ())

    async def _content(self, update_id: int) -> Mapping[str, Any] | None:
        """What was written down; a database that cannot be read is waited for."""
        while not self._stopping.is_set():
            try:
                return await self._pending.content(update_id)
            except StorageError as error:
                log.warning("an update that waits cannot be read", update_id=update_id, error=str(error))
                await self._pause()
        return None

    async def _write_down(self, open_ones: Sequence[_Waiting]) -> bool:
        """Write down what is not handled yet. Returns whether that could be done."""
        if not open_ones:
            return True
        try:
            await self._pending.add([one.update for one in open_ones])
        except StorageError as error:
            log.warning(
                "updates that wait could not be written down", number=len(open_ones), error=str(error)
            )
            return False
        for one in open_ones:
            one.written = True
            self._observer.update(one.update.kind, "written")
            if not one.begun and len(self._waiting) > AT_HAND:  # its turn may come in minutes
                one.update = replace(one.update, content=None)
        removed = {one.update.id for one in open_ones if one.done.done()}
        if removed and self._group is not None:  # newer updates do not wait for that
            self._group.create_task(self._remove(removed))
        else:
            self._removable.update(removed)
        return True

    async def _remove(self, update_ids: Iterable[int]) -> None:
        """Handled: their rows may go, all that gather meanwhile in one transaction after it.

        Where that fails they go with the next ones; a crash before repeats an update.
        """
        self._removable.update(update_ids)
        if self._removing:
            return
        self._removing = True
        try:
            while self._removable:
                removed = set(self._removable)
                await self._pending.remove(removed)
                self._removable -= removed
        except StorageError as error:
            log.warning(
                "handled updates could not be removed yet", number=len(self._removable), error=str(error)
            )
        finally:
            self._removing = False

    async def _restored(self) -> Sequence[IncomingUpdate]:
        while not self._stopping.is_set():
            try:
                found = await self._pending.restore()
            except StorageError as error:
                log.warning("updates of an earlier process cannot be read", error=str(error))
                await self._pause()
            else:
                if found:
                    log.info("updates of an earlier process are handled now", number=len(found))
                return found
        return ()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(_RETRY_SECONDS):
                await self._stopping.wait()
        except TimeoutError:
            return


def _is_hasty(update: IncomingUpdate) -> bool:
    """Whether it waits for no place: it fails within seconds, or a person has paid and waits for what was bought."""
    return update.kind in URGENT or update.is_about_money
