"""One data folder, one process: a second start is refused in one line, and changes nothing of what the first one does."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sandbox.launch import free_port
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder."""
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Where the second start works, and says what it has to say."""
    made = tmp_path / "second"
    made.mkdir()
    return made


async def second_start(kiosk: BotUnderTest, place: Path, **changes: str) -> tuple[int, Sequence[str]]:
    """Start another process with the same data; its exit code, and the lines that it said."""
    environment = kiosk.environment | {"HTTP_PORT": str(free_port())} | changes
    other = replace(kiosk, folder=place, environment=environment, process=None)
    process = await other.begin()
    code = await asyncio.wait_for(process.wait(), 30)
    return code, other.log.strip().splitlines()


def require_refusal(ended: tuple[int, Sequence[str]], kiosk: BotUnderTest) -> None:
    """One line that says where and who."""
    code, lines = ended
    assert code == 2
    assert len(lines) == 1, lines
    assert kiosk.process is not None
    assert "in use by process" in lines[0]
    assert str(kiosk.process.pid) in lines[0]
    assert kiosk.environment["BOT_TOKEN"] not in lines[0]


async def test_while_results_are_on_their_way(data: Path, second: Path) -> None:
    """Three uploads are under way: the second start touches no lease and no file, and each result comes once."""
    async with kiosk_between(data, "live", kie={"hold": True}) as kiosk:
        cards = [await kiosk.generate(kiosk.alice, f"flux-pro a bridge of {number}") for number in range(3)]
        await until(lambda: len(kiosk.kie.tasks) == len(cards))
        slow = kiosk.telegram.faults.delay("sendPhoto", 2.0, times=3)
        for task in list(kiosk.kie.tasks.values()):
            task.finish()
        await until(lambda: slow.times < len(cards))
        require_refusal(await second_start(kiosk, second), kiosk)
        for card in cards:
            await kiosk.concluded(card)
        photos = [one for one in kiosk.alice.private.messages if one.kind == "photo"]
        assert len(photos) == len(cards)
        rows = kiosk.rows("SELECT delivery_attempts, state FROM generations")
        assert [(row["delivery_attempts"], row["state"]) for row in rows] == [(1, "delivered")] * len(cards)
        kiosk.require_exact_ledger()


async def test_while_kie_answers_a_submission(data: Path, second: Path, tmp_path: Path) -> None:
    """The second start finds no submission cut off, also by another way to the folder and to the file."""
    async with kiosk_between(data, "live", kie={"hold": True}) as kiosk:
        kiosk.kie.next_submission("fail-429")
        card = await kiosk.generate(kiosk.alice, "flux-pro a lock")
        (tmp_path / "link").symlink_to(data, target_is_directory=True)
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "other.db").symlink_to(data / "kiosk.db")
        for way in (tmp_path / "link" / "kiosk.db", tmp_path / "elsewhere" / "other.db"):
            ended = await second_start(kiosk, second, DATABASE_URL=f"sqlite:///{way}")
            assert ended[0] == 2
            assert "in use by process" in ended[1][-1]
        task = await kiosk.kie.wait_task(timeout=20)
        task.finish()
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        states = [row["state"] for row in kiosk.rows("SELECT state FROM generation_transitions")]
        assert "in_doubt" not in states
        assert len(kiosk.kie.tasks) == 1


async def test_after_a_kill(folder: Path) -> None:
    """Nothing of the lock outlives its process: the next start needs no help."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.kill()
        await kiosk.start()
        assert (await kiosk.quote(kiosk.alice, "flux-pro a door")).buttons


async def test_two_first_starts(data: Path, second: Path) -> None:
    """Both on an empty folder at the same moment: one serves, the other says why not; there is one key."""
    async with kiosk_between(data, "live", started=False) as kiosk:
        both = []
        for place in (data, second):
            environment = kiosk.environment | {"HTTP_PORT": str(free_port())}
            environment.pop("SECRET_KEY", None)
            both.append(replace(kiosk, folder=place, environment=environment, process=None))
        processes = await asyncio.gather(*(one.begin() for one in both))
        waiting = [asyncio.ensure_future(process.wait()) for process in processes]
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        try:
            assert len(done) == 1
            loser = both[0] if waiting[0] in done else both[1]
            winner = both[1] if loser is both[0] else both[0]
            assert done.pop().result() == 2
            assert len(loser.log.strip().splitlines()) == 1
            assert "in use by" in loser.log
            await kiosk.telegram.calls.wait("setMyCommands", timeout=30)
            assert "Traceback" not in winner.log
        finally:
            for one, wait in zip(both, waiting, strict=True):
                await one.kill()
                await wait
        key = data / "secret.key"
        assert len(key.read_text()) > 30
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.parametrize("left", [b"", b"\n"])
async def test_a_key_that_a_crash_left_empty(folder: Path, left: bytes) -> None:
    """With nothing encrypted yet it is made again; beside a database that needs it the start is refused in one line."""
    (folder / "secret.key").write_bytes(left)
    async with kiosk_between(folder, "live") as kiosk:
        key = (folder / "secret.key").read_text()
        assert len(key) > 30
        await kiosk.stop()
        (folder / "secret.key").write_bytes(left)
        kiosk.log_file.write_text("")
        process = await kiosk.begin()
        assert await asyncio.wait_for(process.wait(), 30) == 2
        assert len(kiosk.log.strip().splitlines()) == 1
        assert "secret.key is empty" in kiosk.log
        (folder / "secret.key").write_text(key)
        await kiosk.start()


async def test_small_commands_beside_it(folder: Path) -> None:
    """A backup asks for no lock: it is made while the bot runs, and the bot goes on."""
    async with kiosk_between(folder, "live") as kiosk:
        target = folder / "copy.db"
        ended = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot", "backup", "--to", str(target)],
            env={**kiosk.environment, "PYTHONPATH": str(ROOT)},
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        with closing(sqlite3.connect(target)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert (await kiosk.quote(kiosk.alice, "flux-pro a door")).buttons


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    """It is one line, not a traceback."""
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    async with kiosk_between(
        folder, "live", started=False, DATABASE_URL=f"sqlite:///{closed / 'kiosk.db'}"
    ) as kiosk:
        process = await kiosk.begin()
        assert await asyncio.wait_for(process.wait(), 30) == 2
        assert kiosk.log.startswith("kiosk: DATABASE_URL: the data folder")
