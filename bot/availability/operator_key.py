"""Whether KIE serves one of the operator's keys: its balance may be empty, or the key refused. Holds are kept, work waits.

The alert's state is kept across restarts: one alert when it begins and one when it is over. People's own keys have
breakers of their own, which never pause the operator's.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256

from bot.availability.alerts import AlertState
from bot.availability.circuit_breaker import RETRY_AFTER, TRIAL, CircuitBreaker, KeyTrouble
from bot.errors import ServicePaused, StorageError
from bot.ports import Alert, AlertKind, AlertSender, Clock

__all__ = ["RETRY_AFTER", "TRIAL", "OperatorKeyBreaker", "is_operator_key", "key_ending", "operator_key_name"]

_OPERATOR = "operator"


def operator_key_name(api_key: str) -> str:
    """The name of one of the operator's keys (`Generation.operator_key`): the same whatever other keys stand beside it.

    It tells nothing of the key: 32 bits of its hash.
    """
    return f"{_OPERATOR}#{sha256(api_key.encode()).hexdigest()[:8]}"


def is_operator_key(name: str) -> bool:
    """Whether a key's name is one of the operator's, now or earlier."""
    return name.startswith(f"{_OPERATOR}#")


def key_ending(api_key: str) -> str:
    """How the operator recognises a key, as KIE's own page shows it: its last four characters."""
    return f"…{api_key[-4:]}" if len(api_key) >= _LONG_ENOUGH else "…"


_LONG_ENOUGH = 12
"""Of a shorter key four characters are too much to show."""


class OperatorKeyBreaker(CircuitBreaker):
    """The breaker of one of the operator's keys.

    Args:
        alert_sender: tells the admins.
        clock: the time.
        state: keeps across restarts which alerts were sent; None = not kept.
        name: the key's, where there are several (`operator_key_name`); empty for the only one.
        ending: how the admins recognise it, where there are several.
        others_serve: whether requests go on with another key.
    """

    refusal = ServicePaused

    def __init__(
        self,
        alert_sender: AlertSender,
        clock: Clock,
        state: AlertState | None = None,
        *,
        name: str = "",
        ending: str = "",
        others_serve: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(clock)
        self._alert_sender = alert_sender
        self._state = state
        self._name = name
        self._ending = ending
        self.others_serve = others_serve
        self._alerted: AlertKind | None = None

    async def restore(self) -> None:
        """Restore which alerts an earlier process has sent."""
        alerted = await self._state.now(self._name) if self._state else frozenset()
        self._alerted = next((kind for kind in _TROUBLES if kind in alerted), None)
        self._trouble = _TROUBLES[self._alerted] if self._alerted is not None else None

    async def _begins(self, trouble: KeyTrouble, before: KeyTrouble | None, detail: str) -> None:
        kind = (_BEGINS_BESIDE_OTHERS if self.others_serve() else _BEGINS)[trouble]
        over, self._alerted = self._alerted, kind
        await self._alert_sender.alert(Alert(kind=kind, detail=f"{self._ending} {detail}".strip()))
        # It may be over again by now.
        await self._remember(over, kind if self._alerted is kind else None)

    async def _ends(self, trouble: KeyTrouble | None) -> None:
        if self._alerted is not None:
            over, self._alerted = self._alerted, None
            await self._alert_sender.alert(Alert(kind=_OVER[over], detail=self._ending))
            await self._remember(over, None)

    async def _remember(self, over: AlertKind | None, begun: AlertKind | None) -> None:
        """A failure costs one more alert."""
        if self._state is None:
            return
        with suppress(StorageError):
            if over is not None:
                await self._state.ends(over, self._name)
            if begun is not None:
                await self._state.begins(begun, self._name)


_BEGINS = {KeyTrouble.EMPTY: AlertKind.OUT_OF_CREDITS, KeyTrouble.REFUSED: AlertKind.ACCESS_REFUSED}
_BEGINS_BESIDE_OTHERS = {KeyTrouble.EMPTY: AlertKind.KEY_EMPTY, KeyTrouble.REFUSED: AlertKind.KEY_REFUSED}
_TROUBLES = {kind: trouble for begins in (_BEGINS, _BEGINS_BESIDE_OTHERS) for trouble, kind in begins.items()}
_OVER = {
    AlertKind.OUT_OF_CREDITS: AlertKind.CREDITS_BACK,
    AlertKind.ACCESS_REFUSED: AlertKind.ACCESS_BACK,
    AlertKind.KEY_EMPTY: AlertKind.KEY_BACK,
    AlertKind.KEY_REFUSED: AlertKind.KEY_BACK,
}
