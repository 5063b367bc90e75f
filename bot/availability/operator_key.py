"""Whether KIE serves the operator's key now: its purse may be empty, or the key refused. Holds are kept, new paid work waits.

What the operator was told outlives the process: it is told once when it begins and once when it is over, whoever lives
then. Keys of people's own have breakers of their own: theirs never pause the operator's.
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
        standing: remembers beyond this process what was told; None = nobody does.
        own: the breakers of people's own keys; None = nobody brings one.
    """

    refusal = ServicePaused

    def __init__(
        self,
        alert_sender: AlertSender,
        clock: Clock,
        standing: AlertState | None = None,
        own: OwnKeyBreakers | None = None,
    ) -> None:
        super().__init__(clock)
        self._alert_sender = alert_sender
        self._state_of = standing
        self._own = own

    def of(self, own_key: str) -> CircuitBreaker:
        """The breaker of the key that a generation goes with (`Generation.own_key`)."""
        return self._own.of(own_key) if own_key and self._own is not None else self

    async def restore(self) -> None:
        """Take over what an earlier process has told."""
        notified = await self._state_of.now() if self._state_of else frozenset()
        self._trouble = next((trouble for trouble, kind in _BEGINS.items() if kind in notified), None)

    async def _begins(self, trouble: KeyTrouble, before: KeyTrouble | None, detail: str) -> None:
        await self._alert_sender.alert(Alert(kind=_BEGINS[trouble], detail=detail))
        await self._remember(before, trouble)

    async def _ends(self, trouble: KeyTrouble | None) -> None:
        if trouble is not None:
            await self._alert_sender.alert(Alert(kind=_OVER[trouble]))
            await self._remember(trouble, None)

    async def _remember(self, over: KeyTrouble | None, begun: KeyTrouble | None) -> None:
        """Forgetting costs one more alert."""
        if self._state_of is None:
            return
        with suppress(StorageError):
            if over is not None:
                await self._state_of.ends(_BEGINS[over])
            if begun is not None:
                await self._state_of.begins(_BEGINS[begun])


_BEGINS = {KeyTrouble.EMPTY: AlertKind.OUT_OF_CREDITS, KeyTrouble.REFUSED: AlertKind.ACCESS_REFUSED}
_OVER = {KeyTrouble.EMPTY: AlertKind.CREDITS_BACK, KeyTrouble.REFUSED: AlertKind.ACCESS_BACK}
