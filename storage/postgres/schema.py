"""Brings a database of PostgreSQL's up to date: the same migrations, translated."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import psycopg

from bot.errors import SchemaTooNew, StorageError
from storage.core.database import migrations
from storage.postgres.connector import Session
from storage.postgres.dialect import schema

VERSION_TABLE: Final = "kiosk_schema"
"""Has one row with the number of the newest migration."""

_COMPATIBILITY: Final = Path(__file__).with_name("compatibility.sql")


async def migrate(session: Session) -> None:
    """Apply the migrations that are missing, all of them or none. The caller holds the lock of the one that writes.

    Raises:
        SchemaTooNew: the database has seen a migration that this Kiosk does not know.
        StorageError: it holds something else, or may not be changed.
    """
    known = migrations()
    version = await schema_version(session)
    if version > known[-1][0]:
        msg = f"the database has schema {version}, this Kiosk knows {known[-1][0]}: use the newer Kiosk"
        raise SchemaTooNew(msg)
    if version == known[-1][0]:
        return
    try:
        async with session.transaction():
            if version == 0:
                await session.execute(_COMPATIBILITY.read_bytes())
                await session.execute(f"CREATE TABLE {VERSION_TABLE} (version BIGINT NOT NULL)".encode())
                await session.execute(f"INSERT INTO {VERSION_TABLE} VALUES (0)".encode())
            for number, path in known:
                if number > version:
                    for statement in schema(path.read_text(encoding="utf-8")):
                        await session.execute(statement.encode())
            await session.execute(f"UPDATE {VERSION_TABLE} SET version = {known[-1][0]}".encode())
    except (psycopg.ProgrammingError, psycopg.NotSupportedError) as error:
        msg = f"the database cannot be brought up to date: {' '.join(str(error).split())}"
        raise StorageError(msg) from error


async def schema_version(session: Session) -> int:
    """Number of the newest migration that the database has seen; 0 for a new one."""
    found = await (await session.execute("SELECT to_regclass(%s) IS NOT NULL", [VERSION_TABLE])).fetchone()
    if found is None or not found[0]:
        return 0
    row = await (await session.execute(f"SELECT version FROM {VERSION_TABLE}".encode())).fetchone()
    return int(row[0]) if row is not None else 0
