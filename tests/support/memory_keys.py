"""People's own keys in memory, KIE's opinion of them, and who is told (`bot.availability.own_keys`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.own_keys import OwnKey, owner_of
from bot.domain.generation import OPEN_STATES
from bot.errors import AccessRefused, ProviderError
from tests.support.fake_clock import FakeClock
from tests.support.memory_store import MemoryStore


class MemoryKeys:
    """Keeps keys in a dictionary by their names."""

    def __init__(self, clock: FakeClock, store: MemoryStore) -> None:
        self._clock = clock
        self._store = store
        self._number = 0
        self.secrets: dict[str, str] = {}
        self.keys: dict[str, OwnKey] = {}

    async def in_use(self, owner: str) -> str:
        """The current key's name while it is switched on."""
        key = self.keys.get(owner)
        return key.name if key is not None and key.enabled else ""

    async def newest(self, name: str) -> str:
        """The current key of the same owner."""
        key = self.keys.get(owner_of(name))
        return key.name if key is not None else name

    async def current(self, owner: str) -> OwnKey | None:
        """The current key."""
        return self.keys.get(owner)

    async def secret(self, name: str) -> str | None:
        """The key itself."""
        return self.secrets.get(name)

    async def put(self, owner: str, api_key: str, *, enabled: bool) -> OwnKey:
        """The earlier secret stays."""
        self._number += 1
        key = OwnKey(
            name=f"{owner}#{self._number}",
            owner=owner,
            ending=api_key[-4:],
            added_at=self._clock.now(),
            enabled=enabled,
            trouble=None,
        )
        self.keys[owner], self.secrets[key.name] = key, api_key
        return key

    async def remove(self, owner: str) -> None:
        """All of the owner's."""
        self.keys.pop(owner, None)
        self.secrets = {name: one for name, one in self.secrets.items() if owner_of(name) != owner}

    async def switch(self, owner: str, *, enabled: bool) -> None:
        """On or off."""
        self.keys[owner] = replace(self.keys[owner], enabled=enabled)

    async def note_trouble(self, name: str, trouble: KeyTrouble | None) -> bool:
        """Only the current key's is kept."""
        key = self.keys.get(owner_of(name))
        if key is None or key.trouble is trouble:
            return False
        self.keys[key.owner] = replace(key, trouble=trouble)
        return True

    async def begun_with(self, owner: str) -> Sequence[int]:
        """Open generations with a key of the owner."""
        rows = self._store.tables.generations.values()
        return [
            row.generation.id
            for row in rows
            if row.generation.own_key
            and owner_of(row.generation.own_key) == owner
            and row.generation.state in OPEN_STATES
        ]

    async def maker_of(self, url: str) -> str:
        """Nobody asks here."""
        return ""

    async def sweep(self) -> int:
        """Everything is kept."""
        return 0


class FakeTester:
    """KIE's opinion of keys: credits left, or an error; refuses keys that it does not know."""

    def __init__(self) -> None:
        self.left: dict[str, Decimal | ProviderError] = {}
        self.forgotten: list[str] = []

    async def credits_of(self, api_key: str) -> Decimal:
        """As told."""
        answer = self.left.get(api_key, AccessRefused("no access"))
        if isinstance(answer, ProviderError):
            raise answer
        return answer

    async def forget(self, owner: str) -> None:
        """Note it."""
        self.forgotten.append(owner)


class FakeHerald:
    """Notes who was told what."""

    def __init__(self) -> None:
        self.notified: list[tuple[str, KeyTrouble]] = []

    async def tell_trouble(self, owner: str, trouble: KeyTrouble) -> None:
        """Note it."""
        self.notified.append((owner, trouble))
