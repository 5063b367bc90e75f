"""Writes of one update that are committed together."""

from __future__ import annotations

import asyncio
import json
from contextvars import Context
from dataclasses import replace
from pathlib import Path

import aiosqlite
import pytest

from bot.domain.person import Draft
from bot.errors import StorageError
from storage.core.database import Database
from storage.core.gathered_writes import Write
from storage.generation.drafts import SqliteDraftRepository
from tests.bench.wal import commits
from tests.support.fake_clock import FakeClock


def _row(key: str, data: str = "{}") -> Write:
    async def write(connection: aiosqlite.Connection) -> None:
        await connection.execute(
            "INSERT INTO fsm_states (key, chat_id, person_id, data) VALUES (?, 7, 7, ?)", (key, data)
        )

    return write


async def _keys(database: Database) -> list[str]:
    return [row["key"] for row in await database.rows("SELECT key FROM fsm_states ORDER BY key")]


@pytest.fixture
def log(database: Database, tmp_path: Path) -> Path:
    """The write-ahead log of the database."""
    return tmp_path / "kiosk.db-wal"


async def test_at_the_end_of_the_update(database: Database, log: Path) -> None:
    """All of it in one commit; outside of an update each at once."""
    await database.write(_row("a"), "fsm_states")
    before = commits(log)
    async with database.gathering():
        await database.write(_row("b"), "fsm_states")
        await database.write(_row("c"), "fsm_states")
        assert commits(log) == before
    assert commits(log) == before + 1
    assert await _keys(database) == ["a", "b", "c"]


async def test_with_the_updates_transaction(database: Database, log: Path) -> None:
    """What is written by it comes after what was gathered, in the same commit; what only reads something else does not."""
    async with database.gathering():
        await database.write(_row("a"), "fsm_states")
        before = commits(log)
        async with database.transaction() as connection:
            await connection.execute_fetchall("SELECT 1")
        assert commits(log) == before
        async with database.transaction() as connection:
            await connection.execute("UPDATE fsm_states SET state = 'x' WHERE key = 'a'")
        assert commits(log) == before + 1
    assert commits(log) == before + 1
    row = await database.row("SELECT state FROM fsm_states WHERE key = 'a'")
    assert row is not None
    assert row["state"] == "x"


async def test_reads_find_it(database: Database) -> None:
    """Those of the update, in a transaction or beside one, as if it were written."""
    async with database.gathering():
        await database.write(_row("a"), "fsm_states")
        async with database.transaction() as connection:
            assert len(list(await connection.execute_fetchall("SELECT * FROM fsm_states"))) == 1
        await database.write(_row("b"), "fsm_states")
        assert await _keys(database) == ["a", "b"]


async def test_a_transaction_that_is_rolled_back(database: Database) -> None:
    """What was gathered does not go with it."""

    async def refused() -> None:
        async with database.transaction() as connection:
            await connection.execute("UPDATE fsm_states SET state = 'x'  WHERE key = 'a'")
            raise ValueError("refused")

    async with database.gathering():
        await database.write(_row("a"), "fsm_states")
        with pytest.raises(ValueError, match="refused"):
            await refused()
    row = await database.row("SELECT state FROM fsm_states WHERE key = 'a'")
    assert row is not None
    assert row["state"] is None


async def test_an_update_that_fails(database: Database) -> None:
    """What it had written before stays written."""

    async def failing() -> None:
        async with database.gathering():
            await database.write(_row("a"), "fsm_states")
            raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        await failing()
    assert await _keys(database) == ["a"]


async def test_what_the_database_refuses(database: Database) -> None:
    """It is said once; the rest is written."""

    async def writing() -> None:
        async with database.gathering():
            await database.write(_row("a"), "fsm_states")
            await database.write(_row("a"), "fsm_states")
            await database.write(_row("b"), "fsm_states")
            await _keys(database)

    with pytest.raises(aiosqlite.IntegrityError):
        await writing()
    assert await _keys(database) == ["a", "b"]


async def test_a_disk_that_takes_nothing(database: Database) -> None:
    """The update hears it at its end."""
    pages = await database.row("PRAGMA page_count")
    assert pages is not None

    async def writing() -> None:
        async with database.gathering():
            async with database.transaction() as connection:
                await connection.execute(f"PRAGMA max_page_count = {pages[0]}")
            await database.write(_row("a", json.dumps("x" * 100_000)), "fsm_states")

    with pytest.raises(StorageError, match="full"):
        await writing()


async def test_updates_beside_each_other(database: Database) -> None:
    """Each has its own; what an update leaves to go on behind it writes at once."""
    behind = list[asyncio.Task[None]]()

    async def later(ended: asyncio.Event) -> None:
        await ended.wait()
        await database.write(_row("later"), "fsm_states")

    async def update(key: str, ended: asyncio.Event) -> None:
        async with database.gathering():
            await database.write(_row(key), "fsm_states")
            behind.append(asyncio.ensure_future(later(ended)))
            await asyncio.sleep(0)

    one, other = asyncio.Event(), asyncio.Event()
    await asyncio.gather(update("a", one), update("b", other))
    one.set()
    await behind[0]
    assert await _keys(database) == ["a", "b", "later"]
    behind[1].cancel()


class TestDrafts:
    """A draft has its number before it is written."""

    DRAFT = Draft(person_id=7, chat_id=7, thread_id=None, created_at=FakeClock().now())

    async def test_numbers(self, database: Database) -> None:
        """No two drafts have the same one, in whichever way they are written, and on either database."""
        drafts = SqliteDraftRepository(database)
        first = await drafts.add(self.DRAFT)
        async with database.gathering():
            second, third = await drafts.add(self.DRAFT), await drafts.add(self.DRAFT)
            # Written at once, before the other two.
            beside = await asyncio.create_task(drafts.add(self.DRAFT), context=Context())
            await drafts.save(replace(third, prompt="a cat"), FakeClock().now())
            found = await drafts.get(third.id)
            assert found is not None
            assert found.prompt == "a cat"
        fourth = await drafts.add(self.DRAFT)
        numbers = [one.id for one in (first, second, third, beside, fourth)]
        assert numbers == sorted(set(numbers))

    async def test_a_number_that_was_shown_and_not_written(self, database: Database, tmp_path: Path) -> None:
        """The process died in between: no draft of the next one has it, since its buttons may still be there."""
        drafts = SqliteDraftRepository(database)
        await drafts.add(self.DRAFT)
        async with database.gathering():
            lost = await database.next_id("drafts")
        again = await Database.open(tmp_path / "kiosk.db")
        async with again.gathering():
            added = await SqliteDraftRepository(again).add(self.DRAFT)
        await again.close()
        assert lost is not None
        assert added.id > lost
