"""The time of day (`bot.ports.Clock`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

CORRECTION: Final = 0.1
"""Seconds by which a second may be longer or shorter while the machine's clock says another time than ours."""
LONGEST_SLEW: Final = 24 * 3600.0
"""Seconds. A machine's clock that jumps ahead by more was not set before: it is believed at once."""


def _steady() -> float:
    """Seconds that only go forward, those in which the machine slept included."""
    try:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    except (AttributeError, OSError):  # not on Linux: there a sleep counts as a jump of the machine's clock
        return time.monotonic()


class SystemClock:
    """The time in UTC, which only goes forward while the process lives, and never jumps.

    It begins with the machine's clock. When that one is set (by hand, by NTP, by a machine that was paused), ours
    approaches it by a tenth of the time that passes: deadlines, leases and due moments keep their lengths.

    Args:
        wall: the machine's clock, Unix seconds.
        steady: a clock in seconds that never goes back.
    """

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = _steady) -> None:
        self._wall = wall
        self._steady = steady
        self._moment = wall()
        self._at = steady()

    def now(self) -> datetime:
        """The current moment."""
        at = self._steady()
        passed = max(0.0, at - self._at)
        self._at = at
        self._moment += passed
        off = self._wall() - self._moment
        most = CORRECTION * passed
        self._moment += off if off > LONGEST_SLEW else max(-most, min(most, off))
        return datetime.fromtimestamp(self._moment, UTC)
