"""`python -m bot check`, as an operator runs it: against the simulator, over HTTP, in a process of its own."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.kie import KieSimulator
from bot.sandbox.kie.chat import ChatFault
from storage.core.database import Database
from storage.writer.writer import SqliteWriterRepository

ROOT = Path(__file__).parents[2]
WAN = "wan/2-5-text-to-video"

pytestmark = pytest.mark.story


async def check(
    kie: KieSimulator, folder: Path, *slugs: str, **settings: str
) -> tuple[int | None, list[str], str]:
    """Exit code, what it said, and what it complained of."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check", *slugs),
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
            "BOT_TOKEN": "123456:a-made-up-token",
            "KIE_API_KEY": kie.api_key,
            "KIE_API_URL": kie.url,
            "KIE_UPLOAD_URL": kie.url,
            "KIE_DIALECT": kie.dialect,
            **settings,
        },
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await asyncio.wait_for(process.communicate(), 90)
    return process.returncode, said.decode().splitlines(), complained.decode()


def row(said: list[str], slug: str) -> list[str]:
    """A model's row, cell by cell."""
    return next(line for line in said if line.split(" ")[0] == slug).split(maxsplit=5)


async def test_models_by_name(tmp_path: Path) -> None:
    """KIE's one question a second is kept to; each id is asked once; a row says all, and the exit code nothing bad."""
    async with KieSimulator(success_rates={WAN: 40}) as kie:
        code, said, complained = await check(kie, tmp_path, "wan-2.5", "luma-modify")
        assert (code, complained) == (0, "")
        assert "key: works, 10000 credits left at KIE" in said
        assert row(said, "wan-2.5") == ["wan-2.5", "yes", "yes", "equal", "yes", "40 %"]
        assert "  only 40 % succeed at KIE now" in said
        assert row(said, "luma-modify") == ["luma-modify", "no", "–", "–", "–", "–"]
        assert said[-2:] == ["would fail: none", "worth a look: wan-2.5"]
        asked = [request.path for request in kie.requests if "/models" in request.path]
        assert len(asked) == len(set(asked))
        assert f"/api/v1/models/{WAN}/schema" in asked
        assert not [line for line in said if "429" in line]


async def test_a_model_that_people_could_buy_and_kie_does_not_list(tmp_path: Path) -> None:
    """Exit code 1, unless the operator has switched it off."""
    database = tmp_path / "data" / "kiosk.db"
    async with KieSimulator(limits=False) as kie:
        kie.not_allowed = frozenset({WAN})
        code, said, _ = await check(kie, tmp_path, "wan-2.5")
        assert code == 1
        assert row(said, "wan-2.5")[1:3] == ["yes", "no"]
        assert f"  FAILS: KIE does not list {WAN} for this key: take it off, or correct its id" in said
        assert "would fail: wan-2.5" in said
        await (await Database.open(database)).close()
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("INSERT INTO disabled_models (model, by_id, at) VALUES ('wan-2.5', 1, 0)")
        code, said, _ = await check(kie, tmp_path, "wan-2.5")
        assert (code, row(said, "wan-2.5")[1:3]) == (0, ["no", "no"])


async def test_a_model_without_a_page(tmp_path: Path) -> None:
    """KIE has no schema of it (yet): that is unknown, and no failure."""
    async with KieSimulator(limits=False, undocumented=frozenset({WAN})) as kie:
        code, said, complained = await check(kie, tmp_path, "wan-2.5")
        assert (code, complained) == (0, "")
        assert row(said, "wan-2.5")[1:5] == ["yes", "yes", "equal", "unknown"]


async def test_key_and_credits(tmp_path: Path) -> None:
    """A refused key and an empty account fail; a low one is said."""
    async with KieSimulator(limits=False, credits=30) as kie:
        code, said, _ = await check(kie, tmp_path, "luma-modify", KIE_CREDITS_LOW="31")
        assert code == 0
        assert "  low: fewer than KIE_CREDITS_LOW=31: top up at KIE" in said
        kie.credits = 1
        code, said, _ = await check(kie, tmp_path, "wan-2.5")
        assert code == 1
        assert any(line.startswith("  FAILS: the cheapest of these models costs ") for line in said)
        code, said, complained = await check(kie, tmp_path, KIE_API_KEY="another-key-0123456789")
        assert (code, complained) == (1, "")
        assert said[-1].startswith("KIE: AccessRefused: 401")


async def test_the_integration_dialect(tmp_path: Path) -> None:
    """Only the key and the credits can be looked at, and that is said."""
    async with KieSimulator(dialect="integration") as kie:
        code, said, complained = await check(kie, tmp_path)
        assert (code, complained) == (0, "")
        assert said[-1] == (
            "the dialect integration has no list of models, prices or schemas: nothing else was checked"
        )
        assert "writer gemini-2.5-flash: hears, sees, writes" in said
        asked = [request.path for request in kie.requests]
        assert asked == ["/api/v1/chat/credit"] + ["/gemini-2.5-flash/v1/chat/completions"] * 3


async def test_the_writer_alone(tmp_path: Path) -> None:
    """`--writer` asks three questions and keeps what is proven, also while the bot runs; `WRITER=off` asks none."""
    async with KieSimulator() as kie:
        code, said, complained = await check(kie, tmp_path, "--writer")
        assert (code, complained) == (0, "")
        assert said == ["writer gemini-2.5-flash: hears, sees, writes"]
        kie.chat_script = ["no", ChatFault.DROPPED, ChatFault.ERROR]
        database = await Database.open(tmp_path / "data" / "kiosk.db")
        try:
            code, said, _ = await check(kie, tmp_path, "--writer")
            assert code == 1
            assert said[0] == "writer gemini-2.5-flash: proven nothing"
            assert "  does not prove that it sees: WriterUnavailable:" in "\n".join(said)
            proof = await SqliteWriterRepository(database).proof()
            assert proof is not None
            assert proof.abilities == frozenset()
        finally:
            await database.close()
        asked = len(kie.requests)
        code, said, _ = await check(kie, tmp_path, "--writer", WRITER="off")
        assert (code, said, len(kie.requests)) == (1, ["writer: off (WRITER)"], asked)


async def test_no_such_model(tmp_path: Path) -> None:
    """One line, exit code 2, and KIE is not asked."""
    async with KieSimulator() as kie:
        code, said, complained = await check(kie, tmp_path, "wan-2.5", "sora-9", "\x1b[31m")
        assert (code, said) == (2, [])
        assert complained == "kiosk: no model of the dialect live is called sora-9, '\\x1b[31m'\n"
        assert not list(kie.requests)
