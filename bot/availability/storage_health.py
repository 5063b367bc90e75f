"""Whether the database takes what is to be written: the admins hear once when it does not, and once when it does again.

It cannot write down that it has notified them: a restart in between does so once more.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.ports import Alert, AlertKind, AlertSender

CHECK_SECONDS: Final = 5.0
"""Between two checks."""
PATIENCE_SECONDS: Final = 8.0
"""Trouble that is over sooner is not reported: a backup or a report holds a lock for a moment."""


class StorageMonitor:
    """Remembers what the database said, and tells the admins.

    Args:
        can_write: whether a transaction that really writes goes through now.
        alert_sender: notifies the admins.
        now: a clock in seconds that never goes back.
    """

    def __init__(
        self,
        can_write: Callable[[], Awaitable[bool]],
        alert_sender: AlertSender,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._can_write = can_write
        self._alert_sender = alert_sender
        self._now = now
        self._trouble = ""
        self._since = 0.0
        self._alerted = False

    def note(self, trouble: str | None) -> None:
        """What was in the way of a transaction or a read; None when something was written."""
        if trouble and not self._trouble:
            self._since = self._now()
        self._trouble = trouble or ""

    async def check(self) -> None:
        """Notify the admins of what has begun or is over."""
        if self._trouble and await self._can_write():
            self._trouble = ""
        lasts = bool(self._trouble) and self._now() - self._since >= PATIENCE_SECONDS
        if lasts and not self._alerted:
            alert = Alert(kind=AlertKind.STORAGE_TROUBLE, detail=self._trouble)
            self._alerted = await self._alert_sender.alert(alert)
        elif self._alerted and not self._trouble:
            self._alerted = not await self._alert_sender.alert(Alert(kind=AlertKind.STORAGE_BACK))
