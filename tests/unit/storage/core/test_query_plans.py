"""What the fixture `database` looks at after every test: that a statement of storage scans no table that grows."""

from __future__ import annotations

import pytest

from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.database import migrated_file
from tests.support.fake_clock import FakeClock
from tests.support.query_plans import recorded, scans


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM quotes WHERE prompt = ?",
        "SELECT g.id FROM generations AS g WHERE g.price = ?",
        "UPDATE drafts SET prompt = '' WHERE model = ?",
        "DELETE FROM callbacks WHERE stage = ?",
        "SELECT count(*) FROM ledger_entries WHERE amount > ?",
    ],
)
async def test_a_scan_is_found(sql: str) -> None:
    """Also by an alias, and in what is written."""
    assert len(scans(await migrated_file(), {sql: (1,)})) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM quotes WHERE token = ?",
        "SELECT max(id) FROM generations WHERE id > ?",
        "SELECT * FROM generations WHERE state = 'held' AND due_at <= ?",
        "SELECT count(*) FROM groups WHERE title = ?",
    ],
)
async def test_a_look_into_an_index_is_none(sql: str) -> None:
    """Nor is a small table read as a whole."""
    assert scans(await migrated_file(), {sql: (1,)}) == []


async def test_only_what_storage_asks_counts(database: Database) -> None:
    """A test may look at every row."""
    with recorded() as statements:
        await SqliteStore(database, FakeClock()).quote("token")
        await database.rows("SELECT * FROM generations")
    assert list(statements) == ["SELECT * FROM quotes WHERE token = ?"]
    assert scans(await migrated_file(), statements) == []
