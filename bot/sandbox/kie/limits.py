"""KIE's rate limits: rolling windows. What goes over is refused with 429, never queued."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.rolling_window import RollingWindow, WindowLimit
from bot.sandbox.kie.faults import TOO_FREQUENT
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.settings import Settings

_MOST_WINDOWS = 1000
"""Tasks whose queries are remembered before those that no one asks for are forgotten."""


class Limits:
    """The limits of an account and of its tasks; switched off they let everything through. Refused calls do not count."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._creations = RollingWindow(WindowLimit(20, 10))
        self._queries: dict[str, RollingWindow] = {}
        self._models = RollingWindow(WindowLimit(1, 1))

    def creation(self) -> None:
        """Count a creation; raises Refusal over 20 in 10 seconds."""
        self._take(self._creations)

    def query(self, task_id: str, most: int = 10) -> None:
        """Count a status query of a task; raises Refusal over so many in a second."""
        if len(self._queries) > _MOST_WINDOWS:
            now = self._clock()
            self._queries = {id_: window for id_, window in self._queries.items() if not window.is_idle(now)}
        self._take(self._queries.setdefault(task_id, RollingWindow(WindowLimit(most, 1))))

    def models(self) -> None:
        """Count a question about models, of whatever kind; raises Refusal over one in a second."""
        self._take(self._models)

    def _take(self, window: RollingWindow) -> None:
        if self._settings.limits and not window.take(self._clock()):
            raise Refusal(429, TOO_FREQUENT)
