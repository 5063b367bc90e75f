"""People as rows (`bot.generation.people.People`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.generation.people import Person
from bot.generation.ports import Clock
from storage.database import Database
from storage.encoding import stamp


class SqlitePeople:
    """Remembers people in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def see(self, person_id: int, *, telegram_language: str, name: str) -> Person:
        """Note that this person wrote; unchanged people cost one read."""
        known = await self.person(person_id)
        if known and (known.telegram_language, known.name) == (telegram_language, name):
            return known
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                "INSERT INTO people (id, telegram_language, name, seen_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET telegram_language = excluded.telegram_language,"
                " name = excluded.name, seen_at = excluded.seen_at RETURNING *",
                (person_id, telegram_language, name, stamp(self._clock.now())),
            )
        return _person(next(iter(rows)))

    async def person(self, person_id: int) -> Person | None:
        """What is known of a person."""
        row = await self._database.row("SELECT * FROM people WHERE id = ?", (person_id,))
        return _person(row) if row is not None else None

    async def set_language(self, person_id: int, language: str) -> None:
        """Keep the language that a person chose; empty = follow Telegram's."""
        async with self._database.transaction() as connection:
            await connection.execute("UPDATE people SET language = ? WHERE id = ?", (language, person_id))

    async def set_originals(self, person_id: int, *, originals: bool) -> None:
        """Keep whether results also come as files."""
        async with self._database.transaction() as connection:
            await connection.execute("UPDATE people SET originals = ? WHERE id = ?", (originals, person_id))

    async def ids(self) -> Sequence[int]:
        """Everybody."""
        return [row["id"] for row in await self._database.rows("SELECT id FROM people ORDER BY id")]


def _person(row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        language=row["language"],
        telegram_language=row["telegram_language"],
        name=row["name"],
        originals=bool(row["originals"]),
    )
