"""Sends the admins what was written down for them: after the step that it is about, and until they have it.

A notice is a row that the step's own transaction has written, so no death between the two loses it; a death between
the message and the row's removal sends it twice.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Final

from bot.errors import StorageError
from bot.ports import AlertSender, NoticeRepository

LOOK_SECONDS: Final = 30.0
"""Between two looks without being woken: also the time until a notice is tried again that reached no admin."""
_AT_ONCE: Final = 20

_log = logging.getLogger(__name__)


class NoticeSender:
    """Sends notices in their order.

    Args:
        notices: what waits.
        alert_sender: reaches the admins.
    """

    def __init__(self, notices: NoticeRepository, alert_sender: AlertSender) -> None:
        self._notices = notices
        self._alert_sender = alert_sender
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be a new notice."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled, beginning with what an earlier process left."""
        while True:
            self._woken.clear()
            try:
                await self.send()
            except StorageError as error:
                _log.warning("notices wait for the database: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()

    async def send(self) -> None:
        """Send what waits; what reaches no admin now keeps its place in the line.

        Raises:
            StorageError: it cannot be read, or not be taken out when it was sent.
        """
        while waiting := await self._notices.pending(_AT_ONCE):
            for notice in waiting:
                if not await self._alert_sender.alert(notice.alert):
                    return
                await self._notices.remove(notice.id)
