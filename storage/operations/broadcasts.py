"""Broadcasts as rows (`bot.domain.broadcast.BroadcastRepository`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.broadcast import Audience, Broadcast
from bot.domain.staff import Act, ActRecord
from bot.ports import Clock
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.totals import read_totals
from storage.operations.staff import note_act

_WELCOME = "FROM people LEFT JOIN accounts ON accounts.owner_kind = 'person' AND accounts.owner_id = people.id WHERE coalesce(accounts.blocked, 0) = 0"

_BLOCKED = (
    "SELECT count(*) AS people, coalesce(sum(people.news = 0), 0) AS unwilling FROM accounts JOIN people ON people.id = owner_id"
    " WHERE blocked = 1 AND owner_kind = 'person'"
)

_SAVE = "UPDATE broadcasts SET reached = ?, skipped = ?, missed = ?, after_id = ?, tried = ?, ended_at = ? WHERE id = ?"


class SqliteBroadcastRepository:
    """Keeps broadcasts in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def audience(self) -> Audience:
        """Everybody but those whom the operator has blocked."""
        totals = await read_totals(self._database.reports)
        blocked = await self._database.reports.row(_BLOCKED)
        barred, barred_unwilling = (
            (blocked["people"], blocked["unwilling"]) if blocked is not None else (0, 0)
        )
        unwilling = totals.get("without_news", 0) - barred_unwilling
        return Audience(willing=totals.get("people", 0) - barred - unwilling, unwilling=unwilling)

    async def begin(self, *, admin_id: int, chat_id: int, message_id: int, to_all: bool = False) -> bool:
        """Keep a new broadcast, unless this message has one."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO broadcasts (admin_id, chat_id, message_id, to_all, created_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (admin_id, chat_id, message_id, to_all, stamp(now)),
            )
            if cursor.rowcount > 0:
                audience = "all" if to_all else "news"
                await note_act(
                    connection, ActRecord(by_id=admin_id, act=Act.BROADCAST, after=audience, at=now)
                )
        return cursor.rowcount > 0

    async def current(self) -> Broadcast | None:
        """The oldest one that has not ended."""
        row = await self._database.row("SELECT * FROM broadcasts WHERE ended_at IS NULL ORDER BY id LIMIT 1")
        return _broadcast(row) if row is not None else None

    async def ready(self) -> Broadcast | None:
        """The oldest one that no quiet hours hold up."""
        row = await self._database.row(
            "SELECT * FROM broadcasts WHERE ended_at IS NULL AND (tried = 0"
            " OR EXISTS (SELECT 1 FROM broadcast_waits WHERE broadcast_id = broadcasts.id AND due_at <= ?)"
            " OR NOT EXISTS (SELECT 1 FROM broadcast_waits WHERE broadcast_id = broadcasts.id))"
            " ORDER BY id LIMIT 1",
            (stamp(self._clock.now()),),
        )
        return _broadcast(row) if row is not None else None

    async def postpone(self, broadcast: Broadcast, person_id: int, until: datetime) -> None:
        """Bookmark and wait, in one transaction."""
        async with self._database.transaction() as connection:
            await connection.execute(_SAVE, self._saved(broadcast))
            await connection.execute(
                "INSERT OR REPLACE INTO broadcast_waits (broadcast_id, person_id, due_at) VALUES (?, ?, ?)",
                (broadcast.id, person_id, stamp(until)),
            )

    async def waiting(self, broadcast: Broadcast, *, limit: int) -> Sequence[int]:
        """Who waited long enough; in the order of their mornings."""
        rows = await self._database.rows(
            "SELECT person_id FROM broadcast_waits WHERE broadcast_id = ? AND due_at <= ?"
            " ORDER BY due_at, person_id LIMIT ?",
            (broadcast.id, stamp(self._clock.now()), limit),
        )
        return [row["person_id"] for row in rows]

    async def stop_waiting(self, broadcast: Broadcast, person_id: int) -> None:
        """This person does not wait any more."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM broadcast_waits WHERE broadcast_id = ? AND person_id = ?",
                (broadcast.id, person_id),
            )

    async def seconds_to_wait(self) -> float | None:
        """Seconds until the first one's quiet hours end."""
        row = await self._database.row("SELECT min(due_at) AS due_at FROM broadcast_waits")
        due_at = moment(row["due_at"]) if row is not None else None
        return max(0.0, (due_at - self._clock.now()).total_seconds()) if due_at is not None else None

    async def people_after(self, person_id: int, *, limit: int) -> Sequence[int]:
        """The next people, by id."""
        rows = await self._database.rows(
            f"SELECT people.id {_WELCOME} AND people.id > ? ORDER BY people.id LIMIT ?", (person_id, limit)
        )
        return [row["id"] for row in rows]

    async def save(self, broadcast: Broadcast) -> None:
        """Write figures, bookmark and end back."""
        async with self._database.transaction() as connection:
            await connection.execute(_SAVE, self._saved(broadcast))

    def _saved(self, broadcast: Broadcast) -> tuple[int | None, ...]:
        ended_at = stamp(self._clock.now()) if broadcast.ended else None
        return (
            *(broadcast.reached, broadcast.skipped, broadcast.missed, broadcast.after_id),
            *(broadcast.tried, ended_at, broadcast.id),
        )


def _broadcast(row: sqlite3.Row) -> Broadcast:
    return Broadcast(
        id=row["id"],
        admin_id=row["admin_id"],
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        to_all=bool(row["to_all"]),
        reached=row["reached"],
        skipped=row["skipped"],
        missed=row["missed"],
        after_id=row["after_id"],
        tried=bool(row["tried"]),
    )
