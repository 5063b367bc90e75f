"""Telegram's list of Star transactions as rows (`bot.domain.star_move`)."""

from __future__ import annotations

from collections.abc import Sequence

import aiosqlite

from bot.domain.star_move import StarMove
from storage.core.columns import moment, stamp


class SqliteStarMoveRepository:
    """The list's side of a transaction (`bot.domain.star_move.StarMoveRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_star_moves(self, moves: Sequence[StarMove]) -> None:
        """Append what was read; lines that are known stay as they are."""
        await self._connection.executemany(
            "INSERT INTO star_moves (position, id, incoming, stars, nanos, partner, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (position) DO NOTHING",
            [
                (one.position, one.id, one.incoming, one.stars, one.nanos, one.partner, stamp(one.at))
                for one in moves
            ],
        )

    async def last_star_move(self) -> StarMove | None:
        """The newest line that is known, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM star_moves ORDER BY position DESC LIMIT 1"
        )
        for row in rows:
            return StarMove(**{**dict(row), "incoming": bool(row["incoming"]), "at": moment(row["at"])})
        return None

    async def clear_star_moves(self) -> None:
        """Forget the list, to read it anew."""
        await self._connection.execute("DELETE FROM star_moves")
