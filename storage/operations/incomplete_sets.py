"""Which models have just delivered an incomplete set, as rows (`bot.availability.incomplete_sets`)."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from storage.core.columns import moment, stamp


class SqliteIncompleteSetRepository:
    """The incomplete sets' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def incomplete_since(self, model: str) -> datetime | None:
        """See `Transaction.incomplete_since`."""
        for row in await self._connection.execute_fetchall(
            "SELECT at FROM incomplete_sets WHERE model = ?", (model,)
        ):
            return moment(int(row["at"]))
        return None

    async def keep_incomplete(self, model: str, at: datetime | None) -> None:
        """See `Transaction.keep_incomplete`."""
        if at is None:
            await self._connection.execute("DELETE FROM incomplete_sets WHERE model = ?", (model,))
            return
        await self._connection.execute(
            "INSERT INTO incomplete_sets (model, at) VALUES (?, ?)"
            " ON CONFLICT (model) DO UPDATE SET at = excluded.at",
            (model, stamp(at)),
        )
