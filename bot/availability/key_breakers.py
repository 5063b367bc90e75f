"""The circuit breakers of all keys: those of the operator's, of which one that KIE serves is enough, and people's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.availability.alerts import AlertState
from bot.availability.circuit_breaker import CircuitBreaker, KeyTrouble
from bot.availability.operator_key import OperatorKeyBreaker, is_operator_key
from bot.availability.own_key_breakers import OwnKeyBreakers
from bot.errors import ServicePaused
from bot.ports import AlertSender, Clock


class KeyBreakers:
    """Knows the breaker of each key, and whether new work is made at all.

    Args:
        operator: the breakers of the operator's keys by their names, in the operator's order; at least one.
        own: the breakers of people's own keys; None = there are none.
    """

    def __init__(self, operator: Mapping[str, OperatorKeyBreaker], own: OwnKeyBreakers | None = None) -> None:
        self._operator = operator
        self._own = own
        self._first = next(iter(operator.values()))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the operator's keys, in their order."""
        return tuple(self._operator)

    def of(self, name: str) -> CircuitBreaker:
        """The breaker of a key (`Generation.key`). What goes with no key yet, or with one of the operator's that is not
        there any more, goes with the first.
        """
        if name and not is_operator_key(name) and self._own is not None:
            return self._own.of(name)
        return self._operator.get(name, self._first)

    def require(self, own_key: str) -> None:
        """Refuse new work of an own key, or of the operator's keys when it is empty, while KIE serves none of them.

        Raises:
            ServicePaused, OwnKeyPaused: it does not.
        """
        if own_key:
            self.of(own_key).require()
        elif self.paused_until is not None:
            raise ServicePaused

    def waits(self, own_key: str) -> bool:
        """Whether work of an own key, or of the operator's keys when it is empty, waits for KIE."""
        return self.of(own_key).is_waiting if own_key else self.is_waiting

    def with_room(self) -> str:
        """The first of the operator's keys that may be used now; the first of all where KIE serves none."""
        return next((name for name, one in self._operator.items() if not one.is_waiting), self.names[0])

    @property
    def is_waiting(self) -> bool:
        """Whether KIE serves none of the operator's keys."""
        return all(one.is_waiting for one in self._operator.values())

    @property
    def paused_until(self) -> datetime | None:
        """When the first of the operator's keys may be tried again; None while one of them is served."""
        paused = [one.paused_until for one in self._operator.values()]
        return min(until for until in paused if until is not None) if all(paused) else None

    @property
    def trouble(self) -> KeyTrouble | None:
        """Why KIE serves none of the operator's keys; None when it serves one of them, as far as that is known."""
        troubles = [one.trouble for one in self._operator.values()]
        return troubles[0] if all(troubles) else None

    @property
    def stops(self) -> int:
        """How often KIE has said, to this process, that it does not serve one of the operator's keys."""
        return sum(one.stops for one in self._operator.values())

    @property
    def has_accepted(self) -> bool:
        """Whether KIE has accepted a request with one of the operator's keys, since it last did not serve that one."""
        return any(one.has_accepted for one in self._operator.values())

    @property
    def rests_until(self) -> datetime | None:
        """When the first maintenance was due to end of which KIE spoke; None where one key heard of none."""
        rests = [one.rests_until for one in self._operator.values()]
        return min(until for until in rests if until is not None) if all(rests) else None


async def operator_breakers(
    endings: Mapping[str, str], alert_sender: AlertSender, clock: Clock, state: AlertState
) -> Mapping[str, OperatorKeyBreaker]:
    """The breakers of the operator's keys, as an earlier process has left their alerts.

    Args:
        endings: by the keys' names, how the admins recognise each.
        alert_sender, clock, state: as of `OperatorKeyBreaker`.
    """
    several = len(endings) > 1
    breakers = {
        name: OperatorKeyBreaker(
            alert_sender, clock, state, name=name if several else "", ending=ending if several else ""
        )
        for name, ending in endings.items()
    }
    for name, breaker in breakers.items():
        others = [one for other, one in breakers.items() if other != name]
        breaker.others_serve = lambda others=others: any(not one.is_waiting for one in others)  # type: ignore[misc]  # bound at once
        await breaker.restore()
    return breakers
