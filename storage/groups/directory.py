"""The operator's list of groups, read from the database (`bot.domain.group_directory.GroupDirectory`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.generation import HOLDING_STATES
from bot.domain.group_directory import GroupLine
from storage.core.columns import stamp
from storage.core.database import Database
from storage.groups.groups import read_group

_HOLDING = ", ".join(f"'{state}'" for state in sorted(HOLDING_STATES))

_LINES = f"""
SELECT g.*, coalesce(a.allowance + a.bought, 0) AS balance,
       coalesce(sum(CASE WHEN m.state IN ({_HOLDING}) THEN m.price ELSE m.captured END), 0) AS spent,
       count(DISTINCT CASE WHEN m.state IN ({_HOLDING}) OR m.captured > 0
                           THEN coalesce(m.person_id, m.forgotten_as) END) AS members
FROM (SELECT * FROM groups WHERE CAST(:chat AS BIGINT) IS NULL OR chat_id = :chat
      ORDER BY present DESC, title, chat_id LIMIT :limit OFFSET :offset) AS g
LEFT JOIN accounts AS a ON a.owner_kind = 'group' AND a.owner_id = g.chat_id
LEFT JOIN generations AS m ON m.account_id = a.id AND m.created_at >= :since
GROUP BY g.chat_id, g.title, g.admission, g.added_by, g.present, g.rules, a.allowance, a.bought ORDER BY g.present DESC, g.title, g.chat_id
"""


class SqliteGroupDirectory:
    """Reads all groups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self) -> int:
        """How many there are."""
        row = await self._database.reports.row("SELECT count(*) FROM groups")
        return int(row[0]) if row is not None else 0

    async def page(self, *, offset: int, limit: int, since: datetime) -> Sequence[GroupLine]:
        """Some of them: those that the bot is in first, by title."""
        return await self._read(chat=None, offset=offset, limit=limit, since=since)

    async def line(self, chat_id: int, *, since: datetime) -> GroupLine | None:
        """One of them, or None when it was never seen."""
        return next(iter(await self._read(chat=chat_id, offset=0, limit=1, since=since)), None)

    async def _read(
        self, *, chat: int | None, offset: int, limit: int, since: datetime
    ) -> Sequence[GroupLine]:
        wanted = {"chat": chat, "offset": offset, "limit": limit, "since": stamp(since)}
        return [_line(row) for row in await self._database.reports.rows(_LINES, wanted)]


def _line(row: sqlite3.Row) -> GroupLine:
    return GroupLine(
        group=read_group(row), balance=row["balance"], spent=row["spent"], members=row["members"]
    )
