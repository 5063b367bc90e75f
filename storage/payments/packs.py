"""Packs as rows (`bot.domain.pack`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.domain.pack import Pack
from storage.core.columns import moment, stamp
from storage.core.database import Database


class SqlitePackRepository:
    """The packs' side of a transaction (`bot.domain.pack.PackRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_pack(self, *, stars: int, credits_: int, monthly: bool, made_by: int, at: datetime) -> Pack:
        """Put a pack on sale; see `PackRepository.add_pack`."""
        terms = (stars, credits_, monthly)
        await self._connection.execute(
            "INSERT INTO packs (stars, credits, monthly, made_by, made_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (*terms, made_by, stamp(at)),
        )
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM packs WHERE stars = ? AND credits = ? AND monthly = ? AND ended_at IS NULL", terms
        )
        return next(read_pack(row) for row in rows)

    async def end_pack(self, pack_id: int, at: datetime) -> bool:
        """Take a pack off sale; see `PackRepository.end_pack`."""
        cursor = await self._connection.execute(
            "UPDATE packs SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (stamp(at), pack_id)
        )
        return cursor.rowcount == 1

    async def selling_since(self) -> datetime | None:
        """When the first pack was put on sale."""
        rows = await self._connection.execute_fetchall("SELECT made_at FROM packs ORDER BY id LIMIT 1")
        return next((moment(row["made_at"]) for row in rows), None)

    async def pack(self, pack_id: int) -> Pack | None:
        """The pack, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM packs WHERE id = ?", (pack_id,))
        return next(map(read_pack, rows), None)


class SqlitePackReader:
    """Reads packs (`bot.domain.pack.PackReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def packs_on_sale(self) -> Sequence[Pack]:
        """What is sold; see `PackReader.packs_on_sale`."""
        rows = await self._database.rows(
            "SELECT * FROM packs WHERE ended_at IS NULL ORDER BY monthly, stars, credits"
        )
        return [read_pack(row) for row in rows]

    async def pack(self, pack_id: int) -> Pack | None:
        """The pack, or None."""
        row = await self._database.row("SELECT * FROM packs WHERE id = ?", (pack_id,))
        return read_pack(row) if row is not None else None


def read_pack(row: sqlite3.Row) -> Pack:
    """The record behind a pack's row."""
    return Pack(
        id=row["id"],
        stars=row["stars"],
        credits=row["credits"],
        monthly=bool(row["monthly"]),
        ended_at=moment(row["ended_at"]),
    )
