"""The limits of KIE's key hold in every window, and the first comer goes first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kie.limits import KeyLimits
from tests.unit.kie import virtual_time

Passing = Callable[[KeyLimits], Awaitable[None]]

LIMITS: list[tuple[Passing, int, float]] = [
    (KeyLimits.creation, 18, 10.0),
    (KeyLimits.status_query, 8, 1.0),
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

    async def scene() -> float:
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

    assert 10.0 < virtual_time.run(scene) < 10.2


def test_creations_and_status_queries_do_not_wait_for_each_other() -> None:
    """A full window of creations holds up no query."""

    async def scene() -> float:
        loop = asyncio.get_running_loop()
        limits, start = KeyLimits(loop.time), loop.time()
        for _ in range(18):
            await limits.creation()
        await limits.status_query()
        return loop.time() - start

    assert virtual_time.run(scene) == 0.0
