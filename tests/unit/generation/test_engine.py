"""The loop: it wakes at once, works side by side within bounds, survives faults, and stops cleanly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.domain.generation import Generation, State
from bot.errors import FailureKind, NotAccepted, StorageError, SubmissionInDoubt
from bot.generation.engine import SUBMIT_POOL
from bot.ports import AlertKind, Submission
from bot.workers import lease_worker
from bot.workers.lease_worker import LEASE
from tests.support.fake_provider import FakeProvider, done
from tests.support.house import LANES, House
from tests.support.memory_store import MemoryStore
from tests.support.samples import tariff


class Gate(FakeProvider):
    """A supplier whose every submission waits at a gate.

    Attributes:
        waiting: how many wait there now.
        most: how many ever waited at once.
        arrived: set whenever one has come.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()
        self.arrived = asyncio.Condition()
        self.waiting = 0
        self.most = 0

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """Wait at the gate, then submit."""
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        async with self.arrived:
            self.arrived.notify_all()
        await self.open.wait()
        self.waiting -= 1
        return await super().submit(generation, references, callback_url)

    async def until(self, number: int) -> None:
        """Wait until this many are at the gate."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: self.waiting >= number)


@asynccontextmanager
async def running(house: House) -> AsyncGenerator[asyncio.Task[None]]:
    """The engine at work; stopped at the end."""
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        task = group.create_task(house.engine.run())
        yield task
        house.engine.stop()


async def reached(house: House, generation: Generation, state: State) -> Generation:
    """The generation once the engine has brought it to this state."""
    while (found := await house.now(generation)).state is not state:  # noqa: ASYNC110  the books ring no bell
        await asyncio.sleep(0)
    return found


def gated(house: House) -> Gate:
    """Put a gate in front of the house's supplier."""
    gate = Gate()
    house.provider = gate
    house.start()
    return gate


async def test_brings_a_generation_to_its_end(house: House) -> None:
    """Once woken by a confirmation the engine does all the rest that is due, in all lanes."""
    house.provider.will("status", done())
    async with running(house):
        generation = await house.ordered()
        await reached(house, generation, State.RUNNING)
        await house.called(generation, "task-1")
        await reached(house, generation, State.DELIVERED)
        while not (await house.now(generation)).notified:  # noqa: ASYNC110  the books ring no bell
            await asyncio.sleep(0)
    assert await house.money() == (90, 0)


