"""People in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.generation.people import Person


class FakePeople:
    """Remembers people in a dictionary (`bot.generation.people.People`)."""

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

    async def set_language(self, person_id: int, language: str) -> None:
        """Keep the language."""
        self._known[person_id] = replace(self._known[person_id], language=language)

    async def set_originals(self, person_id: int, *, originals: bool) -> None:
        """Keep whether results also come as files."""
        self._known[person_id] = replace(self._known[person_id], originals=originals)

    async def ids(self) -> Sequence[int]:
        """Everybody."""
        return sorted(self._known)
