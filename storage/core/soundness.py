"""Whether the file still holds what was written: looked at when it is opened, before anything is built on it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final

import aiosqlite

from bot.errors import StorageError

CHECKED_BYTES: Final = 128 * 1024**2
"""Files up to this size are checked page by page (some 0.3 seconds); of larger ones the ends of every table are read."""


async def require_sound(connection: aiosqlite.Connection, path: Path) -> None:
    """Look for damage that would show only in the middle of a step.

    Every table is entered from its root page down to its first and its last row, whatever the file's size. A page in the
    middle of a large table is not seen here: `python -m bot backup` checks all of them, every night that it runs.

    Raises:
        StorageError: something is damaged; what, and what to do.
    """
    try:
        for (table,) in await connection.execute_fetchall(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
        ):
            await _read_ends(connection, str(table))
        if await _pragma(connection, "page_count") * await _pragma(connection, "page_size") <= CHECKED_BYTES:
            complaint = await _pragma(connection, "quick_check(1)")
            if complaint != "ok":
                raise StorageError(_damaged(path, complaint))
    except sqlite3.DatabaseError as error:
        raise StorageError(_damaged(path, str(error))) from error


async def _pragma(connection: aiosqlite.Connection, name: str) -> Any:
    return next(iter(await connection.execute_fetchall(f"PRAGMA {name}")))[0]


async def _read_ends(connection: aiosqlite.Connection, table: str) -> None:
    quoted = table.replace('"', '""')
    columns = await connection.execute_fetchall(f'PRAGMA table_info("{quoted}")')
    key = ", ".join(f'"{row["name"]}"' for row in sorted(columns, key=lambda row: row["pk"]) if row["pk"])
    kept_by_key = key and not await _has_rowid(connection, quoted)
    for order in ("ASC", "DESC"):
        by = ", ".join(f"{column} {order}" for column in key.split(", ")) if kept_by_key else f"rowid {order}"
        await connection.execute_fetchall(f'SELECT * FROM "{quoted}" NOT INDEXED ORDER BY {by} LIMIT 1')


async def _has_rowid(connection: aiosqlite.Connection, quoted: str) -> bool:
    found = await connection.execute_fetchall(f'PRAGMA table_list("{quoted}")')
    return not any(row["wr"] for row in found)


def _damaged(path: Path, complaint: str) -> str:
    words = " ".join(complaint.split())
    return f"the database {path} is damaged ({words}): keep it, and restore a backup (docs/operations.md)"
