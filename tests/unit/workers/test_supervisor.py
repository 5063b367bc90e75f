"""A loop that falls is started again, reported, and takes no other one with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from itertools import pairwise
from typing import Any

import pytest

from bot.errors import StorageError
from bot.ports import Alert, AlertKind
from bot.workers.supervisor import LONGEST_PAUSE, WELL_SECONDS, Supervisor
from tests.support.fake_messenger import FakeMessenger
from tests.unit.delivery import virtual

Main = Callable[[], Coroutine[Any, Any, None]]


class Bench:
    """A supervisor, what it reports, and when loops began."""

    def __init__(self) -> None:
        self.messenger = FakeMessenger()
        self.falls: list[str] = []
        self.began: list[float] = []
        self.supervisor = Supervisor(self.falls.append, self.messenger)

    async def falls_after(self, seconds: float, error: Exception | None = None) -> None:
        """A loop that runs for so long."""
        self.began.append(asyncio.get_running_loop().time())
        await asyncio.sleep(seconds)
        raise error or RuntimeError("a fault with somebody's words in it")

    def run(self, loop: Main, seconds: float) -> None:
        """Keep the loop for so long, then stop."""

        async def main() -> None:
            stopping = asyncio.Event()
            kept = asyncio.create_task(self.supervisor.keep("the loop", loop, stopping))
            await asyncio.sleep(seconds)
            stopping.set()
            await asyncio.wait([kept], timeout=LONGEST_PAUSE)
            kept.cancel()
            await asyncio.wait([kept])

        virtual.run(main())


def test_a_loop_that_falls_at_once() -> None:
    """It begins again and again, less and less often, and the admins hear of it once."""
    bench = Bench()
    bench.run(lambda: bench.falls_after(0), 600)
    pauses = [later - earlier for earlier, later in pairwise(bench.began)]
    assert pauses[:6] == pytest.approx([1, 2, 4, 8, 16, 32])
    assert set(pauses[6:]) == {LONGEST_PAUSE}
    assert bench.falls == ["the loop"] * len(bench.began)
    assert bench.messenger.alerts == [Alert(kind=AlertKind.LOOP_FELL, detail="the loop: RuntimeError")]


def test_a_loop_that_was_well_in_between() -> None:
    """Its next fall is a new one: reported, and without the long pause."""
    bench = Bench()
    bench.run(lambda: bench.falls_after(WELL_SECONDS), 2.5 * WELL_SECONDS)
    assert len(bench.messenger.alerts) == 2
    assert bench.began[1] - bench.began[0] == pytest.approx(WELL_SECONDS + 1)
    assert bench.began[2] - bench.began[1] == pytest.approx(WELL_SECONDS + 1)


@pytest.mark.parametrize(
    "error", [StorageError("locked"), ExceptionGroup("a", [ExceptionGroup("b", [StorageError("locked")])])]
)
def test_trouble_of_the_database(error: Exception) -> None:
    """It is counted and waited out; the database has an alert of its own."""
    bench = Bench()
    bench.run(lambda: bench.falls_after(0, error), 10)
    assert len(bench.falls) >= 3
    assert bench.messenger.alerts == []


def test_an_alert_that_cannot_be_sent() -> None:
    """Whatever becomes of the message, the loop is started again."""
    bench = Bench()
    bench.messenger.will("alert", RuntimeError("no way to Telegram"))
    bench.run(lambda: bench.falls_after(0), 10)
    assert len(bench.began) > 3


def test_a_loop_that_ends() -> None:
    """A loop that returns was stopped: it is not started again."""
    bench = Bench()

    async def ends() -> None:
        bench.began.append(0)

    bench.run(ends, 600)
    assert (bench.began, bench.falls) == ([0], [])


def test_a_neighbour_goes_on() -> None:
    """Two loops kept beside each other share nothing."""
    bench, steps = Bench(), 0

    async def neighbour() -> None:
        nonlocal steps
        while True:
            steps += 1
            await asyncio.sleep(1)

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            both = [
                group.create_task(bench.supervisor.keep("falls", lambda: bench.falls_after(0))),
                group.create_task(bench.supervisor.keep("works", neighbour)),
            ]
            await asyncio.sleep(100)
            for one in both:
                one.cancel()

    virtual.run(main())
    assert steps == 100
    assert set(bench.falls) == {"falls"}
