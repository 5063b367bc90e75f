"""Whether KIE serves our key now: its purse may be empty, or the key refused. Holds are kept, new paid work waits.

This is the circuit breaker of the key. The pause lives in memory: after a restart one submission tries at once. What the
operator was told outlives the process: it is told once when it begins and once when it is over, whoever lives then.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from bot.errors import AccessRefused, OutOfCredits, ProviderError, StorageError, SupplyPaused
from bot.generation.alerts import Standing
from bot.generation.ports import Alert, AlertKind, Clock, Courier

RETRY_AFTER = timedelta(seconds=60)
"""How long to wait before one submission tries whether KIE serves again."""

TRIAL = timedelta(seconds=5)
"""How long the others wait for the outcome of that one."""


class Supply:
    """Remembers why KIE does not serve us, and tells the operator once when that begins and once when it ends.

    Args:
        courier: tells the admins.
        clock: the time.
        standing: remembers beyond this process what was told; None = nobody does.
    """

    def __init__(self, courier: Courier, clock: Clock, standing: Standing | None = None) -> None:
        self._courier = courier
        self._clock = clock
        self._standing = standing
        self._trouble: AlertKind | None = None
        self._until: datetime | None = None

    async def restore(self) -> None:
        """Take over what an earlier process has told."""
        told = await self._standing.now() if self._standing else frozenset()
        self._trouble = next((kind for kind in _OVER if kind in told), None)

    @property
    def paused_until(self) -> datetime | None:
        """When the next submission may try again; None while all is well."""
        if self._until is not None and self._until > self._clock.now():
            return self._until
        return None

    def admit(self) -> datetime | None:
        """When a submission has to ask again; None when it may leave now.

        After a pause one goes ahead, and the others wait for what becomes of it.
        """
        waiting = self.paused_until
        if waiting is None and self._trouble is not None:
            self._until = self._clock.now() + TRIAL
        return waiting

    def require(self) -> None:
        """Refuse new paid work while KIE does not serve us.

        After the pause work is taken again, also when nothing is left in line: somebody has to try.

        Raises:
            SupplyPaused: it does not.
        """
        if self.paused_until is not None:
            raise SupplyPaused

    async def pause(self, error: ProviderError) -> datetime:
        """KIE refused our key or its purse is empty. Returns when to try again."""
        trouble = _TROUBLES.get(type(error), AlertKind.ACCESS_REFUSED)
        self._until = self._clock.now() + RETRY_AFTER
        if trouble is not self._trouble:
            before, self._trouble = self._trouble, trouble
            await self._courier.alert(Alert(kind=trouble, detail=str(error)))
            await self._remember(before, trouble)
        return self._until

    async def serves(self) -> None:
        """KIE accepted a request: all is well (again)."""
        trouble, self._trouble, self._until = self._trouble, None, None
        if trouble is not None:
            await self._courier.alert(Alert(kind=_OVER[trouble]))
            await self._remember(trouble, None)

    async def _remember(self, over: AlertKind | None, begun: AlertKind | None) -> None:
        """Forgetting costs one more alert; what the caller does next must not hang on it."""
        if self._standing is None:
            return
        with suppress(StorageError):
            if over is not None:
                await self._standing.ends(over)
            if begun is not None:
                await self._standing.begins(begun)


_TROUBLES: dict[type[ProviderError], AlertKind] = {
    OutOfCredits: AlertKind.OUT_OF_CREDITS,
    AccessRefused: AlertKind.ACCESS_REFUSED,
}
_OVER = {
    AlertKind.OUT_OF_CREDITS: AlertKind.CREDITS_BACK,
    AlertKind.ACCESS_REFUSED: AlertKind.ACCESS_BACK,
}
