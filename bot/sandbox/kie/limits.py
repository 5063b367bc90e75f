"""KIE's rate limits: rolling windows. What goes over is refused with 429, never queued."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from bot.sandbox.kie.faults import TOO_FREQUENT
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.settings import Settings


class RollingLimit:
    """At most `count` calls within any `seconds`; refused calls do not count."""

    def __init__(self, count: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._seconds = seconds
        self._clock = clock
        self._calls: deque[float] = deque()

    def take(self) -> None:
        """Count one call.

        Raises:
            Refusal: 429 when the window is full.

        """
        now = self._clock()
        while self._calls and self._calls[0] <= now - self._seconds:
            self._calls.popleft()
        if len(self._calls) >= self._count:
            raise Refusal(429, TOO_FREQUENT)
        self._calls.append(now)


class Limits:
    """The three limits of an account; switched off they let everything through."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._creations = RollingLimit(20, 10)
        self._queries = RollingLimit(10, 1)
        self._models = RollingLimit(1, 1)

    def creation(self) -> None:
        """Count a creation; raises Refusal over 20 in 10 seconds."""
        self._take(self._creations)

    def query(self) -> None:
        """Count a status query; raises Refusal over 10 in a second."""
        self._take(self._queries)

    def model_list(self) -> None:
        """Count a question about models; raises Refusal over one in a second."""
        self._take(self._models)

    def _take(self, limit: RollingLimit) -> None:
        if self._settings.limits:
            limit.take()
