"""Counts the new people whom shared results bring. Nothing is given for it."""

from __future__ import annotations

from bot.domain.generation import Generation
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

    async def note(self, person: Person, shared: Generation) -> bool:
        """A person has followed a link to a shared result; returns whether they count.

        A person counts once, and only who never was here: not the sharer, and no one who was forgotten and comes back.
        A sharer who was forgotten a moment ago is named no more.
        """
        if not person.is_new or person.id == shared.person_id:
            return False
        async with self._store.transaction() as tx:
            if await tx.known_account_of_person(person.id) is not None:
                return False
            now_there = await tx.generation(shared.id)
            if now_there is None or now_there.deleted or now_there.person_id is None:
                return False
            return await tx.add_arrival(person.id, now_there.person_id, self._clock.now())
