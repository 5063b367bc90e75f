"""The limits of KIE's key hold in every window, and the first comer goes first."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StatusUnavailable
from bot.generation.engine import status_pool
from bot.generation.intervals import next_poll
from bot.kie.limits import STATUS_PER_SECOND, KeyLimits
from bot.settings import Settings
from bot.workers.lease_worker import LeaseWorker
from tests.unit.kie import virtual_time

Passing = Callable[[KeyLimits], Awaitable[None]]

TASKS = map(str, count())
"""Another task each time."""


async def _created(limits: KeyLimits) -> None:
    """A request that is answered at once."""
    turn = int(next(TASKS))
    await limits.creation(turn)
    limits.created(turn)


LIMITS: list[tuple[Passing, int, float]] = [
    (_created, 19, 10.0),
    (lambda limits: limits.status_query(next(TASKS)), 15, 1.0),
    (lambda limits: limits.status_query(next(TASKS), called=True), 16, 1.0),
    (lambda limits: limits.status_query("task", called=True), 8, 1.0),
    (KeyLimits.model_query, 1, 1.0),
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
        for _ in range(19):
            await _created(limits)
        impatient = asyncio.ensure_future(_created(limits))
        patient = asyncio.ensure_future(_created(limits))
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
        for _ in range(19):
            await _created(limits)
        await limits.status_query(next(TASKS))
        return loop.time() - start

    assert virtual_time.run(view) == 0.0


@given(
    requests=st.lists(
        st.tuples(
            st.sampled_from([0.0, 0.0, 0.1, 2.0]), st.sampled_from([0.0, 0.5, 3.0, 9.0]), st.floats(0, 1)
        ),
        min_size=20,
        max_size=60,
    )
)
@settings(max_examples=60, deadline=None)
def test_late_requests_fill_no_window(requests: list[tuple[float, float, float]]) -> None:
    """However long a request is kept back after its turn, and whenever before its answer it arrives at KIE: no ten seconds
    there hold more than the limit.
    """
    arrivals: list[float] = []

    async def request(limits: KeyLimits, number: int, at: float, lasts: float, share: float) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(at)
        await limits.creation(number)
        await asyncio.sleep(lasts * share)
        arrivals.append(loop.time())
        await asyncio.sleep(lasts * (1 - share))
        limits.created(number)

    async def view() -> None:
        limits = KeyLimits(asyncio.get_running_loop().time)
        async with asyncio.TaskGroup() as group:
            for number, (at, lasts, share) in enumerate(requests):
                group.create_task(request(limits, number, at, lasts, share))

    virtual_time.run(view)
    assert len(arrivals) == len(requests)
    assert _busiest(arrivals, 10.0) <= 19


def test_a_turn_that_is_never_used() -> None:
    """It is given back after two minutes; who asks again for the same request before that has it already."""

    async def view() -> float:
        loop = asyncio.get_running_loop()
        limits, start = KeyLimits(loop.time), loop.time()
        for _ in range(2):
            for turn in range(19):
                await limits.creation(turn)
        assert loop.time() == start
        assert limits.creations == 19
        await limits.creation(19)
        return loop.time() - start

    assert 120.0 <= virtual_time.run(view) < 120.2


async def _waits_of_the_called(*, called: bool) -> list[float]:
    """How long queries wait that callbacks bring forward now and then, while as many others as the engine has at once ask
    again and again.
    """
    loop = asyncio.get_running_loop()
    limits, chance, estimator = KeyLimits(loop.time), random.Random(1), []

    async def poll() -> None:
        while True:
            await limits.status_query(next(TASKS))

    polls = [asyncio.ensure_future(poll()) for _ in range(status_pool(STATUS_PER_SECOND).width)]
    await asyncio.sleep(5)
    for _ in range(60):
        await asyncio.sleep(chance.uniform(0.2, 3))
        began = loop.time()
        await limits.status_query(next(TASKS), called=called)
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
            await limits.status_query(next(TASKS), called=called)
            passed.append((name, loop.time()))

        async with asyncio.TaskGroup() as group:
            for number in range(40):
                group.create_task(ask(f"poll {number}", called=False))
            await asyncio.sleep(0.01)
            for number in range(3):
                group.create_task(ask(f"call {number}", called=True))
        return passed

    passed = virtual_time.run(view)
    names = [name for name, _ in passed]
    assert names[15:18] == ["call 0", "call 1", "call 2"]
    assert [name for name in names if name.startswith("poll")] == [f"poll {number}" for number in range(40)]
    assert _busiest([moment for _, moment in passed], 1.0) <= STATUS_PER_SECOND


def test_a_called_one_who_gives_up_holds_up_nobody() -> None:
    """Cancelled in line, or just as its turn comes: the next one passes."""

    async def view() -> None:
        limits = KeyLimits(asyncio.get_running_loop().time)
        first = [
            asyncio.ensure_future(limits.status_query(next(TASKS), called=True))
            for _ in range(STATUS_PER_SECOND + 1)
        ]
        await asyncio.sleep(0.01)
        impatient = [asyncio.ensure_future(limits.status_query(next(TASKS), called=True)) for _ in range(2)]
        last = asyncio.ensure_future(limits.status_query(next(TASKS)))
        await asyncio.sleep(0.01)
        impatient[0].cancel()
        await asyncio.gather(*first)
        impatient[1].cancel()
        async with asyncio.timeout(5):
            await last

    virtual_time.run(view)


def test_the_setting_has_the_same_default() -> None:
    """What an operator does not say is what the limits are measured with."""
    assert Settings.model_fields["kie_status_per_second"].default == STATUS_PER_SECOND


@dataclass
class _Task:
    """An open task, and when it is due and was asked for."""

    id: int
    due_at: float = 0.0
    asked: list[float] = field(default_factory=list)


class _OpenTasks:
    """Tasks that never end, asked for as `next_poll` says of tasks as old as this test (`bot.workers.lease_worker.LeaseQueue`)."""

    def __init__(self, count: int, now: Callable[[], float]) -> None:
        self.tasks = {number: _Task(number) for number in range(count)}
        self._now = now

    async def claim(self, limit: int, *, except_for: Collection[int]) -> Sequence[_Task]:
        """The first due ones."""
        due = [
            task for task in self.tasks.values() if task.due_at <= self._now() and task.id not in except_for
        ]
        return sorted(due, key=lambda task: task.due_at)[:limit]

    async def seconds_until_due(self) -> float | None:
        """Until the next."""
        return min(task.due_at for task in self.tasks.values()) - self._now()

    async def renew(self, ids: Sequence[int]) -> None:
        """There are no leases."""

    async def release(self, item_id: int) -> None:
        """There are no leases."""


async def _rounds(count: int, *, answer_seconds: float, run_for: float) -> list[_Task]:
    """What the engine's own pool of status queries asks for in a while, with this many open tasks of one key."""
    loop = asyncio.get_running_loop()
    limits, start = KeyLimits(loop.time), loop.time()
    queue = _OpenTasks(count, loop.time)

    async def ask(task: _Task) -> None:
        await limits.status_query(str(task.id))
        task.asked.append(loop.time() - start)
        await asyncio.sleep(answer_seconds)
        task.due_at = loop.time() + next_poll(timedelta(seconds=loop.time() - start)).total_seconds()

    async def recover(task: _Task, error: Exception, faults: int) -> None:
        raise error

    worker = LeaseWorker(
        "tasks", queue, step=ask, recover=recover, width=status_pool(STATUS_PER_SECOND).width
    )
    running = asyncio.ensure_future(worker.run())
    await asyncio.sleep(run_for)
    worker.stop()
    await running
    return list(queue.tasks.values())


