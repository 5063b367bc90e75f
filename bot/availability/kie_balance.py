"""Reads the operator's balance at KIE, and alerts the operator before it is empty.

The alert's state is kept across restarts: a balance that is still low after one is not announced again.
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
"""Between two checks. They also show whether KIE answers while there are no generations."""

OnBalance = Callable[[Decimal], object]
"""Receives the credits left after each successful check. Must not raise."""

_log = logging.getLogger(__name__)


class KieBalanceMonitor:
    """Alerts once when few credits are left, and once when there are enough again.

    Args:
        provider: knows how many are left.
        alert_sender: notifies the admins.
        low: alert below this many KIE credits; 0 = never.
        on_balance: called after each successful check.
        state: keeps across restarts that the alert was sent; None = not kept.
    """

    def __init__(
        self,
        provider: Provider,
        alert_sender: AlertSender,
        *,
        low: int,
        on_balance: OnBalance,
        state: AlertState | None = None,
    ) -> None:
        self._provider = provider
        self._alert_sender = alert_sender
        self._low = low
        self._on_balance = on_balance
        self._state = state
        self._is_low = False
        self.left: Decimal | None = None
        """Credits at the last successful check; None before one."""

    async def restore(self) -> None:
        """Restore whether an earlier process has alerted."""
        self._is_low = self._state is not None and AlertKind.CREDITS_LOW in await self._state.now()

    async def check(self) -> None:
        """Read what is left, and alert when it has become few, or enough. A failed check changes nothing.

        Safe to cancel: it writes nothing before the alert.
        """
        try:
            left = await self._provider.credits()
        except ProviderError as error:
            _log.warning("KIE does not tell its credits: %s", error)
            return
        self.left = left
        self._on_balance(left)
        is_low = self._low > 0 and left < self._low
        if is_low is not self._is_low:
            self._is_low = is_low
            kind = AlertKind.CREDITS_LOW if is_low else AlertKind.CREDITS_FINE
            await self._alert_sender.alert(Alert(kind=kind, detail=f"{left.normalize():f}"))
            await self._remember()

    async def _remember(self) -> None:
        """A failure costs one more alert, not the checks to come."""
        if self._state is None:
            return
        with suppress(StorageError):
            if self._is_low:
                await self._state.begins(AlertKind.CREDITS_LOW)
            else:
                await self._state.ends(AlertKind.CREDITS_LOW)
