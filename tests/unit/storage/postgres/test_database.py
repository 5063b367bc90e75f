"""PostgreSQL in place of the file: one process that writes, connections that are lost, what errors say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest

from bot.domain.writer import Ability, WriterProof
from bot.errors import DatabaseUnavailable, DataInUse, SchemaTooNew, StorageError
from storage.operations.disabled_models import disabled_models_on_postgres
from storage.postgres import connector, database
from storage.postgres.database import PostgresDatabase
from storage.writer.writer import keep_proof_on_postgres
from tests.support.fake_clock import START
from tests.support.postgres import PostgresServer

_ADD = "INSERT INTO disabled_models (model, by_id, at) VALUES (?, 1, 1)"
_MODELS = "SELECT model FROM disabled_models ORDER BY model"


@pytest.fixture
async def opened(postgres: PostgresServer) -> AsyncIterator[PostgresDatabase]:
    """An empty database."""
    opened = await PostgresDatabase.connect(postgres.schema.url)
    yield opened
    await opened.close()
    postgres.schema.empty()


def cut(postgres: PostgresServer) -> None:
    """End every other connection to the database, as a restart does."""
    postgres.schema.connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def models(opened: PostgresDatabase) -> list[str]:
    """What is committed."""
    return [row["model"] for row in await opened.rows(_MODELS)]


async def test_a_connection_lost_between(opened: PostgresDatabase, postgres: PostgresServer) -> None:
    """Readers and the writer connect again, and no one hears of it."""
    async with opened.transaction() as connection:
        await connection.execute(_ADD, ("a",))
    assert await models(opened) == ["a"]
    cut(postgres)
    assert await models(opened) == ["a"]
    async with opened.transaction() as connection:
        await connection.execute(_ADD, ("b",))
    assert await models(opened) == ["a", "b"]
    assert await opened.can_write()
    assert await opened.is_writable()


async def test_a_connection_lost_within(opened: PostgresDatabase, postgres: PostgresServer) -> None:
    """What was done so far is undone, and the caller hears that it may try again."""
    heard: list[str | None] = []
    opened.watch(heard.append)

    async def lose() -> None:
        async with opened.transaction() as connection:
            await connection.execute(_ADD, ("a",))
            cut(postgres)
            await connection.execute(_ADD, ("b",))

    with pytest.raises(DatabaseUnavailable):
        await lose()
    async with opened.transaction() as connection:
        await connection.execute(_ADD, ("c",))
    assert await models(opened) == ["c"]
    assert heard[0] is not None
    assert heard[-1] is None


@pytest.mark.parametrize("is_committed", [True, False])
async def test_an_answer_lost(
    opened: PostgresDatabase, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, is_committed: bool
) -> None:
    """Whether the transaction was committed is asked of the server."""
    session = opened._session
    assert session is not None
    carry_out = session.execute

    async def losing(query: Any, *values: Any, **how: Any) -> Any:
        if query == "COMMIT":
            if is_committed:
                await carry_out(query)
            cut(postgres)
            await session.close()
            raise psycopg.OperationalError("the connection was lost")
        return await carry_out(query, *values, **how)

    monkeypatch.setattr(session, "execute", losing)
    if is_committed:
        async with opened.transaction() as connection:
            await connection.execute(_ADD, ("a",))
        assert await models(opened) == ["a"]
        return
    with pytest.raises(DatabaseUnavailable):
        async with opened.transaction() as connection:
            await connection.execute(_ADD, ("a",))
    assert await models(opened) == []


async def test_a_failure_that_was_passed_over(opened: PostgresDatabase) -> None:
    """PostgreSQL gives up a transaction with its first failed statement: that is no success."""

    async def pass_over() -> None:
        async with opened.transaction() as connection:
            await connection.execute(_ADD, ("a",))
            with pytest.raises(psycopg.IntegrityError, match=r"^[^()]*$"):  # which row it was stays unsaid
                await connection.execute(_ADD, ("a",))

    with pytest.raises(StorageError, match="not committed"):
        await pass_over()
    assert await models(opened) == []


async def test_one_process_writes(
    opened: PostgresDatabase, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one is refused until this one has ended."""
    monkeypatch.setattr(database, "OWNER_SECONDS", 0.1)
    with pytest.raises(DataInUse, match="another process"):
        await PostgresDatabase.connect(postgres.schema.url)
    await opened.close()
    await (await PostgresDatabase.connect(postgres.schema.url)).close()


