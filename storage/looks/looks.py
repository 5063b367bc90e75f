"""Looks and their links as rows (`bot.domain.look`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.domain.look import MOST_LOOKS, Look, LookLink
from bot.domain.text_search import folded
from bot.errors import AlreadyDone
from storage.core.columns import packed, stamp
from storage.core.database import Database
from storage.core.look_row import LOOKS, read_look


class SqliteLookRepository:
    """The looks' side of a transaction (`bot.domain.look.LookRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_look(self, look: Look) -> Look:
        """Store a new one; see `LookRepository.add_look`."""
        is_copy = look.is_taken and look.hides_words
        rows = await self._connection.execute_fetchall(
            "INSERT INTO looks (person_id, name, folded_name, titles, model, kind, choices, words_before,"
            " words_after, sample, hides_words, source_id, is_on, created_at, used_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (
                *(look.person_id, look.name, folded(look.name), packed(look.titles), look.model, look.kind),
                packed(look.choices),
                *(("", "", "") if is_copy else (look.words.before, look.words.after, look.sample)),
                *(look.hides_words, look.source_id, look.is_on, stamp(look.created_at), stamp(look.used_at)),
            ),
        )
        for row in rows:
            stored = await self.look(row["id"])
            if stored is not None:
                return stored
        raise AlreadyDone(look.name)

    async def look(self, look_id: int) -> Look | None:
        """The look, or None."""
        return await self._look_where("l.id = ?", look_id)

    async def look_taken_from(self, person_id: int, source_id: int) -> Look | None:
        """The look that a person has taken from this one, or None."""
        return await self._look_where("l.person_id = ? AND l.source_id = ?", person_id, source_id)

    async def look_count(self, person_id: int | None) -> int:
        """How many a person has, or are published."""
        if person_id is None:
            rows = await self._connection.execute_fetchall(
                "SELECT count(*) FROM looks WHERE person_id IS NULL"
            )
        else:
            rows = await self._connection.execute_fetchall(
                "SELECT count(*) FROM looks WHERE person_id = ?", (person_id,)
            )
        return int(next(iter(rows))[0])

    async def looks_of_person(self, person_id: int) -> Sequence[Look]:
        """A person's."""
        rows = await self._connection.execute_fetchall(f"{LOOKS} WHERE l.person_id = ?", (person_id,))
        return [read_look(row) for row in rows]

    async def save_look(self, look: Look) -> None:
        """Write what can change back; see `LookRepository.save_look`."""
        is_copy = look.is_taken and look.hides_words
        changed = await self._connection.execute(
            "UPDATE looks SET name = ?, folded_name = ?, titles = ?, words_before = ?, words_after = ?, sample = ?,"
            " is_on = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM looks AS other"
            " WHERE other.person_id = looks.person_id AND other.folded_name = ? AND other.id <> looks.id)",
            (
                *(look.name, folded(look.name), packed(look.titles)),
                *(("", "", "") if is_copy else (look.words.before, look.words.after, look.sample)),
                *(look.is_on, look.id, folded(look.name)),
            ),
        )
        if changed.rowcount != 1:
            raise AlreadyDone(look.name)

    async def note_look_used(self, look_id: int, at: datetime) -> None:
        """Note that it was used."""
        await self._connection.execute("UPDATE looks SET used_at = ? WHERE id = ?", (stamp(at), look_id))

    async def delete_look(self, look_id: int) -> None:
        """Delete it, with its links."""
        await self.delete_look_links(look_id)
        await self._connection.execute("DELETE FROM looks WHERE id = ?", (look_id,))

    async def add_look_link(self, link: LookLink, at: datetime) -> LookLink:
        """Store a link, unless there is one of the kind."""
        await self._connection.execute(
            "INSERT INTO look_links (token, look_id, hides_words, made_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (look_id, hides_words) DO NOTHING",
            (link.token, link.look_id, link.hides_words, stamp(at)),
        )
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM look_links WHERE look_id = ? AND hides_words = ?", (link.look_id, link.hides_words)
        )
        return next(_read_link(row) for row in rows)

    async def look_link(self, token: str) -> LookLink | None:
        """The link, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM look_links WHERE token = ?", (token,))
        return next((_read_link(row) for row in rows), None)

    async def delete_look_links(self, look_id: int) -> None:
        """Its links lead to nothing any more."""
        await self._connection.execute("DELETE FROM look_links WHERE look_id = ?", (look_id,))

    async def _look_where(self, which: str, *values: object) -> Look | None:
        rows = await self._connection.execute_fetchall(f"{LOOKS} WHERE {which}", values)
        return next((read_look(row) for row in rows), None)


class SqliteLookReader:
    """Reads looks (`bot.domain.look.LookReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self, look_id: int) -> Look | None:
        """The look, or None."""
        row = await self._database.row(f"{LOOKS} WHERE l.id = ?", (look_id,))
        return read_look(row) if row is not None else None

    async def looks_of(self, person_id: int) -> Sequence[Look]:
        """A person's, the one that was used last first."""
        rows = await self._database.rows(
            f"{LOOKS} WHERE l.person_id = ? ORDER BY l.used_at DESC, l.id DESC LIMIT ?",
            (person_id, MOST_LOOKS),
        )
        return [read_look(row) for row in rows]

    async def published_looks(self) -> Sequence[Look]:
        """Those of the operator, the oldest first."""
        rows = await self._database.rows(
            f"{LOOKS} WHERE l.person_id IS NULL ORDER BY l.id LIMIT ?", (MOST_LOOKS,)
        )
        return [read_look(row) for row in rows]


def _read_link(row: sqlite3.Row) -> LookLink:
    return LookLink(token=row["token"], look_id=row["look_id"], hides_words=bool(row["hides_words"]))
