"""Exact rolling windows: how much may happen in how many seconds, and when the next call fits."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class WindowLimit:
    """At most `count` in any `seconds`. What happened exactly `seconds` ago counts no more."""

    count: int
    seconds: float


class RollingWindow:
    """One or several limits over the same stream of calls; all of them hold at every moment.

    A call that weighs more than a window holds weighs as much as the window. Moments are seconds of any clock that the
    caller chooses; those given to `spend` and `take` must not decrease.
    """

    def __init__(self, *limits: WindowLimit) -> None:
        self._limits = limits
        self._longest = max(limit.seconds for limit in limits)
        self._spent: deque[float] = deque()

    def free_at(self, now: float, weight: int = 1) -> float:
        """The earliest moment, `now` or later, at which a call of this weight fits. A weight of 0 always does."""
        self._forget(now)
        if not weight:
            return now
        return max(self._fits_at(limit, now, weight) for limit in self._limits)

    def spend(self, now: float, weight: int = 1) -> None:
        """Count a call that is made now, whether it fits or not."""
        self._spent.extend([now] * weight)

    def take(self, now: float, weight: int = 1) -> bool:
        """Count a call if it fits now; returns whether it does."""
        if self.free_at(now, weight) > now:
            return False
        self.spend(now, weight)
        return True

    def is_short(self, now: float, share: float) -> bool:
        """Whether more than this share of any window is used up."""
        self._forget(now)
        return any(self._used(limit, now) > share * limit.count for limit in self._limits)

    def is_idle(self, now: float) -> bool:
        """Whether nothing is left to remember."""
        self._forget(now)
        return not self._spent

    def _forget(self, now: float) -> None:
        while self._spent and self._spent[0] + self._longest <= now:
            self._spent.popleft()

    def _used(self, limit: WindowLimit, now: float) -> int:
        return sum(1 for moment in self._spent if moment + limit.seconds > now)

    def _fits_at(self, limit: WindowLimit, now: float, weight: int) -> float:
        """When enough of what was spent has left the window."""
        kept = limit.count - min(weight, limit.count)
        if len(self._spent) <= kept:
            return now
        # Everything but the latest `kept` calls must be older than the window.
        return max(now, self._spent[len(self._spent) - kept - 1] + limit.seconds)


class RollingWindows(Generic[Key]):
    """A window for each key, such as a person or a chat.

    Args:
        remembered: how many keys are; those that were asked for longest ago are forgotten first.
        limits: of each window.
    """

    def __init__(self, remembered: int, *limits: WindowLimit) -> None:
        self._limits = limits
        self._windows: LRUCache[Key, RollingWindow] = LRUCache(remembered)

    def of(self, key: Key) -> RollingWindow:
        """The key's window; a new one where none is remembered."""
        window = self._windows.get(key)
        if window is None:
            window = self._windows[key] = RollingWindow(*self._limits)
        return window

    def take(self, key: Key, now: float) -> bool:
        """Count a call if it fits into the key's window now; returns whether it does."""
        return self.of(key).take(now)
