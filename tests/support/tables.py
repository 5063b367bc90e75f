"""What a database consists of, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence

import aiosqlite

from storage.core.database import Database
from storage.postgres.connection import PostgresConnection
from storage.postgres.database import PostgresDatabase
from storage.postgres.schema import VERSION_TABLE


async def tables(database: Database) -> Sequence[str]:
    """The names of all tables of Kiosk's, in their order."""
    if isinstance(database, PostgresDatabase):
        rows = await database.rows(
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ? ORDER BY 1",
            (VERSION_TABLE,),
        )
    else:
        rows = await database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    return [row["name"] for row in rows]


async def columns(database: Database, table: str) -> Sequence[str]:
    """The names of a table's columns, in their order."""
    if isinstance(database, PostgresDatabase):
        rows = await database.rows(
            "SELECT column_name AS name FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position",
            (table,),
        )
    else:
        rows = await database.rows(f"PRAGMA table_info({table})")
    return [row["name"] for row in rows]


async def defer_foreign_keys(connection: aiosqlite.Connection) -> None:
    """Rows of this transaction may refer to what comes later in it."""
    is_postgres = isinstance(connection, PostgresConnection)
    await connection.execute(
        "SET CONSTRAINTS ALL DEFERRED" if is_postgres else "PRAGMA defer_foreign_keys = ON"
    )
