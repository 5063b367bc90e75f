"""The time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, so that tests own it."""

    def now(self) -> datetime:
        """The current moment in UTC, with its time zone."""
        ...