async def test_wakes_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Confirmations, callbacks and ended steps ring: nothing waits until the table would be read again anyway."""

    async def nothing(_: Sequence[State]) -> None:
        """No step of the table ends a rest."""

    monkeypatch.setattr(lease_worker, "IDLE_SECONDS", 3600.0)
    monkeypatch.setattr(house.store, "next_due", nothing)
    house.provider.will("status", done())
    async with running(house):
        for _ in range(20):
            await asyncio.sleep(0)
        generation = await reached(house, await house.ordered(), State.RUNNING)
        await house.called(generation, "task-1")
        await reached(house, generation, State.DELIVERED)


async def test_sleeps_until_the_next_step(house: House) -> None:
    """With nothing due the engine rests instead of reading the table again and again."""
    reads = 0
    claim_due = house.store.claim_due

    async def counted(*args: object, **named: object) -> Sequence[Generation]:
        nonlocal reads
        reads += 1
        return await claim_due(*args, **named)  # type: ignore[arg-type]  # handed on as they came

    house.store.claim_due = counted  # type: ignore[method-assign]  # only counts
    async with running(house):
        await reached(house, await house.ordered(), State.RUNNING)
        for _ in range(200):
            await asyncio.sleep(0)
    assert reads < 20


async def test_a_lane_is_bounded(house: House) -> None:
    """No more submissions at once than the lane is wide; the next follow as soon as there is room."""
    gate = gated(house)
    generations = [await house.ordered(person_id) for person_id in range(1, 21)]
    async with running(house):
        await gate.until(SUBMIT_POOL.width)
        for _ in range(50):
            await asyncio.sleep(0)
        assert gate.most == SUBMIT_POOL.width
        gate.open.set()
        for generation in generations:
            await reached(house, generation, State.RUNNING)
    assert gate.most == SUBMIT_POOL.width
    assert len(house.provider.submitted) == 20


async def test_lanes_do_not_wait_for_each_other(house: House) -> None:
    """While submissions hang, what is finished is delivered."""
    finished = await house.ran(done())
    gate = gated(house)
    gate.will("status", done())
    for person_id in range(2, 12):
        await house.ordered(person_id)
    async with running(house):
        await gate.until(SUBMIT_POOL.width)
        await house.called(finished, "task-1")
        await reached(house, finished, State.DELIVERED)
        assert gate.submitted == []
        gate.open.set()


async def test_stopping_finishes_what_is_under_way(house: House) -> None:
    """A submission that has left is written down before the engine ends; what waits is left alone."""
    gate = gated(house)
    generations = [await house.ordered(person_id) for person_id in range(1, SUBMIT_POOL.width + 4)]
    async with running(house) as task:
        await gate.until(SUBMIT_POOL.width)
        house.engine.stop()
        for _ in range(20):
            await asyncio.sleep(0)
        assert not task.done()
        gate.open.set()
        await task
    states = [(await house.now(generation)).state for generation in generations]
    assert states.count(State.RUNNING) == SUBMIT_POOL.width
    assert states.count(State.HELD) == 3


async def test_a_cancelled_engine_leaves_the_rest_to_the_next(house: House) -> None:
    """Cut off in the middle, the next process finds what was under way in doubt, and starts the rest."""
    gate = gated(house)
    generation = await house.ordered()
    async with running(house) as task:
        await gate.until(1)
        task.cancel()
    house.provider = FakeProvider()
    house.start()
    await house.store.drop_all_leases()
    other = await house.ordered(2)
    async with running(house):
        await reached(house, generation, State.IN_DOUBT)
        await reached(house, other, State.RUNNING)


async def test_a_dead_process_is_taken_over(house: House) -> None:
    """Without a restart's clean slate its leases run out after five minutes."""
    generation = await house.ordered()
    now = house.clock.now()
    await house.store.claim_due(now, lease_until=now + LEASE, limit=1, states=[State.HELD])
    house.clock.advance(LEASE - timedelta(seconds=1))
    assert await house.step() is None
    house.clock.advance(seconds=1)
    assert await house.step() == generation


class BusyBooks(MemoryStore):
    """Books that another process keeps for a while.

    Attributes:
        busy: how many of the next claims and dropped leases fail.
    """

    busy = 0

    def _refuse(self) -> None:
        if self.busy:
            self.busy -= 1
            raise StorageError("the database cannot be written to")

    async def claim_due(
        self, now: datetime, *, lease_until: datetime, limit: int, states: Sequence[State]
    ) -> Sequence[Generation]:
        """Refused while busy."""
        self._refuse()
        return await super().claim_due(now, lease_until=lease_until, limit=limit, states=states)

    async def drop_lease(self, generation_id: int) -> State:
        """Refused while busy."""
        self._refuse()
        return await super().drop_lease(generation_id)


