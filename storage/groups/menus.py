"""Menus in groups on SQLite (`bot.domain.group_menu`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.group_menu import Menu
from bot.domain.message_ref import MessageRef
from storage.core.database import Database


class SqliteMenuRepository:
    """Keeps the menus."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, menu: Menu, now: datetime) -> None:
        """Write a menu down, or what has become of it."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO group_menus (chat_id, message_id, ephemeral, thread_id, person_id, draft_id, used_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id, message_id, ephemeral) DO UPDATE SET"
                " thread_id = excluded.thread_id, person_id = excluded.person_id, draft_id = excluded.draft_id,"
                " used_at = excluded.used_at",
                (
                    menu.chat_id,
                    menu.message.id,
                    menu.message.ephemeral,
                    menu.thread_id,
                    menu.person_id,
                    menu.draft_id,
                    int(now.timestamp()),
                ),
            )

    async def owner(self, chat_id: int, message_id: int) -> int | None:
        """Who opened it."""
        row = await self._database.row(
            "SELECT person_id FROM group_menus WHERE chat_id = ? AND message_id = ? AND ephemeral = 0",
            (chat_id, message_id),
        )
        return int(row["person_id"]) if row is not None else None

    async def take_done(
        self, chat_id: int, thread_id: int | None, person_id: int, draft_id: int | None
    ) -> Sequence[Menu]:
        """Take out what a person does not need any more in a topic."""
        return await self._take(
            "person_id = ? AND chat_id = ? AND thread_id IS ? AND (draft_id IS NULL OR draft_id = ?)",
            (person_id, chat_id, thread_id, draft_id),
        )

    async def take_unused(self, before: datetime, limit: int) -> Sequence[Menu]:
        """Take out menus that no one has used since then."""
        return await self._take(
            "(chat_id, message_id, ephemeral) IN"
            " (SELECT chat_id, message_id, ephemeral FROM group_menus WHERE used_at < ? ORDER BY used_at LIMIT ?)",
            (int(before.timestamp()), limit),
        )

    async def drop(self, chat_id: int, message: MessageRef) -> None:
        """The message is no menu any more."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM group_menus WHERE chat_id = ? AND message_id = ? AND ephemeral = ?",
                (chat_id, message.id, message.ephemeral),
            )

    async def _take(self, which: str, values: tuple[object, ...]) -> Sequence[Menu]:
        async with self._database.transaction() as connection:
            cursor = await connection.execute(f"DELETE FROM group_menus WHERE {which} RETURNING *", values)
            return [_read(row) for row in await cursor.fetchall()]


def _read(row: sqlite3.Row) -> Menu:
    return Menu(
        chat_id=row["chat_id"],
        message=MessageRef(row["message_id"], ephemeral=bool(row["ephemeral"])),
        thread_id=row["thread_id"],
        person_id=row["person_id"],
        draft_id=row["draft_id"],
    )
