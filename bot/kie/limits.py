"""KIE's limits for one key, shared by everything in the process that uses it.

KIE takes 20 creations in any 10 seconds and 10 status queries a second per account, and refuses the excess without
queueing it (docs.kie.ai). We stay below, since the network moves requests closer together than they left.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from pyrate_limiter import InMemoryBucket, Limiter, Rate, SingleBucketFactory

CREATIONS, CREATIONS_MS = 18, 10_000
STATUS_QUERIES, STATUS_QUERIES_MS = 8, 1_000


class KeyLimits:
    """Lets callers through as the limits allow: each waits its turn, first come, first served."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Args: now: a clock in seconds that never goes back; by default the one that the event loop sleeps by."""
        self._creations = RollingWindow(CREATIONS, CREATIONS_MS, now)
        self._status_queries = RollingWindow(STATUS_QUERIES, STATUS_QUERIES_MS, now)

    async def creation(self) -> None:
        """Wait until a task may be created."""
        await self._creations.pass_through()

    async def status_query(self) -> None:
        """Wait until a status may be asked."""
        await self._status_queries.pass_through()


class RollingWindow:
    """At most `limit` passes in any `interval_ms` milliseconds, in the order of arrival."""

    def __init__(self, limit: int, interval_ms: int, now: Callable[[], float]) -> None:
        self._bucket = _Bucket(limit, interval_ms, now)
        # schedule_leak=False: the library would start a thread that lives for ever to drop old entries.
        self._limiter = Limiter(SingleBucketFactory(self._bucket, schedule_leak=False))

    async def pass_through(self) -> None:
        """Wait for one's turn. The library holds an `asyncio.Lock` while the first in line sleeps, hence the order."""
        self._bucket.leak(self._bucket.now())
        await self._limiter.try_acquire_async()


class _Bucket(InMemoryBucket):
    """The library's exact rolling window on a clock of ours."""

    def __init__(self, limit: int, interval_ms: int, now: Callable[[], float]) -> None:
        super().__init__([Rate(limit, interval_ms)])
        self._seconds = now

    def now(self) -> int:
        """The time in milliseconds, as the library counts it."""
        return int(self._seconds() * 1000)
