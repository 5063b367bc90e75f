"""Counts the new people whom shared results bring. Nothing is given for it."""

from __future__ import annotations

from bot.domain.person import Person
from bot.ports import Clock, Store


class Arrivals:
    """Counts.

    Args:
        store: opens transactions.
        clock: the time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def note(self, person: Person, sharer_id: int) -> bool:
        """A person has followed a link of the sharer's; returns whether they count.

        A person counts once, and only who never was here: not the sharer, and no one who was forgotten and comes back.
        """
        if not person.is_new or person.id == sharer_id:
            return False
        async with self._store.transaction() as tx:
            if await tx.known_account_of_person(person.id) is not None:
                return False
            return await tx.add_arrival(person.id, sharer_id, self._clock.now())
