"""People who came by shared results, as rows (`bot.domain.arrival`)."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from storage.core.columns import stamp


class SqliteArrivalRepository:
    """The arrivals' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_arrival(self, person_id: int, sharer_id: int, at: datetime) -> bool:
        """Note who came; see `ArrivalRepository.add_arrival`."""
        cursor = await self._connection.execute(
            "INSERT INTO arrivals (person_id, sharer_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (person_id, sharer_id, stamp(at)),
        )
        return cursor.rowcount == 1
