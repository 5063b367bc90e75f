"""What people are called."""

from __future__ import annotations

from bot.domain.person import PersonRepository


class Names:
    """Knows the names of people."""

    def __init__(self, people: PersonRepository) -> None:
        self._people = people

    async def of(self, person_id: int) -> str:
        """The person's first name as last seen; empty for who is not known, or was forgotten."""
        person = await self._people.person(person_id)
        return person.name if person is not None else ""
