"""The samples' side of a transaction in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.generation import Generation, State
from tests.support.memory_tables import Tables


class MemorySamples:
    """Samples of voices (`bot.ports.Transaction`)."""

    _tables: Tables

    async def sample(self, name: str) -> Generation | None:
        """The sample that is made or being made."""
        rows = (row.generation for row in self._tables.generations.values())
        ended = {State.FAILED, State.CANCELLED}
        return next(
            (
                one
                for one in rows
                if one.sample == name and one.state not in ended and not one.free_late_delivery
            ),
            None,
        )

    async def samples_since(self, person_id: int, moment: datetime) -> int:
        """How many were made on this person's taps."""
        rows = (row.generation for row in self._tables.generations.values())
        return sum(
            bool(one.sample) and one.person_id == person_id and one.created_at >= moment for one in rows
        )

    async def give_up_sample(self, generation_id: int) -> None:
        """It is nobody's sample any more."""
        row = self._tables.generations[generation_id]
        self._tables.generations[generation_id] = replace(row, generation=replace(row.generation, sample=""))
