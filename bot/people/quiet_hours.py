"""Who wants no sounds now, and until when."""

from __future__ import annotations

from datetime import datetime

from bot.domain.person import PersonRepository
from bot.ports import Clock


class QuietHoursService:
    """Knows the quiet hours of people."""

    def __init__(self, people: PersonRepository, clock: Clock) -> None:
        self._people = people
        self._clock = clock

    async def until(self, person_id: int) -> datetime | None:
        """When this person's quiet hours end that are now; None outside them, and for who is not known."""
        person, now = await self._people.person(person_id), self._clock.now()
        return person.quiet_until(now) if person is not None else None
