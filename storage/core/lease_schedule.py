"""Rows that are due, claimed under a lease (`bot.workers.lease_schedule.LeaseSchedule`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Generic

from bot.workers.lease_worker import ItemCo
from storage.core.columns import moment, stamp
from storage.core.database import Database


class SqliteLeaseSchedule(Generic[ItemCo]):
    """The schedule of a table with the columns `due_at` and `leased_until`, and an index of what is due.

    Args:
        database: where it is.
        table: its name.
        read: the record behind a row.
    """

    def __init__(self, database: Database, table: str, read: Callable[[sqlite3.Row], ItemCo]) -> None:
        self._database = database
        self._table = table
        self._read = read

    async def claim(
        self, now: datetime, *, lease_until: datetime, except_for: Collection[int] = ()
    ) -> ItemCo | None:
        """Take the one that is due longest. What is under way is let be, whatever the clock says."""
        values = {"now": stamp(now), "until": stamp(lease_until), "busy": json.dumps(list(except_for))}
        async with self._database.transaction() as connection:
            for row in await connection.execute_fetchall(
                f"UPDATE {self._table} SET leased_until = :until WHERE id = ("
                f" SELECT id FROM {self._table}"
                " WHERE due_at <= :now AND (leased_until IS NULL OR leased_until <= :now)"
                " AND id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:busy))"
                " ORDER BY due_at, id LIMIT 1) RETURNING *",
                values,
            ):
                return self._read(row)
        return None

    async def renew(self, ids: Sequence[int], lease_until: datetime) -> None:
        """Keep what is being worked on."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                f"UPDATE {self._table} SET leased_until = ? WHERE id = ? AND leased_until IS NOT NULL",
                [(stamp(lease_until), item_id) for item_id in ids],
            )

    async def drop(self, item_id: int) -> None:
        """Let its next step be claimed."""
        async with self._database.transaction() as connection:
            await connection.execute(f"UPDATE {self._table} SET leased_until = NULL WHERE id = ?", (item_id,))

    async def drop_all(self) -> None:
        """What a dead process had is free again."""
        async with self._database.transaction() as connection:
            await connection.execute(
                f"UPDATE {self._table} SET leased_until = NULL"
                " WHERE due_at IS NOT NULL AND leased_until IS NOT NULL"
            )

    async def next_due(self) -> datetime | None:
        """When the next step is due, None when nothing waits."""
        row = await self._database.row(
            f"SELECT min(due_at) AS due FROM {self._table} WHERE due_at IS NOT NULL AND leased_until IS NULL"
        )
        return moment(row["due"]) if row is not None else None
