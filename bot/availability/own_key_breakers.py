"""Whether KIE serves people's own keys: one breaker per key, so that one empty balance never pauses the work of other keys."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from cachetools import LRUCache

from bot.availability.circuit_breaker import CircuitBreaker, KeyTrouble
from bot.availability.own_keys import KeyOwnerNotifier, OwnKeyRepository, owner_of
from bot.errors import OwnKeyPaused, StorageError
from bot.ports import Clock

_REMEMBERED: Final = 1000
"""Breakers that are kept; the one not asked for longest is dropped first, which costs one failed request if it was paused."""


class OwnKeyBreaker(CircuitBreaker):
    """The breaker of one person's own key. Its owner is notified once when trouble begins, and not when it is over."""

    refusal = OwnKeyPaused

    def __init__(self, name: str, keys: OwnKeyRepository, notifier: KeyOwnerNotifier, clock: Clock) -> None:
        super().__init__(clock)
        self._name = name
        self._keys = keys
        self._notifier = notifier

    async def _begins(self, trouble: KeyTrouble, before: KeyTrouble | None, detail: str) -> None:
        # Written first: after a crash in between the owner gets no message but sees it in /key, and never gets two.
        with suppress(StorageError):
            if await self._keys.note_trouble(self._name, trouble):
                await self._notifier.tell_trouble(owner_of(self._name), trouble)

    async def _ends(self, trouble: KeyTrouble | None) -> None:
        # Also when this process knows of none: an earlier one may have notified the owner.
        with suppress(StorageError):
            await self._keys.note_trouble(self._name, None)


class OwnKeyBreakers:
    """The breakers of all keys that people brought."""

    def __init__(self, keys: OwnKeyRepository, notifier: KeyOwnerNotifier, clock: Clock) -> None:
        self._keys = keys
        self._notifier = notifier
        self._clock = clock
        self._breakers: LRUCache[str, OwnKeyBreaker] = LRUCache(_REMEMBERED)

    def of(self, name: str) -> OwnKeyBreaker:
        """The breaker of a key."""
        breaker = self._breakers.get(name)
        if breaker is None:
            breaker = self._breakers[name] = OwnKeyBreaker(name, self._keys, self._notifier, self._clock)
        return breaker
