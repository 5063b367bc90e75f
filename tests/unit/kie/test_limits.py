"""The limits of KIE's key hold in every window, and the first comer goes first."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kie.limits import KeyLimits
from tests.unit.kie import virtual_time

Passing = Callable[[KeyLimits], Awaitable[None]]

LIMITS: list[tuple[Passing, int, float]] = [
    (KeyLimits.creation, 18, 10.0),
    (KeyLimits.status_query, 7, 1.0),
    (partial(KeyLimits.status_query, called=True), 8, 1.0),
]


async def _pass_all(passing: Passing, arrivals: Sequence[float]) -> tuple[list[int], list[tuple[int, float]]]:
    """Let callers arrive at these times; tells who came, and who passed and when, each in its order."""
    loop = asyncio.get_running_loop()
    limits = KeyLimits(loop.time)
    start = loop.time()
    came: list[int] = []
    passed: list[tuple[int, float]] = []

    async def caller(number: int, arrival: float) -> None:
        await asyncio.sleep(arrival)
        came.append(number)
        await passing(limits)
        passed.append((number, loop.time() - start))

    async with asyncio.TaskGroup() as group:
        for number, arrival in enumerate(arrivals):
            group.create_task(caller(number, arrival))
    return came, passed


def _busiest(times: Sequence[float], seconds: float) -> int:
    """Passes in the fullest window of this length; both ends belong to it."""
    return max(sum(begin <= time <= begin + seconds for time in times) for begin in times)


@pytest.mark.parametrize(("passing", "limit", "seconds"), LIMITS)
@given(pauses=st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.05, 0.4, 1.0, 9.9]), min_size=1, max_size=70))
@settings(max_examples=40, deadline=None)
def test_no_window_holds_more_than_the_limit(
    passing: Passing, limit: int, seconds: float, pauses: list[float]
) -> None:
    """Whatever the arrivals, every rolling window stays within the limit, and all get through in their order."""
    arrivals = [sum(pauses[: index + 1]) for index in range(len(pauses))]
    came, passed = virtual_time.run(lambda: _pass_all(passing, arrivals))
    assert [number for number, _ in passed] == came
    assert _busiest([time for _, time in passed], seconds) <= limit


@pytest.mark.parametrize(("passing", "limit", "seconds"), LIMITS)
def test_the_limit_is_used_to_the_full(passing: Passing, limit: int, seconds: float) -> None:
    """As many as allowed pass at once, the next ones as soon as the first leave the window."""
    _, passed = virtual_time.run(lambda: _pass_all(passing, [0.0] * (2 * limit + 1)))
    times = [time for _, time in passed]
    assert times[limit - 1] == 0.0
    assert seconds < times[limit] < seconds + 0.2
    assert times[2 * limit - 1] < seconds + 0.2
    assert 2 * seconds < times[2 * limit] < 2 * seconds + 0.4


def test_someone_who_gives_up_takes_nothing_away() -> None:
    """A cancelled caller leaves its place to the next in line."""

    async def view() -> float:
        loop = asyncio.get_running_loop()
        limits, start = KeyLimits(loop.time), loop.time()
        for _ in range(18):
            await limits.creation()
        impatient = asyncio.ensure_future(limits.creation())
        patient = asyncio.ensure_future(limits.creation())
        await asyncio.sleep(1)
        impatient.cancel()
        await patient
        assert impatient.cancelled()
        return loop.time() - start

    assert 10.0 < virtual_time.run(view) < 10.2


def test_creations_and_status_queries_do_not_wait_for_each_other() -> None:
    """A full window of creations holds up no query."""

    async def view() -> float:
        loop = asyncio.get_running_loop()
        limits, start = KeyLimits(loop.time), loop.time()
        for _ in range(18):
            await limits.creation()
        await limits.status_query()
        return loop.time() - start

    assert virtual_time.run(view) == 0.0


async def _waits_of_the_called(*, called: bool) -> list[float]:
    """How long queries wait that callbacks bring forward now and then, while sixteen others ask again and again.

    Sixteen is what the engine sends at once when more than it can ask for are young.
    """
    loop = asyncio.get_running_loop()
    limits, chance, estimator = KeyLimits(loop.time), random.Random(1), []

    async def poll() -> None:
        while True:
            await limits.status_query()

    polls = [asyncio.ensure_future(poll()) for _ in range(16)]
    await asyncio.sleep(5)
    for _ in range(60):
        await asyncio.sleep(chance.uniform(0.2, 3))
        began = loop.time()
        await limits.status_query(called=called)
        estimator.append(loop.time() - began)
    for one in polls:
        one.cancel()
    await asyncio.gather(*polls, return_exceptions=True)
    return sorted(estimator)


def test_who_was_called_goes_before_who_polls() -> None:
    """Behind the polls a query waits for seconds, before them for hardly any time."""
    behind = virtual_time.run(lambda: _waits_of_the_called(called=False))
    before = virtual_time.run(lambda: _waits_of_the_called(called=True))
    assert behind[30] > 1.5
    assert before[30] < 0.1
    assert before[-1] < 1.1


def test_the_called_keep_their_order_and_everybody_is_heard() -> None:
    """The called pass in the order in which they came, before the polls; the limit holds for all together."""

    async def view() -> list[tuple[str, float]]:
        loop = asyncio.get_running_loop()
        limits, passed = KeyLimits(loop.time), []

        async def ask(name: str, *, called: bool) -> None:
            await limits.status_query(called=called)
            passed.append((name, loop.time()))

        async with asyncio.TaskGroup() as group:
            for number in range(20):
                group.create_task(ask(f"poll {number}", called=False))
            await asyncio.sleep(0.01)
            for number in range(3):
                group.create_task(ask(f"call {number}", called=True))
        return passed

    passed = virtual_time.run(view)
    names = [name for name, _ in passed]
    assert names[7:10] == ["call 0", "call 1", "call 2"]
    assert [name for name in names if name.startswith("poll")] == [f"poll {number}" for number in range(20)]
    assert _busiest([moment for _, moment in passed], 1.0) <= 8


def test_a_called_one_who_gives_up_holds_up_nobody() -> None:
    """Cancelled in line, or just as its turn comes: the next one passes."""

    async def view() -> None:
        limits = KeyLimits(asyncio.get_running_loop().time)
        first = [asyncio.ensure_future(limits.status_query(called=True)) for _ in range(9)]
        await asyncio.sleep(0.01)
        impatient = [asyncio.ensure_future(limits.status_query(called=True)) for _ in range(2)]
        last = asyncio.ensure_future(limits.status_query())
        await asyncio.sleep(0.01)
        impatient[0].cancel()
        await asyncio.gather(*first)
        impatient[1].cancel()
        async with asyncio.timeout(5):
            await last

    virtual_time.run(view)
