"""Keeps loops running: one that falls is reported and started again, and takes no other one with it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from bot.errors import StorageError
from bot.ports import Alert, AlertKind, AlertSender

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
"""Seconds until a loop that fell is started again: doubling with each fall in a row."""
WELL_SECONDS: Final = 600.0
"""A loop that ran for so long is well: its next fall counts as the first one, and is reported again."""

_log = logging.getLogger(__name__)


class Supervisor:
    """Starts loops again that end by an error.

    Args:
        fell: hears of each fall: the loop's name. Must not raise.
        alert_sender: notifies the admins, once for each loop until it is well again. Errors of the database are not
            reported here: whatever cannot be written falls with them, and the database has an alert of its own.
    """

    def __init__(self, fell: Callable[[str], object], alert_sender: AlertSender) -> None:
        self._fell = fell
        self._alert_sender = alert_sender

    async def keep(
        self, name: str, run: Callable[[], Awaitable[object]], stopping: asyncio.Event | None = None
    ) -> None:
        """Run a loop until it returns, is cancelled, or falls while everything stops.

        Args:
            name: stands in the log, in the metrics and in the alert.
            run: the loop; called again after each fall.
            stopping: set when everything stops.
        """
        loop = asyncio.get_running_loop()
        stopping = stopping or asyncio.Event()
        pause, reported = FIRST_PAUSE, False
        async with asyncio.TaskGroup() as telling:
            while True:
                began = loop.time()
                try:
                    await run()
                except Exception as error:  # noqa: BLE001  the others must go on, whatever it is
                    _log.exception("the loop %s fell", name)
                    self._fell(name)
                    if loop.time() - began >= WELL_SECONDS:
                        pause, reported = FIRST_PAUSE, False
                    if not reported and not _is_of_storage(error):
                        reported = True
                        alert = Alert(kind=AlertKind.LOOP_FELL, detail=f"{name}: {type(error).__name__}")
                        telling.create_task(self._tell(alert))
                else:
                    return
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await stopping.wait()
                    return
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _tell(self, alert: Alert) -> None:
        try:
            await self._alert_sender.alert(alert)
        except Exception:  # noqa: BLE001  a message that fails must not end the loop that it is about
            _log.exception("the admins were not alerted of %s", alert.detail)


def _is_of_storage(error: BaseException) -> bool:
    """Whether nothing but the database was in the way."""
    if isinstance(error, BaseExceptionGroup):
        return all(_is_of_storage(one) for one in error.exceptions)
    return isinstance(error, StorageError)
