"""KIE keys that people bring: what is kept of them, and what the rules need to know.

A key's *name* (`person:123#7`) is its owner and the number of its row. A name never means another key: who replaces
theirs gets a new name, and what was begun with the old one is finished with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from bot.availability.circuit_breaker import KeyTrouble
from bot.errors import QuoteUnknown


def owner_of_person(person_id: int) -> str:
    """The owner of a person's key."""
    return f"person:{person_id}"


def owner_of(name: str) -> str:
    """Whose key a name means."""
    return name.rpartition("#")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKey:
    """A stored key, without the key itself.

    Attributes:
        name: see above.
        owner: `person:<id>`, later also `chat:<id>`.
        ending: its last four characters.
        added_at: when it was brought.
        enabled: whether new generations go with it.
        trouble: what is wrong with it, as its owner was notified; None while it works.
    """

    name: str
    owner: str
    ending: str
    added_at: datetime
    enabled: bool
    trouble: KeyTrouble | None


class ActiveKeys(Protocol):
    """What quotes, confirmations and submissions ask."""

    async def in_use(self, owner: str) -> str:
        """Name of the key that the owner's new generations go with; empty when there is none, or it is switched off."""
        ...

    async def newest(self, name: str) -> str:
        """The name itself, or that of the key which its owner has put in its place."""
        ...


class SwitchedKeys:
    """Keys that are in use only while the operator lets people bring them (`ActiveKeys`); what was begun with them goes on.

    Args:
        keys: the keys.
        are_allowed: whether people may bring them now.
    """

    def __init__(self, keys: ActiveKeys, are_allowed: Callable[[], bool]) -> None:
        self._keys = keys
        self._are_allowed = are_allowed

    async def in_use(self, owner: str) -> str:
        """See `ActiveKeys`."""
        return await self._keys.in_use(owner) if self._are_allowed() else ""

    async def newest(self, name: str) -> str:
        """See `ActiveKeys`."""
        return await self._keys.newest(name)


async def payer_with_own_key(keys: ActiveKeys | None, person_id: int) -> str | None:
    """The owner of the KIE key that pays for this person's new generations; None when their account does."""
    owner = owner_of_person(person_id)
    return owner if keys is not None and await keys.in_use(owner) else None


async def key_for(owner: str | None, keys: ActiveKeys | None) -> str:
    """The key that goes with what was quoted for this owner's; empty where the account pays.

    Raises:
        QuoteUnknown: there is none in use any more, so that the quoted price cannot be kept.
    """
    if owner is None:
        return ""
    name = await keys.in_use(owner) if keys is not None else ""
    if not name:
        raise QuoteUnknown
    return name


class OwnKeyRepository(ActiveKeys, Protocol):
    """Keeps keys, encrypted."""

    async def current(self, owner: str) -> OwnKey | None:
        """The owner's key, or None when there is none that can be read."""
        ...

    async def secret(self, name: str) -> str | None:
        """The key itself, also of a replaced one that is still needed; None when it was removed."""
        ...

    async def put(self, owner: str, api_key: str, *, enabled: bool) -> OwnKey:
        """Store a key in place of the owner's earlier one, which is kept for what was begun with it."""
        ...

    async def remove(self, owner: str) -> None:
        """Forget all keys of the owner, also those kept for what was begun with them."""
        ...

    async def switch(self, owner: str, *, enabled: bool) -> None:
        """Whether the owner's new generations go with the key."""
        ...

    async def note_trouble(self, name: str, trouble: KeyTrouble | None) -> bool:
        """Keep what is wrong with a key. Returns whether that is news."""
        ...

    async def begun_with(self, owner: str) -> Sequence[int]:
        """Ids of the open generations that go with any key of the owner."""
        ...

    async def maker_of(self, url: str) -> str:
        """Name of the key that the result at this address was made with, a person's own or one of the operator's; empty when
        that is not known.
        """
        ...

    async def sweep(self) -> int:
        """Forget replaced keys with which nothing is open or watched any more. Returns how many."""
        ...


class KeyTester(Protocol):
    """Asks KIE about keys."""

    async def credits_of(self, api_key: str) -> Decimal:
        """Credits left with this key, which need not be stored.

        Raises:
            AccessRefused: KIE refuses the key.
            StatusUnavailable: KIE does not answer.
        """
        ...

    async def forget(self, owner: str) -> None:
        """Close whatever is open with the owner's keys."""
        ...


class KeyOwnerNotifier(Protocol):
    """Tells owners about their keys."""

    async def tell_trouble(self, owner: str, trouble: KeyTrouble) -> None:
        """Say what is wrong and what to do. Best effort, never raises."""
        ...
