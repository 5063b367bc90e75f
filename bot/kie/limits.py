"""KIE's limits for one key, shared by everything in the process that uses it.

Status queries that a callback asked for go before routine polling: with dozens of young generations the polls alone fill
the limit, and a result that is known to be there must not wait behind them. One query a second is kept free of polls.

KIE takes 20 creations in any 10 seconds and 10 status queries a second per account, and refuses the excess without
queueing it (docs.kie.ai). We stay below, since the network moves requests closer together than they left.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from pyrate_limiter import InMemoryBucket, Limiter, Rate, SingleBucketFactory

CREATIONS, CREATIONS_MS = 18, 10_000
STATUS_QUERIES, STATUS_QUERIES_MS = 8, 1_000
POLLS = 7
"""Status queries in the same time that nobody called for."""


class KeyLimits:
    """Lets callers through as the limits allow: each waits its turn, first come, first served within its line."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Args: now: a clock in seconds that never goes back; by default the one that the event loop sleeps by."""
        self._creations = RollingWindow(CREATIONS, CREATIONS_MS, now)
        self._status_queries = RollingWindow(STATUS_QUERIES, STATUS_QUERIES_MS, now)
        self._polls = RollingWindow(POLLS, STATUS_QUERIES_MS, now)

    async def creation(self) -> None:
        """Wait until a task may be created."""
        await self._creations.pass_through()

    async def status_query(self, *, called: bool = False) -> None:
        """Wait until a status may be asked; `called` by KIE goes before all that only polls."""
        if not called:
            await self._polls.pass_through()
        await self._status_queries.pass_through(first=called)


class RollingWindow:
    """At most `limit` passes in any `interval_ms` milliseconds: the first line before the other, each in order of arrival."""

    def __init__(self, limit: int, interval_ms: int, now: Callable[[], float]) -> None:
        self._bucket = _Bucket(limit, interval_ms, now)
        # schedule_leak=False: the library would start a thread that lives for ever to drop old entries.
        self._limiter = Limiter(SingleBucketFactory(self._bucket, schedule_leak=False))
        self._lines: tuple[_Line, _Line] = (deque(), deque())
        self._at_the_door = False

    async def pass_through(self, *, first: bool = False) -> None:
        """Wait for one's turn. Who stands at the door already is not overtaken: that costs the others one pass at most."""
        await self._come_to_the_door(self._lines[0] if first else self._lines[1])
        try:
            self._bucket.leak(self._bucket.now())
            await self._limiter.try_acquire_async()
        finally:
            self._let_the_next_come()

    async def _come_to_the_door(self, line: _Line) -> None:
        if not self._at_the_door:
            self._at_the_door = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._let_the_next_come()
            raise

    def _let_the_next_come(self) -> None:
        for line in self._lines:
            while line:
                turn = line.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._at_the_door = False


_Line = deque[asyncio.Future[None]]


class _Bucket(InMemoryBucket):
    """The library's exact rolling window on a clock of ours."""

    def __init__(self, limit: int, interval_ms: int, now: Callable[[], float]) -> None:
        super().__init__([Rate(limit, interval_ms)])
        self._seconds = now

    def now(self) -> int:
        """The time in milliseconds, as the library counts it."""
        return int(self._seconds() * 1000)
