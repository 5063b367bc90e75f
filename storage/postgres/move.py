"""Copies a SQLite file into an empty database of PostgreSQL's: every row, in one transaction, compared before the commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

import psycopg

from bot.errors import StorageError
from storage.core.database import Database
from storage.postgres.connection import PostgresConnection
from storage.postgres.database import PostgresDatabase
from storage.postgres.schema import VERSION_TABLE
from storage.postgres.values import plain

_AT_ONCE: Final = 1000
"""Rows in memory."""
_TABLES: Final = "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ? ORDER BY 1"
_COUNTERS: Final = (
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND is_identity = 'YES'"
)
_WRONG_ACCOUNTS: Final = (
    "SELECT count(*) FROM accounts AS a WHERE allowance + bought"
    " <> (SELECT coalesce(sum(amount), 0) FROM ledger_entries WHERE account_id = a.id)"
)


async def move_database(source: Path, target: str) -> Mapping[str, int]:
    """Copy all that a file has; nothing of it is changed but its schema, which is brought up to date. No one may use it.

    Returns:
        The number of rows of each table.

    Raises:
        StorageError: there is no such file, the target has rows already or cannot be used, or a row is not the same there:
            then the target stays empty.
    """
    if not source.exists():  # noqa: ASYNC240  a command of its own: nothing else waits
        msg = f"there is no database {source}"
        raise StorageError(msg)
    await (await Database.open(source)).close()
    database = await PostgresDatabase.connect(target)
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as file:  # noqa: ASYNC240
            async with database.transaction() as connection:
                return await _copied(file, cast("PostgresConnection", connection))
    except psycopg.Error as error:
        msg = f"a row cannot be moved: {' '.join(str(error).split())}"
        raise StorageError(msg) from error
    finally:
        await database.close()


async def _copied(file: sqlite3.Connection, connection: PostgresConnection) -> Mapping[str, int]:
    tables = [row["name"] for row in await connection.execute_fetchall(_TABLES, (VERSION_TABLE,))]
    for table in tables:
        if await connection.execute_fetchall(f"SELECT 1 FROM {table} LIMIT 1"):
            msg = "the database that is to be moved to has rows already: it has to be an empty one"
            raise StorageError(msg)
        # What triggers have added up is copied like everything else.
        await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    await connection.execute("SET CONSTRAINTS ALL DEFERRED")
    numbers = {}
    for table in tables:
        columns = _columns(file, table)
        numbers[table] = await connection.copy(table, columns, _rows(file, table, columns))
        there = 0
        async for row in connection.read_all(table, columns, at_once=_AT_ONCE):
            there = _added(there, row)
        here = 0
        for values in _rows(file, table, columns):
            here = _added(here, values)
        if here != there:
            msg = f"{table}: what was moved is not what was there"
            raise StorageError(msg)
    await connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        await connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    await _count_on(file, connection)
    (wrong,) = await connection.execute_fetchall(_WRONG_ACCOUNTS)
    if wrong[0]:
        msg = f"the credits of {wrong[0]} accounts are not the sum of their entries: nothing was moved"
        raise StorageError(msg)
    return numbers


def _columns(file: sqlite3.Connection, table: str) -> Sequence[str]:
    return [row[1] for row in file.execute(f"PRAGMA table_info({table})")]


def _rows(file: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
    """Every row, with texts as PostgreSQL can hold them."""
    cursor = file.execute(f"SELECT {', '.join(columns)} FROM {table}")
    while rows := cursor.fetchmany(_AT_ONCE):
        for row in rows:
            yield list(cast("Sequence[Any]", plain(row)))


def _added(digest: int, row: Iterable[Any]) -> int:
    """A digest of rows in whichever order."""
    line = "\0".join(f"{type(value).__name__} {value!r}" for value in row)
    return (digest + int.from_bytes(sha256(line.encode()).digest())) % 2**256


async def _count_on(file: sqlite3.Connection, connection: PostgresConnection) -> None:
    """Numbers go on after the largest that was ever given."""
    given = (
        dict(file.execute("SELECT name, seq FROM sqlite_sequence").fetchall()) if _has_counters(file) else {}
    )
    for row in await connection.execute_fetchall(_COUNTERS):
        table, column = row["table_name"], row["column_name"]
        await connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), greatest(1, max({column}), CAST(? AS BIGINT)),"
            f" max({column}) IS NOT NULL OR CAST(? AS BIGINT) > 0) FROM {table}",
            (given.get(table, 0), given.get(table, 0)),
        )


def _has_counters(file: sqlite3.Connection) -> bool:
    return bool(file.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchall())
