"""Tells people who asked for it that KIE serves again: once each, also after a restart in between.

That it serves is certain only when KIE accepts a request, and a request may not be there to try. Then the KIE balance
speaks: an empty one that has grown since the last refusal, or one that KIE states a while after a maintenance was due to
end. A restart, which forgets a maintenance, counts as the beginning of one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, Protocol

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.key_breakers import KeyBreakers
from bot.errors import StorageError
from bot.ports import Clock

LOOK_SECONDS: Final = 5.0
"""Between two looks whether KIE serves."""
_AT_ONCE: Final = 50
_FORGOTTEN_REST: Final = timedelta(minutes=5)
"""How long after a start a maintenance may go on that an earlier process knew of: as long as KIE's usual pause."""
_TRIAL_FIRST: Final = timedelta(minutes=1)
"""After a maintenance was due to end: what waits in line tries first, and knows better than the balance."""

_log = logging.getLogger(__name__)


class ServiceWaitRepository(Protocol):
    """Who wants to be notified. Each method may raise StorageError."""

    async def add(self, person_id: int, at: datetime) -> None:
        """This person wants it; asking twice is asking once."""
        ...

    async def waiting(self, *, after: int, limit: int) -> Sequence[int]:
        """The first people by their ids, those above `after`."""
        ...

    async def remove(self, person_id: int) -> None:
        """They were notified."""
        ...


class ServiceReturnSender(Protocol):
    """Reaches people."""

    async def tell_service_back(self, person_id: int) -> bool:
        """Say that it works again. Never raises.

        Returns:
            False when they could not be reached now, and another time is better.
        """
        ...


class ServiceReturnNotifier:
    """Keeps who asked, and notifies them.

    Args:
        waits: who asked.
        sender: reaches them.
        breaker: of the operator's keys.
        clock: the time.
    """

    def __init__(
        self,
        waits: ServiceWaitRepository,
        sender: ServiceReturnSender,
        breaker: KeyBreakers,
        clock: Clock,
    ) -> None:
        self._waits = waits
        self._sender = sender
        self._breaker = breaker
        self._clock = clock
        self._started = clock.now()
        self._stops = 0
        self._least: Decimal | None = None
        self._balance_speaks = False

    async def ask(self, person_id: int) -> None:
        """This person wants to be notified; repeating it changes nothing."""
        await self._waits.add(person_id, self._clock.now())

    def note_balance(self, left: Decimal) -> None:
        """KIE states this balance now."""
        if self._stops != self._breaker.stops:
            # What was known before the last refusal is disproved by it.
            self._stops, self._least, self._balance_speaks = self._breaker.stops, None, False
        if self._breaker.trouble is KeyTrouble.EMPTY:
            self._balance_speaks |= self._least is not None and left > self._least
            self._least = left if self._least is None else min(left, self._least)
        elif self._breaker.trouble is None:
            due = self._breaker.rests_until or self._started + _FORGOTTEN_REST
            self._balance_speaks |= self._clock.now() >= due + _TRIAL_FIRST

    @property
    def serves(self) -> bool:
        """Whether KIE serves now, as far as that is known."""
        balance_speaks = self._balance_speaks and self._stops == self._breaker.stops
        return self._breaker.has_accepted or balance_speaks

    async def run(self) -> None:
        """Look until cancelled, beginning with whom an earlier process left waiting."""
        while True:
            if self.serves:
                try:
                    await self.tell()
                except StorageError as error:
                    _log.warning("who waits for the service waits for the database: %s", error)
            await asyncio.sleep(LOOK_SECONDS)

    async def tell(self) -> None:
        """Notify everybody who waits; who cannot be reached now goes on waiting.

        Raises:
            StorageError: it cannot be read who waits, or not be written who was notified.
        """
        last = 0
        while people := await self._waits.waiting(after=last, limit=_AT_ONCE):
            for person_id in people:
                last = person_id
                if await self._sender.tell_service_back(person_id):
                    await self._waits.remove(person_id)
