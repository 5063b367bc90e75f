"""Reads the operator's balance at KIE, and alerts the operator before it is empty.

What was told outlives the process: a balance that is still low after a restart is no news.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Final

from bot.availability.alerts import AlertState
from bot.errors import ProviderError, StorageError
from bot.ports import Alert, AlertKind, AlertSender, Provider

CHECK_SECONDS: Final = 300.0
"""Between two checks. They are also what shows that KIE answers while nobody orders anything."""

Heard = Callable[[Decimal], object]
"""Hears how many credits are left, whenever they were read. Must not raise."""

_log = logging.getLogger(__name__)


class KieBalanceMonitor:
    """Tells once when few credits are left, and once when there are enough again.

    Args:
        provider: knows how many are left.
        alert_sender: tells the admins.
        low: fewer KIE credits than these are few; 0 = nobody is told.
        heard: called after each successful check.
        standing: remembers beyond this process what was told; None = nobody does.
    """

    def __init__(
        self,
        provider: Provider,
        alert_sender: AlertSender,
        *,
        low: int,
        heard: Heard,
        standing: AlertState | None = None,
    ) -> None:
        self._provider = provider
        self._alert_sender = alert_sender
        self._low = low
        self._heard = heard
        self._state_of = standing
        self._is_low = False

    async def restore(self) -> None:
        """Take over what an earlier process has told."""
        self._is_low = self._state_of is not None and AlertKind.CREDITS_LOW in await self._state_of.now()

    async def check(self) -> None:
        """Read what is left, and tell when that has become few, or enough. A check in vain changes nothing.

        It may be cut off: it writes nothing before the alert.
        """
        try:
            left = await self._provider.credits()
        except ProviderError as error:
            _log.warning("KIE does not tell its credits: %s", error)
            return
        self._heard(left)
        is_low = self._low > 0 and left < self._low
        if is_low is not self._is_low:
            self._is_low = is_low
            kind = AlertKind.CREDITS_LOW if is_low else AlertKind.CREDITS_FINE
            await self._alert_sender.alert(Alert(kind=kind, detail=f"{left.normalize():f}"))
            await self._remember()

    async def _remember(self) -> None:
        """Forgetting costs one more alert, not the checks to come."""
        if self._state_of is None:
            return
        with suppress(StorageError):
            if self._is_low:
                await self._state_of.begins(AlertKind.CREDITS_LOW)
            else:
                await self._state_of.ends(AlertKind.CREDITS_LOW)
