"""The loop over rows that are due: claim some under a lease, take one step with each, release them, repeat.

The rows say what happens next, so a killed process loses nothing: the next one reads the same rows. All waiting is
measured by the event loop's monotonic clock; only the queue compares due moments with the time of day.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final, Generic, Protocol, TypeVar

from cachetools import LRUCache

from bot.errors import StorageError
from bot.workers.periodic_worker import PeriodicWorker

LEASE: Final = timedelta(minutes=5)
"""How long a claimed row is left alone by other processes when its own goes silent."""
RENEWALS: Final = 3
"""How often a lease is renewed before it would run out: two renewals in a row may fail."""
IDLE_SECONDS: Final = 5.0
"""After so long the queue is read even when nothing seems due: another process may have written."""
STORAGE_RETRY_SECONDS: Final = 1.0
"""Until the queue is tried again after a StorageError."""
_COUNTED: Final = 10_000
"""Rows whose faults are counted; the count of one that was cancelled after a fault is never asked for again."""
_SHORTEST_WAIT: Final = 0.01
"""A due row that cannot be claimed (a clock that was set back) must not make the loop spin."""

_log = logging.getLogger(__name__)


class Identified(Protocol):
    """A row with a key."""

    @property
    def id(self) -> int:
        """Its key, unique within the queue."""
        ...


Item = TypeVar("Item", bound=Identified)
ItemCo = TypeVar("ItemCo", bound=Identified, covariant=True)


class LeaseQueue(Protocol[ItemCo]):
    """Rows with a due moment and a lease. Every method may raise StorageError."""

    async def claim(self, limit: int, *, except_for: Collection[int]) -> Sequence[ItemCo]:
        """Take up to `limit` rows under a lease that are due and not under lease, and none of these.

        Args:
            limit: how many.
            except_for: ids of rows whose steps are under way; they are left as they are, also when their leases ran out.
        """
        ...

    async def seconds_until_due(self) -> float | None:
        """Seconds until a row without a lease is due, not positive when one is already; None when none will be."""
        ...

    async def renew(self, ids: Sequence[int]) -> None:
        """Lengthen leases that are still held, so that they last for `LEASE` from now."""
        ...

    async def release(self, item_id: int) -> None:
        """End the lease, so that the next step can be claimed when it is due."""
        ...


class LeaseWorker(Generic[Item]):
    """Works on up to `width` rows of a queue at once.

    A row is never worked on twice at once in this process, even when its lease ran out while its step was under way.

    Args:
        name: stands in the log.
        queue: the rows.
        step: takes one step; an exception is a fault of ours.
        recover: called with the row, the fault, and the number of faults in a row of this row. It must postpone the
            row (or end it), since the row is released afterwards and would be claimed again at once.
        width: rows worked on at once.
        in_flight: ids of the rows under way, shared by workers whose queues read the same table.
    """

    def __init__(
        self,
        name: str,
        queue: LeaseQueue[Item],
        *,
        step: Callable[[Item], Awaitable[None]],
        recover: Callable[[Item, Exception, int], Awaitable[None]],
        width: int,
        in_flight: set[int] | None = None,
    ) -> None:
        self._name = name
        self._queue = queue
        self._step = step
        self._recover = recover
        self._width = width
        self._in_flight = in_flight if in_flight is not None else set()
        self._own: set[int] = set()
        self._faults: LRUCache[int, int] = LRUCache(_COUNTED)
        self._wakeup = asyncio.Event()
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """Read the queue now: something may be due."""
        self._wakeup.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the steps under way have ended."""
        self._stopping.set()
        self._wakeup.set()

    async def run(self) -> None:
        """Work until stopped or cancelled."""
        renewal = PeriodicWorker(
            f"{self._name}: renewal of leases", LEASE.total_seconds() / RENEWALS, self._renew, delayed=True
        )
        async with asyncio.TaskGroup() as helpers:
            renewing = helpers.create_task(renewal.run())
            async with asyncio.TaskGroup() as group:
                while not self._stopping.is_set():
                    self._wakeup.clear()
                    try:
                        if not await self._start_steps(group):
                            await self._rest()
                    except Exception:  # noqa: BLE001  it must not cut off the steps under way
                        _log.exception("%s: the queue could not be read", self._name)
                        await self._wait()
            renewing.cancel()

    async def advance(self, item: Item) -> None:
        """One step of a claimed row; a fault costs this row time, not the others.

        Raises:
            StorageError: the fault could not be written down either.
        """
        try:
            await self._step(item)
        except Exception as error:  # noqa: BLE001  one row's fault must not stop the others
            self._faults[item.id] = faults = self._faults.get(item.id, 0) + 1
            await self._recover(item, error, faults)
        else:
            self._faults.pop(item.id, None)

    async def _start_steps(self, group: asyncio.TaskGroup) -> bool:
        """Claim what is due and begin with it; returns whether more may be due for which there is room."""
        room = self._width - len(self._own)
        if not room:
            return False
        try:
            claimed = await self._queue.claim(room, except_for=tuple(self._in_flight))
        except StorageError as error:
            await self._wait_for_storage("claim", error)
            return False
        for item in claimed:
            if item.id not in self._in_flight:  # another worker of the same table was faster
                self._in_flight.add(item.id)
                self._own.add(item.id)
                group.create_task(self._work(item))
        return len(claimed) == room

    async def _work(self, item: Item) -> None:
        try:
            await self.advance(item)
        except StorageError as error:
            await self._wait_for_storage(f"step of {item.id}", error)
            await self._release(item.id)
        except Exception:  # noqa: BLE001  it could not even be postponed: the lease keeps it away for a while
            _log.exception("%s: recovery of %s failed", self._name, item.id)
        else:
            await self._release(item.id)
        finally:
            self._in_flight.discard(item.id)
            self._own.discard(item.id)
            self.wake()

    async def _release(self, item_id: int) -> None:
        """End the lease; while that cannot be written it is tried again, once stopping the lease runs out by itself."""
        while True:
            try:
                await self._queue.release(item_id)
            except StorageError as error:
                if self._stopping.is_set():
                    return
                await self._wait_for_storage(f"release of {item_id}", error)
            else:
                return

    async def _rest(self) -> None:
        """Until woken, or until the next row is due and there is room for it."""
        wait = IDLE_SECONDS
        if len(self._own) < self._width:
            try:
                due_in = await self._queue.seconds_until_due()
            except StorageError as error:
                await self._wait_for_storage("look at the queue", error)
                return
            if due_in is not None:
                wait = min(wait, max(_SHORTEST_WAIT, due_in))
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._wakeup.wait()

    async def _wait_for_storage(self, what: str, error: StorageError) -> None:
        _log.warning("%s: %s: %s", self._name, what, error)
        await self._wait()

    async def _wait(self) -> None:
        """Wait before the next try, but no longer than until we are stopped."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STORAGE_RETRY_SECONDS):
                await self._stopping.wait()

    async def _renew(self) -> None:
        if self._own:
            await self._queue.renew(sorted(self._own))
