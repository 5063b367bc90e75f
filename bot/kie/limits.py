"""KIE's limits for one key, shared by everything in the process that uses it.

KIE takes 20 creations in any 10 seconds per account, and 10 status queries a second per task id (its documentation of
2026-10); what goes over is refused, not queued. For all tasks of a key together it names no limit of status queries: the
one here is our own, the operator's setting KIE_STATUS_PER_SECOND. We stay below KIE's numbers, since the network moves
requests closer together than they left. When KIE refuses a status query all the same, the key asks for none for a while,
ever longer.

Status queries that a callback asked for go before routine polling: with dozens of young generations the polls alone fill
the limit, and a result that is known to be there must not wait behind them. One query a second is kept free of polls.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

from cachetools import LRUCache

from bot.back_off import back_off
from bot.errors import StatusUnavailable
from bot.rolling_window import RollingWindow, WindowLimit

_MARGIN: Final = 0.005
"""Seconds by which a window is longer than KIE's: what happened exactly that long ago may still count there."""
_SECOND: Final = 1 + _MARGIN
CREATIONS: Final = WindowLimit(19, 10 + _MARGIN)
UNUSED_SECONDS: Final = 120.0
"""After so long a turn counts as used whose request has not been answered: longer than any submission lasts."""
STATUS_PER_SECOND: Final = 16
"""Status queries a second for all tasks of a key, unless the operator says otherwise."""
FREE_OF_POLLS: Final = 1
"""Status queries a second that only callbacks can ask for."""
TASK_QUERIES: Final = WindowLimit(8, _SECOND)
"""Status queries of one task."""
_TASKS_REMEMBERED: Final = 4096
"""Tasks whose queries are counted; the one not asked for longest is dropped first, and is idle by then."""
_SHORTEST_WAIT: Final = 0.001
"""Seconds: less may not move a clock at all, whose numbers are large."""
MODEL_QUERIES: Final = WindowLimit(1, 1.1)
"""Questions about models: their list, schemas, prices and success rates share one budget (KIE's agent skill, September
2026, which advises 1.1 seconds)."""
_FIRST_PAUSE: Final = timedelta(seconds=2)
_LONGEST_PAUSE: Final = timedelta(minutes=1)


class KeyLimits:
    """Lets callers through as the limits allow: each waits its turn, first come, first served within its queue.

    Args:
        now: a clock in seconds that never goes back; by default the one that the event loop sleeps by.
        status_per_second: status queries in any second, of all tasks together; at least 2.
        dice: a number from 0 to 1, so that replicas of the bot do not come back at the same moment.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        *,
        status_per_second: int = STATUS_PER_SECOND,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._now = now
        self._dice = dice
        self._creations = _CreationTurns(CREATIONS, now)
        self._status_queries = _TurnQueue(WindowLimit(status_per_second, _SECOND), now)
        # They count as status queries too.
        self._polls = _TurnQueue(WindowLimit(status_per_second - FREE_OF_POLLS, _SECOND), now)
        self._tasks: LRUCache[str, _TurnQueue] = LRUCache(_TASKS_REMEMBERED)
        self._refusals = 0
        self._paused_until = 0.0
        self._model_queries = _TurnQueue(MODEL_QUERIES, now)

    @property
    def creations(self) -> int:
        """How many tasks were created in the window that KIE limits, or wait for their turn."""
        return self._creations.taken

    async def creation(self, turn: int) -> None:
        """Wait until a task may be created.

        Args:
            turn: names the request in `created`; who asks again before that has its turn already.
        """
        await self._creations.wait(turn)

    def created(self, turn: int) -> None:
        """The request of a turn was answered, or never will be: KIE's window begins now at the latest."""
        self._creations.used(turn)

    async def status_query(self, task_id: str, *, called: bool = False) -> None:
        """Wait until the status of a task may be asked; `called` by KIE goes before all that only polls.

        Raises:
            StatusUnavailable: KIE has refused one a moment ago; it says how long the key asks for none.
        """
        self._require_no_pause()
        of_task = self._tasks.get(task_id) or self._tasks.setdefault(
            task_id, _TurnQueue(TASK_QUERIES, self._now)
        )
        await of_task.wait_turn()
        if not called:
            await self._polls.wait_turn()
        await self._status_queries.wait_turn(first=called)
        self._require_no_pause()

    def status_answered(self, *, too_many: bool, retry_after: float = 0.0) -> None:
        """KIE has answered a status query: that there were `too_many`, or anything else.

        What comes back during a pause was under way before it, and changes nothing.

        Args:
            too_many: whether it refused the query.
            retry_after: seconds that it wants to be left alone, 0 when it does not say.
        """
        now = self._now()
        if now < self._paused_until:
            return
        if not too_many:
            self._refusals = 0
            return
        pause = back_off(self._refusals, first=_FIRST_PAUSE, longest=_LONGEST_PAUSE).total_seconds()
        self._refusals += 1
        self._paused_until = now + max(pause, retry_after) * (1 + self._dice() / 2)

    def _require_no_pause(self) -> None:
        left = self._paused_until - self._now()
        if left > 0:
            raise StatusUnavailable("KIE wants fewer status queries", left)

    async def model_query(self) -> None:
        """Wait until something may be asked about models."""
        await self._model_queries.wait_turn()


