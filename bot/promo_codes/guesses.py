"""How often people may be wrong about a code.

Counted in memory: a restart, which no person can bring about, forgets it. It is counted by person, and for all together:
many accounts that guess at once are given one wrong code each, while a right one works at its first try as ever.
"""

from __future__ import annotations

import math
from typing import Final

from bot.errors import TooManyGuesses
from bot.ports import Clock
from bot.rolling_window import RollingWindow, RollingWindows, WindowLimit

OF_ONE: Final = WindowLimit(5, 3600.0)
"""Wrong codes of a person within an hour."""
OF_ALL: Final = WindowLimit(200, 3600.0)
"""Wrong codes of everybody within an hour; beyond them, a person may be wrong once."""
_REMEMBERED: Final = 20_000
"""People; those who tried a code longest ago are dropped first."""


class WrongGuesses:
    """Counts them.

    Args:
        clock: the time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._all = RollingWindow(OF_ALL)
        self._by_person: RollingWindows[int] = RollingWindows(_REMEMBERED, OF_ONE)

    def require_free(self, person_id: int) -> None:
        """Whether the person may try a code now.

        Raises:
            TooManyGuesses: they were wrong too often; whether this code is right is not looked at.
        """
        now = self._now()
        window = self._by_person.of(person_id)
        if window.is_idle(now):
            return
        free_at = window.free_at(now)
        if self._all.free_at(now) > now:
            free_at = max(free_at, window.free_at(now, OF_ONE.count))
        if free_at > now:
            raise TooManyGuesses(minutes=math.ceil((free_at - now) / 60))

    def note(self, person_id: int) -> None:
        """The person was wrong."""
        now = self._now()
        self._all.take(now)
        self._by_person.of(person_id).spend(now)

    def _now(self) -> float:
        return self._clock.now().timestamp()
