"""Whether Telegram gives us our updates. It may answer every call and still give them to another process, or to none."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from bot.availability.alerts import AlertState
from bot.errors import StorageError
from bot.ports import Alert, AlertKind, AlertSender
from bot.rolling_window import RollingWindow, WindowLimit

LONGEST_SILENCE: Final = 90.0
"""Seconds without a successful `getUpdates`; one takes 25 when nothing comes."""

CONFLICTS: Final = WindowLimit(3, 60.0)
"""Refusals because of another poller in a span of seconds; one more is no deploy that overlaps for a moment."""

CHECK_SECONDS: Final = 5.0
"""Between two checks."""

_OVER_SECONDS: Final = 120.0
"""Without a conflict, until the other poller counts as gone: two of them take turns."""

log = structlog.get_logger()


class PollingWatch:
    """Notes how `getUpdates` fares, and alerts the operator once when it does not.

    Args:
        now: a clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._good = now()  # the first answer takes a while when nothing comes
        self._last_error = ""
        self._conflicts = RollingWindow(CONFLICTS)
        self._conflict: float | None = None
        self._crowded = False
        self._active: AlertKind | None = None

    def succeeded(self) -> None:
        """Telegram has given what there was."""
        self._good = self._now()

    def failed(self, error: str, *, conflict: bool) -> None:
        """It has not; `conflict` when another process polls, or a webhook is set."""
        self._last_error = error
        if conflict:
            self._conflict = self._now()
            self._crowded = not self._conflicts.take(self._conflict) or self._crowded

    def silent_for(self) -> float:
        """Seconds since Telegram last gave what there was."""
        return self._now() - self._good

    async def is_alive(self) -> bool:
        """Whether updates arrive, and to us alone."""
        return self.silent_for() <= LONGEST_SILENCE and not self._is_contested()

    async def check(self, alert_sender: AlertSender, state: AlertState) -> None:
        """Alert the operator when updates do not arrive, once, and when they do again. A restart repeats no alert."""
        if self._active is None:
            self._active = next(
                iter((await state.now()) & {AlertKind.UPDATES_CONFLICT, AlertKind.UPDATES_SILENT}), None
            )
        kind = self._trouble()
        if kind is not None and self._active is None:
            self._active = kind
            log.error("updates do not arrive", trouble=kind.value, detail=self._last_error)
            await alert_sender.alert(Alert(kind=kind, detail=self._last_error))
            with suppress(StorageError):
                await state.begins(kind)
        elif kind is None and self._active is not None and self._good > self._last_trouble():
            ended, self._active = self._active, None
            log.info("updates arrive again")
            await alert_sender.alert(Alert(kind=AlertKind.UPDATES_BACK))
            with suppress(StorageError):
                await state.ends(ended)

    def _trouble(self) -> AlertKind | None:
        if self._is_contested():
            return AlertKind.UPDATES_CONFLICT
        return AlertKind.UPDATES_SILENT if self.silent_for() > LONGEST_SILENCE else None

    def _is_contested(self) -> bool:
        if self._crowded and self._now() - self._last_trouble() > _OVER_SECONDS:
            self._crowded = False
        return self._crowded

    def _last_trouble(self) -> float:
        return self._conflict if self._conflict is not None else float("-inf")