async def test_a_newer_schema(postgres: PostgresServer) -> None:
    """It is left alone."""
    postgres.schema.connection.execute("UPDATE kiosk_schema SET version = version + 1")
    try:
        with pytest.raises(SchemaTooNew):
            await PostgresDatabase.connect(postgres.schema.url)
    finally:
        postgres.schema.connection.execute("UPDATE kiosk_schema SET version = version - 1")


async def test_what_is_wrong_is_said_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one that is away, and of an address that cannot be read."""
    monkeypatch.setattr(connector, "AWAY_SECONDS", 0.1)
    with pytest.raises(DatabaseUnavailable) as away:
        await PostgresDatabase.connect("postgresql://kiosk:hidden@127.0.0.1:1/kiosk")
    with pytest.raises(StorageError) as unread:
        await PostgresDatabase.connect("postgresql://kiosk:hidden%@127.0.0.1/kiosk")
    assert "hidden" not in f"{away.value}{unread.value}"


async def test_a_commit_is_durable(opened: PostgresDatabase, postgres: PostgresServer) -> None:
    """Also where the server's own setting says that it need not be."""
    postgres.schema.connection.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = off")
    try:
        cut(postgres)
        async with opened.transaction() as connection:
            (row,) = await connection.execute_fetchall("SELECT current_setting('synchronous_commit')")
        assert row[0] == "on"
    finally:
        postgres.schema.connection.execute("ALTER ROLE CURRENT_USER RESET synchronous_commit")


async def test_no_such_database(postgres: PostgresServer) -> None:
    """Waiting would not help."""
    with pytest.raises(StorageError, match="does not exist") as refusal:
        await PostgresDatabase.connect(postgres.url.replace("/postgres?", "/nowhere?"))
    assert not isinstance(refusal.value, DatabaseUnavailable)


async def test_values(opened: PostgresDatabase) -> None:
    """Rows are read as those of SQLite."""
    row = await opened.row(
        "SELECT sum(n) AS s, avg(n) AS a, 1 = 1 AS t, json_group_array(n) AS j FROM (SELECT 1 AS n UNION ALL SELECT 2) AS x"
    )
    assert row is not None
    assert (row["s"], row["a"], row["t"], row["j"]) == (3, 1.5, 1, "[1,2]")
    assert (row[0], len(row), list(row.keys()), dict(row)["s"]) == (3, 4, ["s", "a", "t", "j"], 3)
    with pytest.raises(IndexError):
        _ = row["nothing"]
    async with opened.transaction() as connection:
        await connection.execute(_ADD, ("with\0in",))
    assert await models(opened) == ["within"]


def test_a_bot_with_a_file_loads_no_driver() -> None:
    """It need not be installed, and costs no start."""
    program = "import sys, bot.app.run, bot.app.move; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_one_statement_beside_the_bot(opened: PostgresDatabase, postgres: PostgresServer) -> None:
    """What `bot check` reads and keeps while the bot runs."""
    proof = WriterProof(subject="s", model="m", abilities=frozenset({Ability.WRITES}), at=START)
    assert await keep_proof_on_postgres(postgres.schema.url, proof)
    async with opened.transaction() as connection:
        await connection.execute(_ADD, ("flux-2",))
    assert await disabled_models_on_postgres(postgres.schema.url) == {"flux-2"}
    assert len(await opened.rows("SELECT * FROM writer_proof")) == 1
