"""Samples of voices, which are generations like any other, as rows."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.generation import Generation
from storage.core.columns import stamp
from storage.core.row_mapper import with_assets


class SqliteVoiceSampleRepository:
    """The samples' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def sample(self, name: str) -> Generation | None:
        """The sample of this name that is made or being made, or None."""
        fetch = self._connection.execute_fetchall
        rows = await fetch(
            "SELECT * FROM generations WHERE sample = ? AND sample <> ''"  # as the partial index has it
            " AND state NOT IN ('failed', 'cancelled') AND free_late_delivery = 0",
            (name,),
        )
        return next(iter(await with_assets(rows, fetch)), None)

    async def samples_since(self, person_id: int, moment: datetime) -> int:
        """How many samples were made on this person's taps since then, also failed, given up and emptied ones."""
        rows = list(
            await self._connection.execute_fetchall(
                "SELECT count(*) FROM generations WHERE person_id = ? AND quote_id IS NULL AND created_at >= ?"
                " AND sample NOT LIKE 'example:%'",  # what the operator has recorded on purpose
                (person_id, stamp(moment)),
            )
        )
        return int(rows[0][0])

    async def give_up_sample(self, generation_id: int) -> None:
        """It is not found by its name any more; a recording of an example stays known as one."""
        await self._connection.execute(
            "UPDATE generations SET sample = CASE WHEN sample LIKE 'example:%' THEN 'example::' || id ELSE '' END"
            " WHERE id = ?",
            (generation_id,),
        )
