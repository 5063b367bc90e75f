"""Rows that are due, from the database to the loop that works on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Generic, Protocol

from bot.ports import Clock
from bot.workers.lease_worker import LEASE, ItemCo


class LeaseSchedule(Protocol[ItemCo]):
    """Which row of a table is due. Every method may raise StorageError."""

    async def claim(
        self, now: datetime, *, lease_until: datetime, except_for: Collection[int] = ()
    ) -> ItemCo | None:
        """Take the one that is due longest, that is under no lease, and that is none of `except_for`, or None."""
        ...

    async def renew(self, ids: Sequence[int], lease_until: datetime) -> None:
        """Keep what is being worked on; a lease that was dropped meanwhile stays dropped."""
        ...

    async def drop(self, item_id: int) -> None:
        """Let its next step be claimed when it is due."""
        ...

    async def drop_all(self) -> None:
        """At start, when this process is the only one: whatever a dead process had is free again."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next step of a row without a lease is due, None when nothing waits."""
        ...


class ScheduledQueue(Generic[ItemCo]):
    """The rows of a schedule (`bot.workers.lease_worker.LeaseQueue`)."""

    def __init__(self, schedule: LeaseSchedule[ItemCo], clock: Clock) -> None:
        self._schedule = schedule
        self._clock = clock

    async def claim(self, limit: int, *, except_for: Collection[int]) -> Sequence[ItemCo]:
        """Those due longest."""
        claimed: list[ItemCo] = []
        now = self._clock.now()
        while len(claimed) < limit:
            item = await self._schedule.claim(now, lease_until=now + LEASE, except_for=except_for)
            if item is None:
                break
            claimed.append(item)
        return claimed

    async def seconds_until_due(self) -> float | None:
        """See `LeaseSchedule.next_due`."""
        due = await self._schedule.next_due()
        return (due - self._clock.now()).total_seconds() if due is not None else None

    async def renew(self, ids: Sequence[int]) -> None:
        """See `LeaseSchedule.renew`."""
        await self._schedule.renew(ids, self._clock.now() + LEASE)

    async def release(self, item_id: int) -> None:
        """See `LeaseSchedule.drop`."""
        await self._schedule.drop(item_id)
