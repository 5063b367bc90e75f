"""What people are called in lists that a group reads."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.person import PersonRepository


async def first_names(people: PersonRepository, ids: Collection[int | None]) -> dict[int, str]:
    """First names as last seen, or the id where there is none; those who were forgotten (None) are left out."""
    known = {person_id: await people.person(person_id) for person_id in ids if person_id is not None}
    return {
        person_id: person.name if person and person.name else str(person_id)
        for person_id, person in known.items()
    }
