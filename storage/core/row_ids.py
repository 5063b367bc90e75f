"""Ids for rows that are written later than they are spoken of; SQLite's own way, in a table of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from storage.core.database import Database

LEFT_OUT: Final = 100
"""Ids that a new process leaves out, more than updates are handled at once."""


class RowIds:
    """Gives ids of tables whose ids are never used again (`AUTOINCREMENT`).

    Every row of such a table has its id from here, written at once or not: what SQLite gives may be given away already.
    """

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._beginning = asyncio.Lock()

    async def next_id(self, database: Database, table: str) -> int:
        """An id that no other row has or will have. Raises StorageError: the first one could not be prepared."""
        if table not in self._last:
            async with self._beginning:
                if table not in self._last:
                    self._last[table] = await self._begin(database, table)
        self._last[table] += 1
        return self._last[table]

    async def _begin(self, database: Database, table: str) -> int:
        """The last id that is used.

        Some are left out for good: of those that a process before this one gave away, and did not live to write down.
        """
        async with database.transaction() as connection:
            rows = list(
                await connection.execute_fetchall(
                    "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ? RETURNING seq", (LEFT_OUT, table)
                )
            )
            if not rows:
                await connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, 0)", (table,))
        return int(rows[0]["seq"]) if rows else 0
