"""The bot with PostgreSQL in place of the SQLite file: the same life of a generation, whichever of the two is killed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.story


@asynccontextmanager
async def kiosk_on(postgres: PostgresServer, folder: Path, **how: Any) -> AsyncGenerator[BotUnderTest]:
    """A bot on a database of its own."""
    settings = {
        "DATABASE_URL": how.get("DATABASE_URL") or postgres.create_database(),
        "SECRET_KEY": "a secret of this story's",
        "DATA_FOLDER": str(folder / "data"),
    }
    async with kiosk_between(folder, "live", **{**settings, **how}) as kiosk:
        yield kiosk


async def test_quoted_made_delivered(postgres: PostgresServer, tmp_path: Path) -> None:
    """A request comes out as with SQLite, also one with a character that PostgreSQL's texts cannot hold."""
    async with kiosk_on(postgres, tmp_path) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-2 a cat\0 on a roof")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        (made,) = kiosk.rows("SELECT state, prompt FROM generations")
        assert made == {"state": "delivered", "prompt": "a cat on a roof"}
        assert await kiosk.available(kiosk.alice) < 1000
        kiosk.require_exact_ledger()
        assert "psycopg" not in kiosk.log
        assert not list((tmp_path / "data").glob("*.db"))


async def test_killed_in_the_middle(postgres: PostgresServer, tmp_path: Path) -> None:
    """What KIE makes while no process lives is delivered once, and paid once, by the next one."""
    async with kiosk_on(postgres, tmp_path, kie={"seconds_to_finish": 3600}) as kiosk:
        cards = [await kiosk.generate(kiosk.alice, f"flux-2 cat {number}") for number in range(3)]
        await until(lambda: len(kiosk.rows("SELECT 1 AS one FROM generations WHERE state = 'running'")) == 3)
        await kiosk.kill()
        for task in kiosk.kie.tasks.values():
            task.finish()
        await kiosk.start()
        for card in cards:
            await kiosk.concluded(card)
        made = kiosk.rows("SELECT state, delivery_attempts FROM generations")
        assert made == [{"state": "delivered", "delivery_attempts": 1}] * 3
        assert len(kiosk.kie.tasks) == 3
        kiosk.require_exact_ledger()


async def test_the_database_ends_in_the_middle(tmp_path: Path) -> None:
    """It ends without a goodbye while a generation is made and comes back: the process stays, nothing is lost or doubled."""
    server = PostgresServer(alone=True)
    try:
        async with kiosk_on(server, tmp_path, kie={"seconds_to_finish": 3600}) as kiosk:
            card = await kiosk.generate(kiosk.alice, "flux-2 a cat")
            await until(lambda: bool(kiosk.rows("SELECT 1 AS one FROM generations WHERE state = 'running'")))
            await asyncio.to_thread(server.crash)
            (task,) = kiosk.kie.tasks.values()
            task.finish()
            await until(lambda: "the database cannot be" in kiosk.log)
            await asyncio.to_thread(server.start_again)
            await kiosk.concluded(card)
            (made,) = kiosk.rows("SELECT state FROM generations")
            assert made["state"] == "delivered"
            assert len(kiosk.kie.tasks) == 1
            kiosk.require_exact_ledger()
            assert kiosk.process is not None
            assert kiosk.process.returncode is None
    finally:
        server.close()


async def test_started_before_the_database(tmp_path: Path) -> None:
    """The start waits, and says what for without the password."""
    server = PostgresServer(alone=True)
    try:
        url = server.create_database().replace("postgres:@", "postgres:hidden-word@")
        await asyncio.to_thread(server.crash)
        async with kiosk_on(server, tmp_path, started=False, DATABASE_URL=url) as kiosk:
            await kiosk.begin()
            await until(lambda: "the start waits" in kiosk.log, seconds=60)
            await asyncio.to_thread(server.start_again)
            await kiosk.telegram.calls.wait("setMyCommands", timeout=60)
            assert "hidden-word" not in kiosk.log
    finally:
        server.close()


async def test_a_second_process_is_refused(postgres: PostgresServer, tmp_path: Path) -> None:
    """Also one with a folder of its own: the database knows who writes."""
    async with kiosk_on(postgres, tmp_path) as kiosk:
        first = kiosk.process
        second = await kiosk.begin(DATA_FOLDER=str(tmp_path / "another"))
        assert await asyncio.wait_for(second.wait(), 60) == 2
        assert "the database is in use by another process" in kiosk.log
        kiosk.process = first
        card = await kiosk.generate(kiosk.alice, "flux-2 a cat")
        await kiosk.concluded(card)


async def test_no_secret_key(postgres: PostgresServer, tmp_path: Path) -> None:
    """One line says what is missing, and nothing of the address."""
    async with kiosk_on(postgres, tmp_path, started=False, SECRET_KEY=None) as kiosk:
        process = await kiosk.begin()
        assert await asyncio.wait_for(process.wait(), 60) == 2
        assert kiosk.log.strip().endswith("kiosk: SECRET_KEY: must be set with PostgreSQL")


async def test_moved_while_a_generation_is_made(postgres: PostgresServer, tmp_path: Path) -> None:
    """What the bot on the file has ordered is delivered, and paid once, by the bot on PostgreSQL."""
    async with kiosk_between(tmp_path, "live", kie={"seconds_to_finish": 3600}) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-2 a cat")
        await until(lambda: bool(kiosk.rows("SELECT 1 AS one FROM generations WHERE state = 'running'")))
        await kiosk.stop()
        before = entries(kiosk)
        source, target = kiosk.environment["DATABASE_URL"], postgres.create_database()
        moving = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "move"),
            env=kiosk.environment | {"MOVE_FROM": source, "MOVE_TO": target},
            stdout=asyncio.subprocess.PIPE,
            cwd=tmp_path,
        )
        said, _ = await moving.communicate()
        assert moving.returncode == 0
        assert b"done: " in said
        folder = Path(source.removeprefix("sqlite:///")).parent
        (task,) = kiosk.kie.tasks.values()
        task.finish()
        await kiosk.start(
            DATABASE_URL=target,
            DATA_FOLDER=str(folder),
            SECRET_KEY=(folder / "secret.key").read_text(encoding="ascii"),
        )
        assert entries(kiosk)[: len(before)] == before
        await kiosk.concluded(card)
        assert kiosk.rows("SELECT state FROM generations") == [{"state": "delivered"}]
        assert len(kiosk.kie.tasks) == 1
        kiosk.require_exact_ledger()


def entries(kiosk: BotUnderTest) -> list[dict[str, Any]]:
    """All entries."""
    return kiosk.rows("SELECT * FROM ledger_entries ORDER BY id")
