"""Who wants to be notified when the service works again (`bot.availability.service_return.ServiceWaitRepository`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.core.columns import stamp
from storage.core.database import Database


class SqliteServiceWaitRepository:
    """A row for each person who waits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, person_id: int, at: datetime) -> None:
        """This person wants it; asking twice is asking once."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO service_waits (person_id, asked_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (person_id, stamp(at)),
            )

    async def waiting(self, *, after: int, limit: int) -> Sequence[int]:
        """The first people by their ids, those above `after`."""
        rows = await self._database.rows(
            "SELECT person_id FROM service_waits WHERE person_id > ? ORDER BY person_id LIMIT ?",
            (after, limit),
        )
        return [row["person_id"] for row in rows]

    async def remove(self, person_id: int) -> None:
        """They were notified."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM service_waits WHERE person_id = ?", (person_id,))
