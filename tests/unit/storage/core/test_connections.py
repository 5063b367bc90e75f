"""Which work of a connection is done at once, and which in its thread."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from storage.core.connections import Connection, QuickReads, connect, connect_reader
from storage.core.database import Database

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncGenerator[Connection]:
    """A connection that may write, with a table."""
    connection = await connect(tmp_path / "own.db", "FULL")
    await connection.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
    yield connection
    await connection.close()


@pytest.fixture
async def quick(writer: Connection, tmp_path: Path) -> AsyncGenerator[QuickReads]:
    """Quick reads of the same file."""
    reads = await QuickReads.over(await connect_reader(tmp_path / "own.db", "FULL"))
    yield reads
    await reads.close()


async def _where(connection: Connection) -> int:
    """The thread in which a statement is carried out."""
    found: list[int] = []
    await connection.create_function("noted", 0, lambda: found.append(threading.get_ident()))
    await connection.execute_fetchall("SELECT noted()")
    return found[0]


async def test_statements_at_once(writer: Connection) -> None:
    """Only when that is asked for, and no longer than the connection is open."""
    assert await _where(writer) != threading.get_ident()
    writer.at_once = True
    assert await _where(writer) == threading.get_ident()


async def test_a_statement_that_took_long(writer: Connection) -> None:
    """The next time it is carried out in the thread; others are not."""
    writer.at_once = True
    threads: list[int] = []

    def long() -> None:
        threads.append(threading.get_ident())
        time.sleep(0.02)

    await writer.create_function("long", 0, long)
    for _ in range(2):
        await writer.execute_fetchall("SELECT long()")
    assert threads[0] == threading.get_ident() != threads[1]
    assert await _where(writer) == threading.get_ident()


async def test_the_commit_is_in_the_thread(writer: Connection) -> None:
    """What waits for the disk keeps no one waiting; so is what undoes it."""
    writer.at_once = True
    for end in (writer.commit, writer.rollback):
        await writer.execute("BEGIN IMMEDIATE")
        await writer.execute("INSERT INTO numbers DEFAULT VALUES")
        ending = asyncio.ensure_future(end())
        await asyncio.sleep(0)
        assert not ending.done()
        await ending
        assert not writer.in_transaction
    assert list(await writer.execute_fetchall("SELECT count(*) FROM numbers"))[0][0] == 1  # noqa: RUF015  one row


async def test_what_was_cancelled_comes_first(writer: Connection) -> None:
    """A commit that is waited for no more goes on in the thread: the next statement comes after it, not beside it."""
    writer.at_once = True
    await writer.execute("BEGIN IMMEDIATE")
    await writer.execute("INSERT INTO numbers DEFAULT VALUES")
    committing = asyncio.ensure_future(writer.commit())
    await asyncio.sleep(0)
    committing.cancel()
    await writer.execute("BEGIN IMMEDIATE")
    await writer.execute("INSERT INTO numbers DEFAULT VALUES")
    await writer.rollback()
    assert list(await writer.execute_fetchall("SELECT count(*) FROM numbers"))[0][0] == 1  # noqa: RUF015  one row


async def test_a_read_that_takes_too_long(quick: QuickReads) -> None:
    """It is broken off, and the next time not begun; others are read all the same."""
    assert await quick.rows(ENDLESS, ()) is None
    assert await quick.rows(ENDLESS, ()) is None
    rows = await quick.rows("SELECT 1", ())
    assert rows is not None
    assert rows[0][0] == 1


async def test_what_is_in_the_way_is_left_to_the_thread(quick: QuickReads) -> None:
    """Which says what it is."""
    assert await quick.rows("SELECT * FROM nothing", ()) is None
    assert await quick.rows("INSERT INTO numbers DEFAULT VALUES", ()) is None


async def test_a_task_that_reads_on_and_on(quick: QuickReads) -> None:
    """Everything else has its turn meanwhile."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.ensure_future(others())
    for _ in range(200):
        await quick.rows("SELECT 1", ())
    beside.cancel()
    assert turns >= 5


async def test_a_transaction_of_nothing_lets_others_in(database: Database) -> None:
    """A task that only looks, again and again, keeps no one from writing."""
    async with asyncio.TaskGroup() as group:
        looking = group.create_task(_looking(database))
        async with asyncio.timeout(5):
            assert await database.can_write()
        looking.cancel()


async def _looking(database: Database) -> None:
    while True:
        async with database.transaction() as connection:
            await connection.execute_fetchall("SELECT 1")