async def test_busy_books(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Books that cannot be written to for a moment cut off nothing that is under way, and stop nothing."""
    monkeypatch.setattr(lease_worker, "STORAGE_RETRY_SECONDS", 0.0)
    house.store = tx = BusyBooks(house.clock)
    gate = gated(house)
    generation = await house.ordered()
    async with running(house):
        await gate.until(1)
        tx.busy = 10
        house.engine.wake()
        while tx.busy:
            house.engine.wake()
            await asyncio.sleep(0)
        gate.open.set()
        await reached(house, generation, State.RUNNING)
        await reached(house, await house.ordered(2), State.RUNNING)
    assert len(gate.submitted) == 2


class TestFaults:
    """Errors that nobody foresaw cost the one generation time, and in the end its credits go back."""

    async def test_others_go_on(self, house: House) -> None:
        """One generation's fault is reported; the others do not notice."""
        house.provider.will("await_turn", RuntimeError("a fault"))
        first, second = await house.ordered(1), await house.ordered(2)
        async with running(house):
            await reached(house, second, State.RUNNING)
        assert [number for number, _ in house.telemetry.faults] == [first.id]
        assert (await house.now(first)).state is State.HELD

    @pytest.mark.parametrize("call", ["await_turn", "status", "deliver"])
    async def test_given_up_after_eight(self, house: House, call: str) -> None:
        """Seven in a row are survived, ever more slowly; the eighth ends it, and the operator has its id."""
        house.provider.will(call, *[RuntimeError("a fault")] * 8)
        house.messenger.will(call, *[RuntimeError("a fault")] * 8)
        generation = await house.ordered()
        house.provider.will("status", done())
        await house.until_quiet()
        while len(house.telemetry.faults) < 8:
            assert (await house.now(generation)).is_open
            await house.asked(generation)
        failed = await house.now(generation)
        assert (failed.state, failed.failure, failed.failure_detail) == (
            State.FAILED,
            FailureKind.INTERNAL,
            "RuntimeError",
        )
        assert len(house.telemetry.faults) == 8
        assert [(alert.kind, alert.generation_id) for alert in house.messenger.alerts] == [
            (AlertKind.INTERNAL, generation.id)
        ]
        await house.until_quiet()
        assert await house.money() == (100, 0)
        assert [notified.failure for notified, _ in house.messenger.notified] == [FailureKind.INTERNAL]

    async def test_seven_are_forgotten_by_a_success(self, house: House) -> None:
        """Only faults in a row count."""
        seven = [RuntimeError("a fault")] * 7
        house.provider.will("await_turn", *seven, None, *seven)
        house.provider.will("submit", NotAccepted("busy"))
        generation = await house.ordered()
        await house.step()
        while (await house.now(generation)).state is State.HELD:
            await house.asked(generation)
        assert (await house.now(generation)).state is State.RUNNING
        assert len(house.telemetry.faults) == 14

    async def test_a_fault_after_the_request_left(self, house: House) -> None:
        """It is in doubt at once: never given up for eight faults, never sent again."""
        house.provider.will("submit", RuntimeError("a fault"))
        generation = await house.ordered()
        await house.until_quiet()
        assert (await house.now(generation)).state is State.IN_DOUBT
        assert len(house.provider.submitted) == 1
        assert await house.money() == (90, 10)

    async def test_faults_in_doubt(self, house: House) -> None:
        """While KIE may have it our own faults release nothing."""
        house.provider.will("submit", SubmissionInDoubt("time-out"))
        generation = await house.ordered()
        await house.until_quiet()
        for _ in range(10):
            house.mishap.plan(RuntimeError("a fault"), after=0)
            assert (await house.asked(generation)).state is State.IN_DOUBT
        assert len(house.telemetry.faults) == 10
        assert (await house.asked(generation)).failure is FailureKind.SLOW


def test_lanes_cover_every_open_state() -> None:
    """No state with something left to do is without a lane, and none is in two. What waits is moved by the step before."""
    covered = [state for pool in LANES for state in pool.states]
    assert sorted(covered) == sorted(set(State) - {State.WAITING, State.STORED, State.CANCELLED})
    assert all(pool.width > 0 for pool in LANES)


async def test_more_people_than_a_lane(house: House) -> None:
    """Everybody's turn comes: fifty people, one generation each, all running in the end."""
    house.tariff = tariff(most_open=1)
    generations = [await house.ordered(person_id) for person_id in range(1, 51)]
    async with running(house):
        for generation in generations:
            await reached(house, generation, State.RUNNING)
    assert sorted(sent.id for sent in house.provider.submitted) == [one.id for one in generations]
