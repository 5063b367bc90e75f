"""Alerts that wait until the admins have them, as rows (`bot.ports.NoticeRepository`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import aiosqlite

from bot.ports import Alert, AlertKind, Notice
from storage.core.columns import stamp
from storage.core.database import Database


class SqliteNoticeQueue:
    """The notices' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.noticed = False
        """Whether this transaction adds one."""

    async def add_notice(self, alert: Alert, at: datetime) -> None:
        """Notify the admins; see `Transaction.add_notice`."""
        await self._connection.execute(
            "INSERT INTO operator_notices (kind, generation_id, detail, at) VALUES (?, ?, ?, ?)",
            (alert.kind, alert.generation_id, alert.detail, stamp(at)),
        )
        self.noticed = True


class SqliteNoticeRepository:
    """What waits.

    Attributes:
        on_notice: called when one was added; what sends them puts itself there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.on_notice: Callable[[], object] = lambda: None

    async def pending(self, limit: int) -> Sequence[Notice]:
        """The oldest ones; see `NoticeRepository.pending`."""
        kinds = [kind.value for kind in AlertKind]
        marks = ", ".join("?" for _ in kinds)
        rows = await self._database.rows(
            f"SELECT id, kind, generation_id, detail FROM operator_notices WHERE kind IN ({marks})"
            " ORDER BY id LIMIT ?",
            (*kinds, limit),
        )
        return [
            Notice(
                id=row["id"],
                alert=Alert(
                    kind=AlertKind(row["kind"]), generation_id=row["generation_id"], detail=row["detail"]
                ),
            )
            for row in rows
        ]

    async def remove(self, notice_id: int) -> None:
        """It was sent."""
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM operator_notices WHERE id = ?", (notice_id,))
