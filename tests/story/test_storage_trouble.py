"""The database takes nothing for a while: people hear so, the operator once, and what KIE and Telegram said is kept."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import Message
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story


@contextmanager
def locked(kiosk: BotUnderTest) -> Iterator[None]:
    """Another process writes, and does not come to an end."""
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


_LESS_THAN_A_PAGE = 3_500
"""Bytes that are enough for some lines of the log."""


@contextmanager
def no_room(kiosk: BotUnderTest, *, but_for: int = 0) -> Iterator[None]:
    """No file of the process may grow beyond some bytes, as on a disk that is broken or full."""
    assert kiosk.process is not None
    before = resource.prlimit(kiosk.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(kiosk.process.pid, resource.RLIMIT_FSIZE, (but_for, before[1]))
    try:
        yield
    finally:
        resource.prlimit(kiosk.process.pid, resource.RLIMIT_FSIZE, before)


async def accepted(kiosk: BotUnderTest, number: int) -> tuple[Message, SimTask]:
    """A request that KIE has just taken: its answer is on the way to the bot."""
    prompt = f"a bridge of {number} arches"
    card = await kiosk.generate(kiosk.alice, f"flux-pro {prompt}")
    return card, await kiosk.kie.wait_task(lambda task: task.prompt == prompt, timeout=20)


def says(kiosk: BotUnderTest, words: str) -> bool:
    """Whether its log has these words."""
    return words in kiosk.log


def require_running(kiosk: BotUnderTest) -> None:
    """The process has not ended, and no loop in it has fallen."""
    assert kiosk.process is not None
    assert kiosk.process.returncode is None
    assert " fell" not in kiosk.log


async def test_a_start_while_another_process_writes(folder: Path) -> None:
    """It waits for longer than any transaction does, says so once, and runs as soon as the file is free."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.kill()
        with locked(kiosk):
            await kiosk.begin()
            await until(partial(says, kiosk, "the start waits"), seconds=30)
            require_running(kiosk)
        asked = await kiosk.alice.send("/balance")
        await kiosk.alice.private.wait("credits", after=asked, timeout=30)
        assert kiosk.log.count("the start waits") == 1


async def test_a_start_without_room(folder: Path) -> None:
    """It waits, says so once, and with room it runs and answers what was asked meanwhile."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.kill()
        asked = await kiosk.alice.send("/balance")
        kiosk.log_file.write_text("")
        await kiosk.begin()
        with no_room(kiosk, but_for=_LESS_THAN_A_PAGE):
            await until(partial(says, kiosk, "the start waits"), seconds=30)
            require_running(kiosk)
        await kiosk.alice.private.wait("credits", after=asked, timeout=30)
        assert kiosk.log.count("the start waits") == 1


async def test_a_lock_at_the_wrong_moment(folder: Path) -> None:
    """It begins when KIE has accepted and outlasts every time-out: the task id is kept, the media comes, once, paid once."""
    async with kiosk_between(folder, "live", kie={"hold": True}, PUBLIC_URL=None) as kiosk:
        await kiosk.admin.start()
        await kiosk.boris.start()
        for number in range(10):
            card, task = await accepted(kiosk, number)
            with locked(kiosk):
                if not kiosk.rows("SELECT 1 FROM generations WHERE state = 'submitting'"):
                    continue  # it was written before the lock was there: once more
                kept = f"is KIE's task {task.id}"
                await until(partial(says, kiosk, kept), seconds=30)
                asked = await kiosk.boris.send("/balance")
                await kiosk.boris.private.wait("Попробуйте", after=asked, timeout=30)
                await kiosk.admin.private.wait("cannot be used", timeout=60)
                require_running(kiosk)
            break
        else:
            pytest.fail("the lock came too late ten times")
        await kiosk.admin.private.wait("can be written to again", timeout=60)
        for one in list(kiosk.kie.tasks.values()):
            one.finish()
        await kiosk.media(kiosk.alice.private, after=card, timeout=60)
        await until(
            lambda: not kiosk.rows("SELECT 1 FROM generations WHERE state <> 'delivered'"), seconds=60
        )
        rows = kiosk.rows("SELECT external_task_id FROM generations")
        assert {row["external_task_id"] for row in rows} == set(kiosk.kie.tasks)
        photos = [one for one in kiosk.alice.private.messages if one.kind == "photo"]
        assert len(photos) == len(kiosk.kie.tasks) == len(rows)
        alerts = [one for one in kiosk.admin.private.messages if "cannot be used" in one.text]
        assert len(alerts) == 1
        assert not kiosk.rows("SELECT 1 FROM generation_transitions WHERE state = 'in_doubt'")
        require_running(kiosk)
        kiosk.require_exact_ledger()
        asked = await kiosk.boris.send("/balance")
        await kiosk.boris.private.wait("1000", after=asked, timeout=20)


async def test_a_disk_that_takes_nothing(folder: Path) -> None:
    """While results are due: nothing ends, nothing is lost, and all goes on when there is room."""
    async with kiosk_between(folder, "live", kie={"hold": True}, PUBLIC_URL=None) as kiosk:
        await kiosk.admin.start()
        card, task = await accepted(kiosk, 1)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE state = 'running'")))
        with no_room(kiosk):
            task.finish()
            asked = await kiosk.alice.send("/gen flux-pro a door")
            await kiosk.alice.private.wait("Try again", after=asked, timeout=30)
            await kiosk.admin.private.wait("cannot be used", timeout=60)
        await kiosk.admin.private.wait("can be written to again", timeout=60)
        await kiosk.media(kiosk.alice.private, after=card, timeout=60)
        await kiosk.concluded(card)
        assert len([one for one in kiosk.alice.private.messages if one.kind == "photo"]) == 1
        require_running(kiosk)
        kiosk.require_exact_ledger()
        assert await kiosk.stop() == 0