@pytest.mark.parametrize("answer_seconds", [0.05, 1.0, 2.5])
def test_a_round_of_a_hundred_open_tasks(answer_seconds: float) -> None:
    """Every one of them is asked for within eight seconds, and again within eight, also when KIE answers slowly."""
    tasks = virtual_time.run(lambda: _rounds(100, answer_seconds=answer_seconds, run_for=28))
    for task in tasks:
        pauses = [late - early for early, late in pairwise([0.0, *task.asked])]
        assert len(pauses) > 2
        assert max(pauses) < 8
    asked = sorted(moment for task in tasks for moment in task.asked)
    assert _busiest(asked, 1.0) <= STATUS_PER_SECOND


def test_one_task_is_never_asked_for_more_than_eight_times_a_second() -> None:
    """However often it calls back, and however much room the key has; others are not held up by it."""

    async def view() -> tuple[list[float], float]:
        loop = asyncio.get_running_loop()
        limits, start, passed = KeyLimits(loop.time), loop.time(), []

        async def ask() -> None:
            await limits.status_query("noisy", called=True)
            passed.append(loop.time())

        async with asyncio.TaskGroup() as group:
            for _ in range(20):
                group.create_task(ask())
            await asyncio.sleep(0.01)
            await limits.status_query("quiet")
            quiet = loop.time() - start
        return passed, quiet

    passed, quiet = virtual_time.run(view)
    assert _busiest(passed, 1.0) == 8
    assert quiet < 0.1


class TestKieRefusesStatusQueries:
    """After a 429 the whole key asks for none for a while, ever longer, and an answer ends it."""

    async def _refused(self, limits: KeyLimits) -> float:
        """How long the key asks for none."""
        with pytest.raises(StatusUnavailable) as pause:
            await limits.status_query("task")
        return pause.value.retry_after

    def test_ever_longer(self) -> None:
        """Two seconds, doubled up to a minute, with a part by chance; what KIE asks for counts when it is longer."""

        async def view() -> list[float]:
            loop = asyncio.get_running_loop()
            limits, pauses = KeyLimits(loop.time, dice=lambda: 0.5), []
            for _ in range(7):
                await limits.status_query("task")
                limits.status_answered(too_many=True)
                pauses.append(await self._refused(limits))
                await asyncio.sleep(pauses[-1])
            await limits.status_query("task")
            limits.status_answered(too_many=False)
            await limits.status_query("task")
            limits.status_answered(too_many=True, retry_after=30)
            pauses.append(await self._refused(limits))
            return pauses

        assert virtual_time.run(view) == pytest.approx([2.5, 5, 10, 20, 40, 75, 75, 37.5])

    def test_those_under_way_count_once(self) -> None:
        """Ten that had left before are refused together: that is one refusal. One that is answered ends no pause."""

        async def view() -> float:
            loop = asyncio.get_running_loop()
            limits = KeyLimits(loop.time, dice=lambda: 0.0)
            for _ in range(10):
                limits.status_answered(too_many=True)
            limits.status_answered(too_many=False)
            return await self._refused(limits)

        assert virtual_time.run(view) == pytest.approx(2)

    def test_those_in_line_do_not_leave(self) -> None:
        """Who waits for a turn when the pause begins is sent back."""

        async def view() -> int:
            loop = asyncio.get_running_loop()
            limits = KeyLimits(loop.time)
            waiting = [asyncio.ensure_future(limits.status_query(next(TASKS))) for _ in range(40)]
            await asyncio.sleep(0.01)
            left = sum(one.done() for one in waiting)
            limits.status_answered(too_many=True)
            ends = await asyncio.gather(*waiting, return_exceptions=True)
            assert sum(isinstance(end, StatusUnavailable) for end in ends) == 40 - left
            return left

        assert virtual_time.run(view) == STATUS_PER_SECOND - 1
