"""Telegram's list of Star transactions as rows (`bot.domain.star_move`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.domain.star_move import StarCheck, StarMove
from storage.core.columns import moment, stamp
from storage.core.database import Database


class SqliteStarMoveRepository:
    """The list's side of a transaction (`bot.domain.star_move.StarMoveRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_star_moves(self, moves: Sequence[StarMove]) -> None:
        """Append what was read; lines that are known stay as they are."""
        await self._connection.executemany(
            "INSERT INTO star_moves (position, id, incoming, stars, nanos, partner, at, is_open)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (position) DO NOTHING",
            [
                (
                    *(one.position, one.id, one.incoming, one.stars, one.nanos),
                    *(one.partner, stamp(one.at), one.is_open),
                )
                for one in moves
            ],
        )

    async def last_star_move(self) -> StarMove | None:
        """The newest line that is known, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM star_moves ORDER BY position DESC LIMIT 1"
        )
        return next(map(read_star_move, rows), None)

    async def star_move(self, position: int) -> StarMove | None:
        """The line with this place, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM star_moves WHERE position = ?", (position,)
        )
        return next(map(read_star_move, rows), None)

    async def open_star_moves(self, after: int, limit: int) -> Sequence[StarMove]:
        """Lines whose payments could not be taken in yet."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM star_moves WHERE is_open = 1 AND position > ? ORDER BY position LIMIT ?",
            (after, limit),
        )
        return [read_star_move(row) for row in rows]

    async def close_star_move(self, position: int) -> None:
        """What the line asks for is done."""
        await self._connection.execute("UPDATE star_moves SET is_open = 0 WHERE position = ?", (position,))

    async def forget_star_moves(self, begin: int, limit: int) -> bool:
        """Forget the newest lines down to this place, at most so many."""
        cursor = await self._connection.execute(
            "DELETE FROM star_moves WHERE position IN"
            " (SELECT position FROM star_moves WHERE position >= ? ORDER BY position DESC LIMIT ?)",
            (begin, limit),
        )
        return cursor.rowcount == limit

    async def are_returned(self, charge_ids: Sequence[str]) -> frozenset[str]:
        """Those of these payments that the list has as returned."""
        rows = await self._connection.execute_fetchall(
            "SELECT m.id FROM json_each(?) AS j JOIN star_moves AS m ON m.id = j.value AND m.incoming = 0",
            (json.dumps(list(charge_ids)),),
        )
        return frozenset(row["id"] for row in rows)

    async def add_star_check(self, check: StarCheck) -> None:
        """Keep a comparison."""
        await self._connection.execute(
            "INSERT INTO star_checks (at, balance, listed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (stamp(check.at), check.balance, check.listed),
        )


class SqliteStarMoveReader:
    """Reads the list (`bot.domain.star_move.StarMoveReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def star_total(self) -> int:
        """What the whole list leaves the bot with, in billionths of a Star; a trigger counts it."""
        row = await self._database.row("SELECT amount FROM totals WHERE name = 'star_nanos'")
        return int(row["amount"]) if row is not None else 0

    async def newest_star_moves(self, limit: int) -> Sequence[StarMove]:
        """The newest lines, the newest first."""
        rows = await self._database.rows("SELECT * FROM star_moves ORDER BY position DESC LIMIT ?", (limit,))
        return [read_star_move(row) for row in rows]

    async def star_moves_since(self, since: datetime) -> Sequence[StarMove]:
        """Lines from then on, in the list's order."""
        rows = await self._database.rows(
            "SELECT * FROM star_moves WHERE at >= ? ORDER BY position", (stamp(since),)
        )
        return [read_star_move(row) for row in rows]

    async def stars_received_since(self, since: datetime) -> int:
        """Whole Stars that arrived from then on."""
        row = await self._database.row(
            "SELECT coalesce(sum(stars), 0) AS stars FROM star_moves WHERE at >= ? AND incoming = 1",
            (stamp(since),),
        )
        return int(row["stars"]) if row is not None else 0

    async def last_star_check(self) -> StarCheck | None:
        """The newest comparison, or None."""
        row = await self._database.row("SELECT * FROM star_checks ORDER BY at DESC LIMIT 1")
        return StarCheck(at=moment(row["at"]), balance=row["balance"], listed=row["listed"]) if row else None


def read_star_move(row: sqlite3.Row) -> StarMove:
    """The record behind a line's row."""
    return StarMove(
        **{
            **dict(row),
            "incoming": bool(row["incoming"]),
            "is_open": bool(row["is_open"]),
            "at": moment(row["at"]),
        }
    )
