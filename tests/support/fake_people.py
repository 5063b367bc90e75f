"""People in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.person import Person


class FakePeople:
    """Remembers people in a dictionary (`bot.domain.person.PersonRepository`)."""

    def __init__(self) -> None:
        self._known: dict[int, Person] = {}

    async def see(self, person_id: int, *, telegram_language: str, name: str) -> Person:
        """Note that this person wrote."""
        known = self._known.get(person_id, Person(id=person_id))
        self._known[person_id] = replace(known, telegram_language=telegram_language, name=name)
        return self._known[person_id]

    async def person(self, person_id: int) -> Person | None:
        """What is known of a person."""
        return self._known.get(person_id)

    async def keep(self, person: Person) -> None:
        """Write a person's preferences back."""
        if known := self._known.get(person.id):
            self._known[person.id] = replace(
                person, telegram_language=known.telegram_language, name=known.name
            )

    async def ids(self) -> Sequence[int]:
        """Everybody."""
        return sorted(self._known)
