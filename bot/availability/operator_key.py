"""Whether KIE serves the operator's key now: its balance may be empty, or the key refused. Holds are kept, work waits.

The alert's state is kept across restarts: one alert when it begins and one when it is over. People's own keys have
breakers of their own, which never pause the operator's.
"""

from __future__ import annotations

from contextlib import suppress

from bot.availability.alerts import AlertState
from bot.availability.circuit_breaker import RETRY_AFTER, TRIAL, CircuitBreaker, KeyTrouble
from bot.availability.own_key_breakers import OwnKeyBreakers
from bot.errors import ServicePaused, StorageError
from bot.ports import Alert, AlertKind, AlertSender, Clock

__all__ = ["RETRY_AFTER", "TRIAL", "OperatorKeyBreaker"]


class OperatorKeyBreaker(CircuitBreaker):
    """The breaker of the operator's key, and the way to those of people's own.

    Args:
        alarm: tells the admins.
        clock: the time.
        state: keeps across restarts which alerts were sent; None = not kept.
        own: the breakers of people's own keys; None = there are none.
    """

    refusal = ServicePaused

    def __init__(
        self,
        alert_sender: AlertSender,
        clock: Clock,
        state: AlertState | None = None,
        own: OwnKeyBreakers | None = None,
    ) -> None:
        super().__init__(clock)
        self._alert_sender = alert_sender
        self._state = state
        self._own = own

    def of(self, own_key: str) -> CircuitBreaker:
        """The breaker of the key that a generation goes with (`Generation.own_key`)."""
        return self._own.of(own_key) if own_key and self._own is not None else self

    async def restore(self) -> None:
        """Restore which alerts an earlier process has sent."""
        alerted = await self._state.now() if self._state else frozenset()
        self._trouble = next((trouble for trouble, kind in _BEGINS.items() if kind in alerted), None)

    async def _begins(self, trouble: KeyTrouble, before: KeyTrouble | None, detail: str) -> None:
        await self._alert_sender.alert(Alert(kind=_BEGINS[trouble], detail=detail))
        await self._remember(before, trouble)

    async def _ends(self, trouble: KeyTrouble | None) -> None:
        if trouble is not None:
            await self._alert_sender.alert(Alert(kind=_OVER[trouble]))
            await self._remember(trouble, None)

    async def _remember(self, over: KeyTrouble | None, begun: KeyTrouble | None) -> None:
        """A failure costs one more alert."""
        if self._state is None:
            return
        with suppress(StorageError):
            if over is not None:
                await self._state.ends(_BEGINS[over])
            if begun is not None:
                await self._state.begins(_BEGINS[begun])


_BEGINS = {KeyTrouble.EMPTY: AlertKind.OUT_OF_CREDITS, KeyTrouble.REFUSED: AlertKind.ACCESS_REFUSED}
_OVER = {KeyTrouble.EMPTY: AlertKind.CREDITS_BACK, KeyTrouble.REFUSED: AlertKind.ACCESS_BACK}
