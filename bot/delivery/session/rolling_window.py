"""Exact rolling windows: how much may be sent in how many seconds, and when the next message fits."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WindowLimit:
    """At most `messages` in any `seconds`."""

    messages: int
    seconds: float


class RollingWindowBudget:
    """Several windows over the same stream of messages. All of them hold at every moment.

    A call that weighs more than a window holds (an album) weighs as much as the window.
    """

    def __init__(self, windows: Sequence[WindowLimit]) -> None:
        self._windows = tuple(windows)
        self._longest = max(window.seconds for window in windows)
        self._spent: deque[float] = deque()

    def free_at(self, now: float, weight: int) -> float:
        """The earliest moment, `now` or later, at which a call of this weight fits. A weight of 0 always does."""
        self._forget(now)
        if not weight:
            return now
        return max(self._fits_at(window, now, weight) for window in self._windows)

    def spend(self, now: float, weight: int) -> None:
        """Note a call that is made now."""
        self._spent.extend([now] * weight)

    def is_short(self, now: float, share: float) -> bool:
        """Whether more than this share of any window is used up."""
        self._forget(now)
        return any(self._used(window, now) > share * window.messages for window in self._windows)

    def is_idle(self, now: float) -> bool:
        """Whether nothing is left to remember."""
        self._forget(now)
        return not self._spent

    def _forget(self, now: float) -> None:
        while self._spent and self._spent[0] + self._longest <= now:
            self._spent.popleft()

    def _used(self, window: WindowLimit, now: float) -> int:
        return sum(1 for moment in self._spent if moment + window.seconds > now)

    def _fits_at(self, window: WindowLimit, now: float, weight: int) -> float:
        """When enough of what was spent has left the window."""
        kept = window.messages - min(weight, window.messages)
        if len(self._spent) <= kept:
            return now
        # Everything but the latest `kept` messages must be older than the window.
        return max(now, self._spent[len(self._spent) - kept - 1] + window.seconds)
