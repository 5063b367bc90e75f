"""Inserts a row and tells its id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiosqlite


async def insert(connection: aiosqlite.Connection, table: str, columns: Mapping[str, Any]) -> int:
    """Insert a row into a table whose ids the database gives; returns its id."""
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    rows = await connection.execute_fetchall(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", tuple(columns.values())
    )
    return int(next(iter(rows))["id"])