class _TurnQueue:
    """Callers waiting for a rolling window: the first queue before the other, each in order of arrival."""

    def __init__(self, limit: WindowLimit, now: Callable[[], float]) -> None:
        self._window = RollingWindow(limit)
        self._now = now
        self._line = _Line()

    async def wait_turn(self, *, first: bool = False) -> None:
        """Wait for one's turn. The one at the head is not overtaken: that costs the others one turn at most."""
        async with self._line.head(first=first):
            while not self._window.take(now := self._now()):  # noqa: ASYNC110  time alone frees a window
                await asyncio.sleep(self._window.free_at(now) - now)


class _CreationTurns:
    """Turns that count from before a request leaves until the window's length after its answer.

    KIE counts a request when it arrives, which is some time between: a busy machine, a full disk or a slow network may keep
    one back and not the next. Counted so, no window of KIE's can hold more than ours, however late requests leave.
    """

    def __init__(self, limit: WindowLimit, now: Callable[[], float]) -> None:
        self._limit = limit
        self._now = now
        self._line = _Line()
        self._under_way: dict[int, float] = {}
        self._answered: deque[float] = deque()
        self._changed = asyncio.Event()

    @property
    def taken(self) -> int:
        """Turns that count now, and those that are waited for."""
        self._forget()
        return len(self._under_way) + len(self._answered) + self._line.length

    async def wait(self, turn: int) -> None:
        """Wait for a turn, first come, first served."""
        if turn in self._under_way:
            return
        async with self._line.head():
            while (free_at := self._free_at()) > (now := self._now()):
                self._changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), max(free_at - now, _SHORTEST_WAIT))
            self._under_way[turn] = self._now() + UNUSED_SECONDS

    def used(self, turn: int) -> None:
        """From now on the turn counts for the window's length."""
        self._under_way.pop(turn, None)
        self._answered.append(self._now() + self._limit.seconds)
        self._changed.set()

    def _free_at(self) -> float:
        """When the next turn is free at the latest."""
        self._forget()
        until = sorted((*self._under_way.values(), *self._answered))
        return until[-self._limit.count] if len(until) >= self._limit.count else self._now()

    def _forget(self) -> None:
        now = self._now()
        while self._answered and self._answered[0] <= now:
            self._answered.popleft()
        for turn in [turn for turn, until in self._under_way.items() if until <= now]:
            del self._under_way[turn]


class _Line:
    """Callers in order of arrival, of whom one is at the head."""

    def __init__(self) -> None:
        self._waiting: tuple[_Waiting, _Waiting] = (deque(), deque())
        self._is_taken = False

    @property
    def length(self) -> int:
        """How many wait behind the head."""
        return sum(len(waiting) for waiting in self._waiting)

    @asynccontextmanager
    async def head(self, *, first: bool = False) -> AsyncGenerator[None]:
        """Be at the head while the context lasts; `first` goes before all that are not."""
        await self._reach(self._waiting[0] if first else self._waiting[1])
        try:
            yield
        finally:
            self._call_next()

    async def _reach(self, waiting: _Waiting) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._call_next()
            raise

    def _call_next(self) -> None:
        for waiting in self._waiting:
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._is_taken = False


_Waiting = deque[asyncio.Future[None]]
