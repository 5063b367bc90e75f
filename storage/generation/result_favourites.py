"""Favourite results on SQLite (`bot.domain.result_favourite`)."""

from __future__ import annotations

import json
from collections.abc import Sequence

import aiosqlite

from bot.domain.month import Month
from bot.domain.result_favourite import RankedResult, ResultFavourite
from storage.core.columns import stamp
from storage.core.database import Database
from storage.core.row_mapper import with_assets
from storage.generation.gallery import SHOWN


class SqliteResultFavouriteRepository:
    """The marks' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def mark_result(self, favourite: ResultFavourite) -> None:
        """Keep a mark; one that is there stays as it is."""
        await self._connection.execute(
            "INSERT INTO result_favourites (person_id, generation_id, chat_id, made_at, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (
                favourite.person_id,
                favourite.generation_id,
                favourite.chat_id,
                stamp(favourite.made_at),
                stamp(favourite.at),
            ),
        )

    async def unmark_result(self, generation_id: int, person_id: int) -> bool:
        """Take a person's mark away; False when there was none."""
        cursor = await self._connection.execute(
            "DELETE FROM result_favourites WHERE person_id = ? AND generation_id = ?",
            (person_id, generation_id),
        )
        return cursor.rowcount > 0


class SqliteResultFavouriteReader:
    """Reads the marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def marked(self, person_id: int, generation_ids: Sequence[int]) -> frozenset[int]:
        """Which of these the person has marked."""
        rows = await self._database.rows(
            "SELECT generation_id FROM result_favourites WHERE person_id = ?"
            " AND generation_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))",
            (person_id, json.dumps(list(generation_ids))),
        )
        return frozenset(row["generation_id"] for row in rows)

    async def best(self, chat_id: int, month: Month, limit: int) -> Sequence[RankedResult]:
        """What a chat was shown of this month and is marked, most marks first, then the newest.

        The marks of one chat and month are a part of their index; what they are of is looked up by its number.
        """
        ranked = await self._database.rows(
            "SELECT f.generation_id, count(*) AS hearts FROM result_favourites f"
            " CROSS JOIN generations g ON g.id = f.generation_id"
            " WHERE f.chat_id = ? AND f.made_at >= ? AND f.made_at < ?"
            f" AND +g.chat_id = f.chat_id AND g.deleted = 0 AND g.sample = '' AND {SHOWN}"
            " GROUP BY f.generation_id ORDER BY hearts DESC, f.generation_id DESC LIMIT ?",
            (chat_id, stamp(month.begin), stamp(month.end), limit),
        )
        hearts = {row["generation_id"]: int(row["hearts"]) for row in ranked}
        rows = await self._database.rows(
            "SELECT * FROM generations WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))",
            (json.dumps(list(hearts)),),
        )
        found = {one.id: one for one in await with_assets(rows, self._database.rows)}
        # Between the two reads one may have been deleted, or its person forgotten.
        return [
            RankedResult(found[number], count)
            for number, count in hearts.items()
            if number in found and not found[number].deleted
        ]
