"""Tells people who asked for it that KIE serves again: once each, also after a restart in between.

That it serves is certain only when KIE accepts a request. While the KIE balance is empty and no request waits to
try, a balance that has grown says it as well.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final, Protocol

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.operator_key import OperatorKeyBreaker
from bot.errors import StorageError
from bot.ports import Clock

LOOK_SECONDS: Final = 5.0
"""Between two looks whether KIE serves."""
_AT_ONCE: Final = 50

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
        breaker: of the operator's key.
        clock: the time.
    """

    def __init__(
        self,
        waits: ServiceWaitRepository,
        sender: ServiceReturnSender,
        breaker: OperatorKeyBreaker,
        clock: Clock,
    ) -> None:
        self._waits = waits
        self._sender = sender
        self._breaker = breaker
        self._clock = clock
        self._least: Decimal | None = None
        self._has_grown = False

    async def ask(self, person_id: int) -> None:
        """This person wants to be notified; repeating it changes nothing."""
        await self._waits.add(person_id, self._clock.now())

    def note_balance(self, left: Decimal) -> None:
        """The KIE balance is this now: one that has grown since it was empty serves again."""
        if self._breaker.trouble is not KeyTrouble.EMPTY:
            self._least, self._has_grown = None, False
            return
        self._has_grown = self._has_grown or (self._least is not None and left > self._least)
        self._least = left if self._least is None else min(left, self._least)

    @property
    def serves(self) -> bool:
        """Whether KIE serves now, as far as that is known."""
        return self._has_grown or not self._breaker.is_waiting

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
