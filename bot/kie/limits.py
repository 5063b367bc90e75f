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
from typing import Final

from bot.rolling_window import RollingWindow, WindowLimit

_MARGIN: Final = 0.005
"""Seconds by which a window is longer than KIE's: what happened exactly that long ago may still count there."""
CREATIONS: Final = WindowLimit(18, 10 + _MARGIN)
STATUS_QUERIES: Final = WindowLimit(8, 1 + _MARGIN)
POLLS: Final = WindowLimit(7, 1 + _MARGIN)
"""Status queries that no callback asked for; they count as status queries too."""


class KeyLimits:
    """Lets callers through as the limits allow: each waits its turn, first come, first served within its queue.

    Args:
        now: a clock in seconds that never goes back; by default the one that the event loop sleeps by.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._creations = _TurnQueue(CREATIONS, now)
        self._status_queries = _TurnQueue(STATUS_QUERIES, now)
        self._polls = _TurnQueue(POLLS, now)

    async def creation(self) -> None:
        """Wait until a task may be created."""
        await self._creations.wait_turn()

    async def status_query(self, *, called: bool = False) -> None:
        """Wait until a status may be asked; `called` by KIE goes before all that only polls."""
        if not called:
            await self._polls.wait_turn()
        await self._status_queries.wait_turn(first=called)


class _TurnQueue:
    """Callers waiting for a rolling window: the first queue before the other, each in order of arrival."""

    def __init__(self, limit: WindowLimit, now: Callable[[], float]) -> None:
        self._window = RollingWindow(limit)
        self._now = now
        self._waiting: tuple[_Waiting, _Waiting] = (deque(), deque())
        self._is_taken = False

    async def wait_turn(self, *, first: bool = False) -> None:
        """Wait for one's turn. The one at the head is not overtaken: that costs the others one turn at most."""
        await self._reach_head(self._waiting[0] if first else self._waiting[1])
        try:
            while not self._window.take(now := self._now()):  # noqa: ASYNC110  time alone frees a window
                await asyncio.sleep(self._window.free_at(now) - now)
        finally:
            self._call_next()

    async def _reach_head(self, waiting: _Waiting) -> None:
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
