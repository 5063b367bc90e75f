"""Addresses, sessions and proofs of the console as rows (`bot.domain.console`)."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.console import ConsoleLink, ConsoleSession, Entrance
from storage.core.columns import moment, stamp
from storage.core.database import Database


class SqliteConsoleRepository:
    """The console's side of a transaction (`bot.domain.console.ConsoleRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_console_link(self, link: ConsoleLink) -> None:
        """Store a new address, in place of the person's earlier one of the same kind."""
        await self._connection.execute(
            "DELETE FROM console_links WHERE person_id = ? AND entrance = ?", (link.person_id, link.entrance)
        )
        await self._connection.execute(
            "INSERT INTO console_links (id, person_id, entrance, digest, tries, ends_at) VALUES (?, ?, ?, ?, ?, ?)",
            (link.id, link.person_id, link.entrance, link.digest, link.tries, stamp(link.ends_at)),
        )

    async def use_console_link(self, link_id: str, digest: bytes) -> bool:
        """Delete an address with this secret."""
        cursor = await self._connection.execute(
            "DELETE FROM console_links WHERE id = ? AND digest = ?", (link_id, digest)
        )
        return cursor.rowcount == 1

    async def note_console_try(self, link_id: str) -> None:
        """A secret or a proof was wrong."""
        await self._connection.execute("UPDATE console_links SET tries = tries + 1 WHERE id = ?", (link_id,))

    async def use_console_launch(self, digest: bytes, ends_at: datetime) -> bool:
        """Note that a proof was taken; False when it was before."""
        cursor = await self._connection.execute(
            "INSERT INTO console_launches (digest, ends_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (digest, stamp(ends_at)),
        )
        return cursor.rowcount == 1

    async def add_console_session(self, session: ConsoleSession) -> None:
        """Store a new session."""
        await self._connection.execute(
            "INSERT INTO console_sessions (digest, person_id, entrance, used_at, ends_at) VALUES (?, ?, ?, ?, ?)",
            (
                *(session.digest, session.person_id, session.entrance),
                *(stamp(session.used_at), stamp(session.ends_at)),
            ),
        )

    async def touch_console_session(self, digest: bytes, at: datetime) -> None:
        """The session was used."""
        await self._connection.execute(
            "UPDATE console_sessions SET used_at = ? WHERE digest = ?", (stamp(at), digest)
        )

    async def end_console_session(self, digest: bytes) -> None:
        """It is over."""
        await self._connection.execute("DELETE FROM console_sessions WHERE digest = ?", (digest,))

    async def end_console_sessions(self, person_id: int) -> int:
        """All sessions and addresses of a person are over."""
        await self._connection.execute("DELETE FROM console_links WHERE person_id = ?", (person_id,))
        cursor = await self._connection.execute(
            "DELETE FROM console_sessions WHERE person_id = ?", (person_id,)
        )
        return cursor.rowcount


class SqliteConsoleReader:
    """Reads who is in (`bot.domain.console.ConsoleReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def console_link(self, link_id: str) -> ConsoleLink | None:
        """The address, or None."""
        row = await self._database.row("SELECT * FROM console_links WHERE id = ?", (link_id,))
        if row is None:
            return None
        return ConsoleLink(
            id=row["id"],
            person_id=row["person_id"],
            entrance=Entrance(row["entrance"]),
            digest=row["digest"],
            tries=row["tries"],
            ends_at=moment(row["ends_at"]),
        )

    async def console_session(self, digest: bytes) -> ConsoleSession | None:
        """The session, or None."""
        row = await self._database.row("SELECT * FROM console_sessions WHERE digest = ?", (digest,))
        if row is None:
            return None
        return ConsoleSession(
            digest=row["digest"],
            person_id=row["person_id"],
            entrance=Entrance(row["entrance"]),
            used_at=moment(row["used_at"]),
            ends_at=moment(row["ends_at"]),
        )
