"""Whether KIE serves the operator's key now: its purse may be empty, or the key refused. Holds are kept, new paid work waits.

What the operator was told outlives the process: it is told once when it begins and once when it is over, whoever lives
then. Keys of people's own have breakers of their own: theirs never pause the operator's.
"""

from __future__ import annotations

from contextlib import suppress

from bot.availability.alerts import Standing
from bot.availability.circuit_breaker import RETRY_AFTER, TRIAL, Breaker, Trouble
from bot.availability.own_key_breakers import OwnSupplies
from bot.errors import StorageError, SupplyPaused
from bot.ports import Alarm, Alert, AlertKind, Clock

__all__ = ["RETRY_AFTER", "TRIAL", "Supply"]


class Supply(Breaker):
    """The breaker of the operator's key, and the way to those of people's own.

    Args:
        alarm: tells the admins.
        clock: the time.
        standing: remembers beyond this process what was told; None = nobody does.
        own: the breakers of people's own keys; None = nobody brings one.
    """

    refusal = SupplyPaused

    def __init__(
        self,
        alarm: Alarm,
        clock: Clock,
        standing: Standing | None = None,
        own: OwnSupplies | None = None,
    ) -> None:
        super().__init__(clock)
        self._alarm = alarm
        self._standing = standing
        self._own = own

    def of(self, own_key: str) -> Breaker:
        """The breaker of the key that a generation goes with (`Generation.own_key`)."""
        return self._own.of(own_key) if own_key and self._own is not None else self

    async def restore(self) -> None:
        """Take over what an earlier process has told."""
        told = await self._standing.now() if self._standing else frozenset()
        self._trouble = next((trouble for trouble, kind in _BEGINS.items() if kind in told), None)

    async def _begins(self, trouble: Trouble, before: Trouble | None, detail: str) -> None:
        await self._alarm.alert(Alert(kind=_BEGINS[trouble], detail=detail))
        await self._remember(before, trouble)

    async def _ends(self, trouble: Trouble | None) -> None:
        if trouble is not None:
            await self._alarm.alert(Alert(kind=_OVER[trouble]))
            await self._remember(trouble, None)

    async def _remember(self, over: Trouble | None, begun: Trouble | None) -> None:
        """Forgetting costs one more alert."""
        if self._standing is None:
            return
        with suppress(StorageError):
            if over is not None:
                await self._standing.ends(_BEGINS[over])
            if begun is not None:
                await self._standing.begins(_BEGINS[begun])


_BEGINS = {Trouble.EMPTY: AlertKind.OUT_OF_CREDITS, Trouble.REFUSED: AlertKind.ACCESS_REFUSED}
_OVER = {Trouble.EMPTY: AlertKind.CREDITS_BACK, Trouble.REFUSED: AlertKind.ACCESS_BACK}
