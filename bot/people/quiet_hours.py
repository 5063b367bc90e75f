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
        if person is None or person.quiet is None or not person.is_quiet_at(now):
            return None
        return person.quiet.end_after(now, person.utc_offset or 0)
