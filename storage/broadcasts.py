"""Broadcasts as rows (`bot.generation.broadcast.Broadcasts`)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.generation.broadcast import Broadcast
from bot.generation.ports import Clock
from storage.database import Database
from storage.encoding import stamp

_WELCOME = (
    "FROM people LEFT JOIN accounts ON accounts.person_id = people.id WHERE coalesce(accounts.blocked, 0) = 0"
)


class SqliteBroadcasts:
    """Keeps broadcasts in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def count_people(self) -> int:
        """Everybody but those whom the operator has blocked."""
        row = await self._database.row(f"SELECT count(*) {_WELCOME}")
        return int(row[0]) if row is not None else 0

    async def begin(self, *, admin_id: int, chat_id: int, message_id: int) -> bool:
        """Keep a new broadcast, unless this message has one."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO broadcasts (admin_id, chat_id, message_id, created_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (admin_id, chat_id, message_id, stamp(self._clock.now())),
            )
        return cursor.rowcount > 0

    async def current(self) -> Broadcast | None:
        """The oldest one that has not ended."""
        row = await self._database.row("SELECT * FROM broadcasts WHERE ended_at IS NULL ORDER BY id LIMIT 1")
        if row is None:
            return None
        return Broadcast(
            id=row["id"],
            admin_id=row["admin_id"],
            chat_id=row["chat_id"],
            message_id=row["message_id"],
            reached=row["reached"],
            missed=row["missed"],
            after_id=row["after_id"],
        )

    async def people_after(self, person_id: int, *, limit: int) -> Sequence[int]:
        """The next people, by id."""
        rows = await self._database.rows(
            f"SELECT people.id {_WELCOME} AND people.id > ? ORDER BY people.id LIMIT ?", (person_id, limit)
        )
        return [row["id"] for row in rows]

    async def save(self, broadcast: Broadcast) -> None:
        """Write figures, bookmark and end back."""
        ended_at = stamp(self._clock.now()) if broadcast.ended else None
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE broadcasts SET reached = ?, missed = ?, after_id = ?, ended_at = ? WHERE id = ?",
                (broadcast.reached, broadcast.missed, broadcast.after_id, ended_at, broadcast.id),
            )
