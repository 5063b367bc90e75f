"""Inserts a row and tells its id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiosqlite


async def insert(connection: aiosqlite.Connection, table: str, columns: Mapping[str, Any]) -> int:
    """Insert a row into a table whose ids the database gives; returns its id."""
    rows = await connection.execute_fetchall(_statement(table, columns), tuple(columns.values()))
    return int(next(iter(rows))["id"])


async def insert_new(connection: aiosqlite.Connection, table: str, columns: Mapping[str, Any]) -> int | None:
    """Insert a row unless it repeats what is to be unique; returns its id, None when there is one already."""
    rows = await connection.execute_fetchall(
        _statement(table, columns, " ON CONFLICT DO NOTHING"), tuple(columns.values())
    )
    return next((int(row["id"]) for row in rows), None)


def _statement(table: str, columns: Mapping[str, Any], otherwise: str = "") -> str:
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}){otherwise} RETURNING id"
