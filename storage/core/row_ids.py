"""Ids for rows that are written later than they are spoken of; SQLite's own way, in a table of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from storage.core.database import Database

LEFT_OUT: Final = 100
"""Ids that a new process leaves out, more than updates are handled at once."""


class RowIds:
    """Gives ids of tables whose ids are never used again (`AUTOINCREMENT`)."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    async def next_id(self, database: Database, table: str) -> int | None:
        """An id that no other row has or will have; None when the row is to be written at once, and has its id from that.

        When the process begins some are left out for good: of those that one before it gave away, and did not live to
        write down.
        """
        row = await database.row("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        used = int(row[0]) if row is not None else 0
        if table not in self._last:
            self._last[table] = used
            if not used:
                return None
            async with database.transaction() as connection:
                await connection.execute(
                    "UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?", (LEFT_OUT, table)
                )
            used += LEFT_OUT
        self._last[table] = max(self._last[table], used) + 1
        return self._last[table]
