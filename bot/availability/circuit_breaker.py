"""The circuit breaker of one key: what KIE does not serve waits, and one submission a minute tries again.

It lives in memory: after a restart one submission tries at once. Each kind of key decides who is notified and what is
kept across restarts: the operator's in `operator_key`, people's own in `own_key_breakers`.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from bot.back_off import back_off
from bot.errors import OutOfCredits, ProviderError, Refusal
from bot.ports import Clock

RETRY_AFTER = timedelta(seconds=60)
"""How long to wait before one submission tries whether KIE serves again."""

_FIRST_SLOWDOWN = timedelta(seconds=5)
_LONGEST_SLOWDOWN = timedelta(minutes=5)

TRIAL = timedelta(seconds=5)
"""How long the others wait for the outcome of that one."""


class KeyTrouble(StrEnum):
    """Why KIE does not serve a key."""

    EMPTY = "empty"
    """Its balance at KIE is empty."""
    REFUSED = "refused"
    """KIE refuses it: wrong, capped, or not allowed from here."""


class CircuitBreaker(ABC):
    """Keeps why KIE does not serve a key, and notifies once when that begins and once when it ends."""

    refusal: ClassVar[type[Refusal]]
    """The refusal of new work meanwhile."""

    def __init__(self, clock: Clock, dice: Callable[[], float] = random.random) -> None:
        self._clock = clock
        self._dice = dice
        self._trouble: KeyTrouble | None = None
        self._until: datetime | None = None
        self._refusals = 0
        self._slow_until: datetime | None = None
        self._rests_until: datetime | None = None
        self._stops = 0
        self._has_accepted = False

    @property
    def stops(self) -> int:
        """How often KIE has said, to this process, that it does not serve the key: refused, empty, in maintenance."""
        return self._stops

    @property
    def has_accepted(self) -> bool:
        """Whether KIE has accepted a request of this process since the last time that it did not serve the key."""
        return self._has_accepted

    @property
    def rests_until(self) -> datetime | None:
        """When the maintenance that KIE spoke of last was due to end; None when it has accepted something since."""
        return self._rests_until

    @property
    def trouble(self) -> KeyTrouble | None:
        """Why KIE did not serve the key when it was last tried."""
        return self._trouble

    @property
    def is_waiting(self) -> bool:
        """Whether work of the key waits for KIE: it does not serve the key, or is in maintenance."""
        now = self._clock.now()
        return self._trouble is not None or (self._rests_until is not None and now < self._rests_until)

    @property
    def paused_until(self) -> datetime | None:
        """When the next submission may try again; None while all is well."""
        now = self._clock.now()
        # No pause is longer: an end that is further away is of a clock that was set back.
        if self._until is not None and now < self._until <= now + RETRY_AFTER:
            return self._until
        return None

    @property
    def waits_until(self) -> datetime | None:
        """When a submission has to ask again; None when one may leave now."""
        now = self._clock.now()
        return max(
            (until for until in (self._until, self._slow_until) if until is not None and until > now),
            default=None,
        )

    def admit(self) -> datetime | None:
        """When a submission has to ask again; None when it may leave now.

        After a pause one goes ahead, and the others wait for what becomes of it.
        """
        now, waiting = self._clock.now(), self.waits_until
        if waiting is None and self._trouble is not None:
            self._until = now + TRIAL
        if waiting is None and self._refusals:
            self._slow_until = now + TRIAL
        return waiting

    def require(self) -> None:
        """Refuse new work while KIE does not serve the key.

        After the pause new work is accepted again, also when the queue is empty: one request has to try.

        Raises:
            Refusal: it does not (`refusal`).
        """
        if self.paused_until is not None:
            raise self.refusal

    def hold(self) -> datetime:
        """Let nothing leave for a while. Returns when to try again: known before any message is sent about it."""
        self._until = until = self._clock.now() + RETRY_AFTER
        return until

    async def pause(self, error: ProviderError) -> datetime:
        """KIE refused the key or its balance is empty. Returns when to try again.

        It notifies, which takes as long as Telegram does: what has to be written first is due at `hold`.
        """
        trouble = KeyTrouble.EMPTY if isinstance(error, OutOfCredits) else KeyTrouble.REFUSED
        until = self.hold()
        self._stop()
        if trouble is not self._trouble:
            before, self._trouble = self._trouble, trouble
            await self._begins(trouble, before, str(error))
        return until

    def rest(self, seconds: float) -> None:
        """KIE is in maintenance: what goes with the key waits at least so long, though each request tries by itself."""
        self._rests_until = self._clock.now() + timedelta(seconds=seconds)
        self._stop()

    def slow_down(self, seconds: float) -> datetime:
        """KIE takes no more of this key for now. Returns when to try again: ever later, for everything that goes with it.

        A part is left to chance, so that replicas of the bot do not come back at the same moment.

        Args:
            seconds: how long KIE wants to be left alone at least.
        """
        first = timedelta(seconds=max(seconds, _FIRST_SLOWDOWN.total_seconds()))
        pause = back_off(self._refusals, first=first, longest=max(first, _LONGEST_SLOWDOWN))
        self._refusals += 1
        self._slow_until = until = self._clock.now() + pause * (1 + self._dice() / 2)
        return until

    async def serves(self) -> None:
        """KIE accepted a request: all is well (again)."""
        trouble, self._trouble, self._until = self._trouble, None, None
        self._refusals, self._slow_until, self._rests_until = 0, None, None
        self._has_accepted = True
        await self._ends(trouble)

    def _stop(self) -> None:
        self._stops += 1
        self._has_accepted = False

    @abstractmethod
    async def _begins(self, trouble: KeyTrouble, before: KeyTrouble | None, detail: str) -> None:
        """Notify that it began. Must not raise: the caller goes on whether or not that works."""

    @abstractmethod
    async def _ends(self, trouble: KeyTrouble | None) -> None:
        """KIE serves the key; `trouble` is what this process knew of. Must not raise."""
