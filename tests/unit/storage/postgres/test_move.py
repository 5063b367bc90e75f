"""From the SQLite file into PostgreSQL: everything, or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app.data_lock import data_lock
from bot.app.move import move
from bot.domain.generation import State
from bot.errors import DataInUse, SettingsError, StorageError
from bot.ledger.operations import capture, grant, release
from bot.settings import DataSettings
from storage.postgres.database import PostgresDatabase
from storage.postgres.move import move_database
from storage.store import SqliteStore
from tests.support.database import empty_database
from tests.support.fake_clock import START, FakeClock
from tests.support.postgres import PostgresServer
from tests.support.store_setup import moved, waiting

_LEDGER = (
    "SELECT id, account_id, kind, bucket, amount, operation_key, at, generation_id, note FROM ledger_entries ORDER BY id",
    "SELECT id, owner_kind, owner_id, allowance, bought, purchased, period, blocked FROM accounts ORDER BY id",
    "SELECT generation_id, account_id, allowance, bought, captured, ended_at, day FROM holds ORDER BY generation_id",
    "SELECT id, state, prompt, price, captured FROM generations ORDER BY id",
    "SELECT generation_id, state, at, detail FROM generation_transitions ORDER BY id",
    "SELECT name, amount FROM totals ORDER BY name",
)


@pytest.fixture
def target(postgres: PostgresServer) -> Iterator[str]:
    """An empty database with the schema."""
    yield postgres.schema.url
    postgres.schema.empty()


Steps = list[tuple[int, int, str]]
"""What happens: a person, credits, and what becomes of a generation of theirs."""


async def live(path: Path, steps: Steps) -> None:
    """A history in a file."""
    database = await empty_database(path)
    store = SqliteStore(database, FakeClock())
    for number, (person_id, amount, end) in enumerate(steps, 1):
        async with store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            await grant(tx, account, amount, f"gift {number}", START + timedelta(days=number), "котик")
        if end == "gift":
            continue
        made = await waiting(store, account.id, f"token {number}", amount=amount)
        if end == "held":
            continue
        await moved(store, made, *(State.SUBMITTING, State.RUNNING))
        async with store.transaction() as tx:
            if end == "captured":
                await capture(tx, made.id, amount, START + timedelta(days=number))
            else:
                await release(tx, made.id, START + timedelta(days=number))
    await database.close()


async def compared_after_move(path: Path, target: str) -> None:
    """Move, and compare."""
    await move_database(path, target)
    database = await PostgresDatabase.connect(target)
    with closing(sqlite3.connect(path)) as file:
        for sql in _LEDGER:
            assert [tuple(row) for row in await database.rows(sql)] == file.execute(sql).fetchall()
    async with SqliteStore(database, FakeClock()).transaction() as tx:  # numbers go on
        await grant(tx, await tx.account_of_person(77), 5, "afterwards", START)
    await database.close()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 4), st.integers(1, 50), st.sampled_from(["gift", "held", "captured", "released"])
        ),
        max_size=12,
    )
)
def test_ledgers_are_equal(postgres: PostgresServer, steps: Steps) -> None:
    """Whatever has happened: entries, accounts, holds, states and sums, and the next entry has the next number."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kiosk.db"
        asyncio.run(live(path, steps))
        try:
            asyncio.run(compared_after_move(path, postgres.schema.url))
        finally:
            postgres.schema.empty()


async def test_a_target_with_rows_is_refused(tmp_path: Path, target: str) -> None:
    """Also one that was moved to before: nothing there is touched."""
    path = tmp_path / "kiosk.db"
    await live(path, [(1, 5, "held")])
    await move_database(path, target)
    with pytest.raises(StorageError, match="has rows already"):
        await move_database(path, target)


async def test_what_does_not_add_up_is_not_moved(
    tmp_path: Path, target: str, postgres: PostgresServer
) -> None:
    """An account with credits that no entry explains; the target stays empty and can be used."""
    path = tmp_path / "kiosk.db"
    await live(path, [(1, 5, "held")])
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE accounts SET bought = bought + 1")
    with pytest.raises(StorageError, match="credits of 1 accounts"):
        await move_database(path, target)
    assert postgres.schema.connection.execute("SELECT count(*) FROM accounts").fetchall() == [(0,)]


async def test_what_is_in_use_is_not_moved(
    tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a bot on the file; one on the target is refused by the lock that it holds there."""
    path = tmp_path / "kiosk.db"
    await live(path, [])
    source = f"sqlite:///{path}"
    with data_lock(DataSettings(database_url=source)), pytest.raises(DataInUse):
        await move(source, target, print)
    monkeypatch.setattr("storage.postgres.database.OWNER_SECONDS", 0.1)
    other = await PostgresDatabase.connect(target)
    with pytest.raises(DataInUse):
        await move(source, target, print)
    await other.close()


async def test_the_command(tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses may come from the environment; it says what was moved and what to set."""
    path = tmp_path / "kiosk.db"
    await live(path, [(1, 5, "held")])
    monkeypatch.setenv("MOVE_FROM", f"sqlite:///{path}")
    monkeypatch.setenv("DATABASE_URL", target)
    said: list[str] = []
    await move(None, None, said.append)
    text = "".join(said)
    assert "ledger_entries" in text
    assert text.index("done: ") < text.index("SECRET_KEY")
    with pytest.raises(SettingsError, match="from sqlite"):
        await move(target, None, said.append)
    with pytest.raises(StorageError, match="there is no database"):
        await move(f"sqlite:///{tmp_path}/nothing.db", None, said.append)
