"""The file itself: how it is opened, brought up to date, and what it refuses by its own rules."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SchemaTooNew, StorageError
from bot.ledger.entries import Account, Hold, OwnerKind
from bot.ledger.operations import grant
from storage.core.connections import LOCK_SECONDS
from storage.core.database import PEOPLE_READERS, Database, migrations
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held
from tests.support.store_setup import funded_account, waiting

NEWEST = migrations()[-1][0]


def pragma(path: Path, name: str) -> Any:
    """A setting of the file."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


class TestOpening:
    """From nothing, again, and what cannot be opened."""

    async def test_from_nothing(self, tmp_path: Path) -> None:
        """The folder and the file are made, with the newest schema."""
        path = tmp_path / "deep" / "kiosk.db"
        await (await Database.open(path)).close()
        assert pragma(path, "user_version") == NEWEST
        assert pragma(path, "journal_mode") == "wal"

    async def test_again(self, tmp_path: Path, clock: FakeClock) -> None:
        """Opening again changes no table and loses no row."""
        path = tmp_path / "kiosk.db"
        database = await Database.open(path)
        await funded_account(SqliteStore(database, clock), 7, 55)
        schema = [tuple(row) for row in await database.rows("SELECT * FROM sqlite_master ORDER BY name")]
        await database.close()
        database = await Database.open(path)
        again = [tuple(row) for row in await database.rows("SELECT * FROM sqlite_master ORDER BY name")]
        row = await database.row("SELECT bought FROM accounts")
        await database.close()
        assert again == schema
        assert row is not None
        assert row["bought"] == 55

    async def test_a_newer_schema(self, tmp_path: Path) -> None:
        """A file that a newer Kiosk wrote is refused in words, and left alone."""
        path = tmp_path / "kiosk.db"
        await (await Database.open(path)).close()
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
        connection.close()
        with pytest.raises(SchemaTooNew, match=f"schema {NEWEST + 1}.*knows {NEWEST}"):
            await Database.open(path)
        assert pragma(path, "user_version") == NEWEST + 1

    async def test_what_is_no_database(self, tmp_path: Path) -> None:
        """A file of another kind, and a folder that cannot be made, are reported in one line."""
        path = tmp_path / "kiosk.db"
        path.write_bytes(b"a letter, not a database " * 100)
        with pytest.raises(StorageError, match="cannot be opened"):
            await Database.open(path)
        with pytest.raises(StorageError, match="cannot be opened"):
            await Database.open(path / "below a file" / "kiosk.db")

    async def test_a_table_in_the_way(self, tmp_path: Path) -> None:
        """A migration that fails halfway leaves nothing of itself behind."""
        path = tmp_path / "kiosk.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE holds (somebody TEXT)")
        connection.close()
        with pytest.raises(StorageError, match="cannot be brought up to date: table holds already exists"):
            await Database.open(path)
        assert pragma(path, "user_version") == 0
        with sqlite3.connect(path) as connection:
            assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["holds"]
        connection.close()

    def test_migrations_are_numbered(self) -> None:
        """From one upwards, without gaps, so that a version names a schema."""
        assert [number for number, _ in migrations()] == list(range(1, NEWEST + 1))

    async def test_how_it_is_opened(self, tmp_path: Path) -> None:
        """The writer is durable, checks foreign keys and waits for others without keeping its thread."""
        database = await Database.open(tmp_path / "kiosk.db")
        async with database.transaction() as connection:
            settings = {
                name: list(await connection.execute_fetchall(f"PRAGMA {name}"))[0][0]  # noqa: RUF015  one row
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        await database.close()
        assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 0}

    async def test_writable(
        self, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It says so while no other person keeps the file to themselves."""
        monkeypatch.setattr("storage.core.database.LOCK_SECONDS", 0.0)
        assert await database.is_writable()
        async with database.transaction() as connection:
            await connection.execute("PRAGMA busy_timeout = 0")
        other = sqlite3.connect(tmp_path / "kiosk.db")
        other.execute("BEGIN IMMEDIATE")
        assert not await database.is_writable()
        with pytest.raises(StorageError, match="cannot be written to: database is locked"):
            async with database.transaction():
                pytest.fail("it must not begin")
        other.rollback()
        other.close()
        assert await database.is_writable()

    async def test_another_process_that_writes_is_waited_for(
        self, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Longer than the thread waits at once."""
        other = sqlite3.connect(tmp_path / "kiosk.db")
        tries = iter((False, False, True))

        def is_busy(error: sqlite3.Error) -> bool:
            if next(tries):
                other.rollback()
            return error.sqlite_errorcode == sqlite3.SQLITE_BUSY

        monkeypatch.setattr("storage.core.database._is_busy", is_busy)
        async with database.transaction() as connection:
            await connection.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        assert await database.can_write()
        assert next(tries, None) is None
        other.close()

    async def test_what_waits_for_another_process_can_be_cancelled(
        self, database: Database, tmp_path: Path
    ) -> None:
        """Soon, whatever it would have waited for: a process that stops has ten seconds for everything."""
        other = sqlite3.connect(tmp_path / "kiosk.db")
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.ensure_future(database.can_write())
        await asyncio.sleep(0)
        writing.cancel()
        ended, _ = await asyncio.wait({writing}, timeout=LOCK_SECONDS - 1)
        other.close()
        assert ended


class TestRules:
    """The database's own last word on money."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE accounts SET bought = -1",
            "UPDATE accounts SET allowance = allowance - 1",
            "UPDATE accounts SET owner_kind = 'chat'",
            "UPDATE accounts SET owner_id = NULL",
            "UPDATE accounts SET forgotten_as = 5",
            "UPDATE accounts SET owner_kind = 'group', owner_id = NULL, forgotten_as = 5",
            "INSERT INTO accounts (owner_kind, owner_id) VALUES ('person', 7)",
            "INSERT INTO accounts (owner_kind) VALUES ('person')",
            "INSERT INTO accounts (owner_id) VALUES (8)",
            "UPDATE generations SET person_id = NULL",
            "UPDATE generations SET person_id = NULL, emptied = 1",
            "UPDATE ledger_entries SET amount = 1000",
            "UPDATE ledger_entries SET note = 'x'",
            "DELETE FROM ledger_entries",
            "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at)"
            " SELECT account_id, kind, bucket, amount, operation_key, at FROM ledger_entries LIMIT 1",
            "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at)"
            " VALUES (1, 'grant', 'pocket', 1, 'k', 0)",
            "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at)"
            " VALUES (99, 'grant', 'bought', 1, 'k', 0)",
            "INSERT INTO holds (generation_id, account_id, allowance, bought, day) VALUES (1, 1, 0, 1, 0)",
            "INSERT INTO holds (generation_id, account_id, allowance, bought, day) VALUES (99, 1, 0, 1, 0)",
            "UPDATE holds SET bought = -1",
            "UPDATE holds SET captured = 1",
            "UPDATE holds SET ended_at = 1",
            "UPDATE holds SET captured = allowance + bought + 1, ended_at = 1",
            "UPDATE generations SET captured = price + 1",
            "UPDATE generations SET price = -1",
            "UPDATE generations SET account_id = 99",
            "DELETE FROM generations",
            "DELETE FROM accounts",
        ],
    )
    async def test_refused(self, database: Database, clock: FakeClock, statement: str) -> None:
        """Whatever wrote it: no account below zero, no ledger rewritten, no hold twice or beyond its amount."""
        store = SqliteStore(database, clock)
        await waiting(store, await funded_account(store))
        with pytest.raises(sqlite3.IntegrityError):
            async with database.transaction() as connection:
                await connection.execute(statement)

    async def test_a_step_is_made_once(self, database: Database, clock: FakeClock) -> None:
        """Two generations cannot be the same step of a quote."""
        store = SqliteStore(database, clock)
        account_id = await funded_account(store)
        async with store.transaction() as tx:
            await tx.add_generation(held(account_id, "a", quote_id=1))
        with pytest.raises(sqlite3.IntegrityError):
            async with store.transaction() as tx:
                await tx.add_generation(held(account_id, "b", quote_id=1))


async def test_reads_go_on_beside_a_write(database: Database, clock: FakeClock) -> None:
    """A reader sees the last committed rows while a transaction is open, and does not wait for it."""
    store = SqliteStore(database, clock)
    account_id = await funded_account(store, amount=10)
    async with store.transaction() as tx:
        await grant(tx, await tx.account(account_id), 5, "more", START)
        before = await database.row("SELECT bought FROM accounts")
    after = await database.row("SELECT bought FROM accounts")
    assert before is not None
    assert after is not None
    assert (before["bought"], after["bought"]) == (10, 15)


async def test_a_fault_is_no_repetition(database: Database, clock: FakeClock) -> None:
    """An entry or a hold of an account that does not exist is a fault, not something that was done before."""
    store = SqliteStore(database, clock)
    generation = await waiting(store, await funded_account(store))
    stranger = Hold(generation_id=generation.id + 1, account_id=99, allowance=0, bought=1)
    with pytest.raises(sqlite3.IntegrityError):
        async with store.transaction() as tx:
            await grant(tx, Account(id=99, owner_kind=OwnerKind.PERSON, owner_id=7), 5, "gift", START)
    with pytest.raises(sqlite3.IntegrityError):
        async with store.transaction() as tx:
            await tx.open_hold(stranger, START)


async def test_what_sqlite_cannot_do_is_told_as_ours(database: Database) -> None:
    """A read that fails, and a full disk within a transaction, of which nothing stays."""
    with pytest.raises(StorageError, match="cannot be read"):
        await database.row("SELECT * FROM nothing")
    pages = await database.row("PRAGMA page_count")
    assert pages is not None

    async def fill(size: int) -> None:
        async with database.transaction() as connection:
            await connection.execute(f"PRAGMA max_page_count = {pages[0]}")
            for name, length in (("small", 1), ("big", size)):
                await connection.execute(
                    "INSERT INTO fsm_states (key, chat_id, person_id, data) VALUES (?, 7, 7, hex(zeroblob(?)))",
                    (name, length),
                )

    with pytest.raises(StorageError, match="full"):
        await fill(100_000)
    assert await database.rows("SELECT * FROM fsm_states") == []


class TestReaders:
    """People's reads, reports and writes do not wait for each other."""

    ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    async def test_a_report_keeps_no_one_waiting(self, database: Database, clock: FakeClock) -> None:
        """While one is read that never ends, people read and write; cancelled, it leaves its connection to the next."""
        report = asyncio.create_task(database.reports.rows(self.ENDLESS))
        account_id = await funded_account(SqliteStore(database, clock), 7, 55)
        row = await database.row("SELECT bought FROM accounts WHERE id = ?", (account_id,))
        assert row is not None
        assert row["bought"] == 55
        assert not report.done()
        report.cancel()
        with pytest.raises(asyncio.CancelledError):
            await report
        assert await database.reports.row("SELECT 1") is not None

    async def test_a_slow_read_of_one_person_keeps_no_other_waiting(self, database: Database) -> None:
        """There are several connections for people, and a read that is given up frees its own."""
        slow = [asyncio.create_task(database.rows(self.ENDLESS)) for _ in range(PEOPLE_READERS - 1)]
        assert await database.row("SELECT 1") is not None
        assert not any(task.done() for task in slow)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        answers = await asyncio.gather(*(database.row("SELECT 1") for _ in range(3 * PEOPLE_READERS)))
        assert all(answer is not None for answer in answers)

    async def test_readers_do_not_write(self, database: Database) -> None:
        """A statement that would change something is refused."""
        for read in (database.rows, database.reports.rows):
            with pytest.raises(StorageError, match="readonly"):
                await read("UPDATE accounts SET blocked = 1")


async def test_what_goes_ahead_of_the_line(database: Database) -> None:
    """Of those that wait it is next but one at the latest; the others keep their order."""
    order: list[str] = []
    begun = asyncio.Event()

    async def write(name: str, *, ahead: bool = False) -> None:
        async with database.transaction(ahead=ahead):
            begun.set()
            await asyncio.sleep(0)
            order.append(name)

    async with asyncio.TaskGroup() as group:
        group.create_task(write("first"))
        await begun.wait()
        for number in range(5):
            group.create_task(write(f"line {number}"))
        await asyncio.sleep(0)
        group.create_task(write("ahead", ahead=True))
    assert order.index("ahead") <= 2
    assert [name for name in order if name.startswith("line")] == [f"line {number}" for number in range(5)]


async def test_a_checkout_is_read_while_people_read(database: Database) -> None:
    """Every connection for people is busy for long: that of checkouts is not."""
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    busy = [asyncio.ensure_future(database.rows(endless)) for _ in range(2 * PEOPLE_READERS)]
    try:
        async with asyncio.timeout(5):
            assert await database.checkouts.row("SELECT 1") is not None
    finally:
        for one in busy:
            one.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
