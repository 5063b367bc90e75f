"""Keeps the admins' chats readable: limits how many alerts of one kind are sent in a period."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol

from bot.ports import Alert, AlertKind
from bot.rolling_window import RollingWindow, WindowLimit

MOST: Final = 5
"""Alerts of one kind that are sent in a period."""
WHILE_SECONDS: Final = 1800.0


class AlertState(Protocol):
    """Keeps, across restarts, which alerts were sent and are not over yet."""

    async def now(self, subject: str = "") -> frozenset[AlertKind]:
        """The alerts about a subject that are not over; the empty subject is the bot as a whole."""
        ...

    async def begins(self, kind: AlertKind, subject: str = "") -> None:
        """The alert was sent; repeating is harmless."""
        ...

    async def ends(self, kind: AlertKind, subject: str = "") -> None:
        """It is over; repeating is harmless."""
        ...


class AlertBudget:
    """Decides which alerts are sent. The first one beyond the limit is replaced by a note that more are held back.

    Args:
        now: a clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        # One more than are sent: the note that more are held back counts too.
        self._sent = {kind: RollingWindow(WindowLimit(MOST + 1, WHILE_SECONDS)) for kind in AlertKind}

    def admit(self, alert: Alert) -> Alert | None:
        """What to send for this alert: itself, the note that more are held back, or nothing."""
        now, sent = self._now(), self._sent[alert.kind]
        if not sent.take(now):
            return None
        has_room = sent.free_at(now) <= now
        return alert if has_room else Alert(kind=AlertKind.HELD_BACK, detail=alert.kind.value)
