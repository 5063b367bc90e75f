"""Databases of the schema that Kiosk had up to commit 2cd5c96, and how they are brought over to the present one.

Which schema a file has is said by its `application_id`, which `migrations/0001_initial.sql` sets: a file that has it is of
the present numbering, in which `user_version` began anew at 1. A file that does not have it and has the table `steps` is of
the old numbering (1 to 20). Anything else is new, or no database of Kiosk's.

All rows are kept, with three exceptions. Conversations (`dialogs`: what a person's next message is for) are dropped: their
states and data have other names now, and a person who was asked for something presses the button again; the drafts
themselves stay. Prices in confirmation buttons that were sent before are kept as quotes, but the buttons have other names
now and say so when they are pressed. Where a quote was wiped because its person was forgotten, it stays wiped, and its
generations name a number that no quote has.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import aiosqlite

from bot.errors import SchemaTooNew, SchemaTooOld, StorageError

LAST_VERSION: Final = 20
"""`user_version` of the old schema in commit 2cd5c96, the only one that is brought over."""

_COPY: Final = Path(__file__).with_name("old_schema.sql")

_SAME_COUNT: Final = {
    "people": "people",
    "favourites": "favourites",
    "default_models": "default_models",
    "accounts": "accounts",
    "ledger_entries": "ledger_entries",
    "holds": "holds",
    "drafts": "drafts",
    "generations": "generations",
    "steps": "generation_transitions",
    "assets": "assets",
    "callbacks": "callbacks",
    "galleries": "gallery_pages",
    "groups": "groups",
    "group_changes": "group_changes",
    "menus": "group_menus",
    "parties": "parties",
    "party_votes": "party_votes",
    "integrations": "integrations",
    "broadcasts": "broadcasts",
    "broadcast_waits": "broadcast_waits",
    "switched_off": "disabled_models",
    "standing_alerts": "active_alerts",
    "uploads": "telegram_uploads",
}
"""Old tables whose every row has a row in a present table; `quotes` and `chains` have become one table together."""

_SAME_ROWS: Final = (
    ("accounts", "id, allowance, bought, period, blocked", ""),
    ("ledger_entries", "account_id, bucket, sum(amount), count(*)", "GROUP BY account_id, bucket"),
    ("holds", "generation_id, account_id, allowance, bought, captured, ended_at", ""),
    ("generations", "id, account_id, state, price, captured", ""),
)
"""What has to be equal before and after: balances, sums of the ledger, holds, and what was charged for what."""


async def is_old(connection: aiosqlite.Connection, application_id: int) -> bool:
    """Whether the file has the old schema: it lacks `application_id` and has the table `steps`."""
    if await _number(connection, "PRAGMA application_id") == application_id:
        return False
    return bool(await _number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'steps'"))


async def require_last_version(connection: aiosqlite.Connection) -> None:
    """Only the last old schema can be brought over.

    Raises:
        SchemaTooOld: the file has one before it.
        SchemaTooNew: it has one that is not known.
    """
    known = await _number(connection, "PRAGMA user_version")
    if known < LAST_VERSION:
        msg = (
            f"the database has the old schema {known}, only {LAST_VERSION} can be brought over:"
            " start Kiosk of commit 2cd5c96 with it once, then this one"
        )
        raise SchemaTooOld(msg)
    if known > LAST_VERSION:
        msg = f"the database has the old schema {known}, which no Kiosk has written"
        raise SchemaTooNew(msg)


async def replace_tables(connection: aiosqlite.Connection, scripts: Sequence[str], version: int) -> None:
    """Put the present tables, with the same rows, in the place of the old ones.

    Args:
        connection: within a transaction, which the caller commits or rolls back, and without checks of foreign keys, which
            are all checked here.
        scripts: the migrations that make the present schema, in order.
        version: number of the last of them.

    Raises:
        StorageError: what was copied is not what was there.
        sqlite3.Error: the file cannot be read or written.
    """
    await _set_aside(connection)
    for script in (*scripts, _COPY.read_text(encoding="utf-8")):
        for statement in _statements(script):
            await connection.execute(statement)
    await _require_same(connection)
    await _drop_old(connection)
    await connection.execute(f"PRAGMA user_version = {version}")


async def _set_aside(connection: aiosqlite.Connection) -> None:
    """Rename each table to `old_…`; views, triggers and indexes go, since the present schema has some of their names."""
    rows = await _rows(
        connection, "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND type <> 'table'"
    )
    # Views and triggers first: they keep a table from being renamed.
    for kind, name in sorted(rows, key=lambda row: row["type"] == "index"):
        await connection.execute(f"DROP {kind} {name}")
    for row in await _rows(connection, _TABLES):
        await connection.execute(f"ALTER TABLE {row['name']} RENAME TO old_{row['name']}")


_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


async def _drop_old(connection: aiosqlite.Connection) -> None:
    for row in await _rows(connection, rf"{_TABLES} AND name LIKE 'old\_%' ESCAPE '\'"):
        await connection.execute(f"DROP TABLE {row['name']}")


async def _require_same(connection: aiosqlite.Connection) -> None:
    """Counts, balances and references are right, or StorageError."""
    for old, new in _SAME_COUNT.items():
        was = await _number(connection, f"SELECT count(*) FROM old_{old}")
        now = await _number(connection, f"SELECT count(*) FROM {new}")
        if was != now:
            raise StorageError(_lost(f"{was} rows of {old} would have become {now}"))
    was = await _number(
        connection, "SELECT (SELECT count(*) FROM old_quotes) + (SELECT count(*) FROM old_chains)"
    )
    if was != await _number(connection, "SELECT count(*) FROM quotes"):
        raise StorageError(_lost("quotes would be missing"))
    for table, columns, grouped in _SAME_ROWS:
        before = f"SELECT {columns} FROM old_{table} {grouped}"
        after = f"SELECT {columns} FROM {table} {grouped}"
        for one, other in ((before, after), (after, before)):
            if await _rows(connection, f"SELECT * FROM ({one} EXCEPT {other}) LIMIT 1"):
                raise StorageError(_lost(f"{table} would be others"))
    if orphans := await _rows(connection, "PRAGMA foreign_key_check"):
        raise StorageError(_lost(f"a row of {orphans[0]['table']} refers to nothing"))


def _lost(what: str) -> str:
    return f"the database cannot be brought over from the old schema, and was left as it is: {what}"


def _statements(script: str) -> Iterator[str]:
    """The statements of a script: `executescript` would commit what is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


async def _rows(connection: aiosqlite.Connection, sql: str) -> Sequence[sqlite3.Row]:
    return list(await connection.execute_fetchall(sql))


async def _number(connection: aiosqlite.Connection, sql: str) -> int:
    return int((await _rows(connection, sql))[0][0])
