"""The loop: it wakes at once, works side by side within bounds, survives faults, and stops cleanly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.domain.generation import Generation, State
from bot.errors import FailureKind, NotAccepted, StorageError, SubmissionInDoubt
from bot.generation.engine import SUBMIT_POOL
from bot.ports import AlertKind, Submission
from bot.workers import lease_worker
from bot.workers.lease_worker import LEASE
from storage.store import SqliteStore
from tests.support.core import POOLS, Core
from tests.support.fake_provider import FakeProvider, done
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
async def running(core: Core) -> AsyncGenerator[asyncio.Task[None]]:
    """The engine at work; stopped at the end."""
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        task = group.create_task(core.engine.run())
        yield task
        core.engine.stop()


async def reached(core: Core, generation: Generation, state: State) -> Generation:
    """The generation once the engine has brought it to this state."""
    while (found := await core.now(generation)).state is not state:  # noqa: ASYNC110  the database sends no signal
        await asyncio.sleep(0)
    return found


async def gated(core: Core) -> Gate:
    """Put a gate in front of the core's supplier."""
    gate = Gate()
    core.provider = gate
    await core.start()
    return gate


async def test_brings_a_generation_to_its_end(core: Core) -> None:
    """Once woken by a confirmation the engine does all the rest that is due, in all pools."""
    core.provider.will("status", done())
    async with running(core):
        generation = await core.ordered()
        await reached(core, generation, State.RUNNING)
        await core.called(generation, "task-1")
        await reached(core, generation, State.DELIVERED)
        while not (await core.now(generation)).notified:  # noqa: ASYNC110  the database sends no signal
            await asyncio.sleep(0)
    assert await core.money() == (90, 0)


async def test_wakes_at_once(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """Confirmations, callbacks and ended steps ring: nothing waits until the table would be read again anyway."""

    async def nothing(_: Sequence[State]) -> None:
        """No step of the table ends a rest."""

    monkeypatch.setattr(lease_worker, "IDLE_SECONDS", 3600.0)
    monkeypatch.setattr(core.store, "next_due", nothing)
    core.provider.will("status", done())
    async with running(core):
        for _ in range(20):
            await asyncio.sleep(0)
        generation = await reached(core, await core.ordered(), State.RUNNING)
        await core.called(generation, "task-1")
        await reached(core, generation, State.DELIVERED)


async def test_sleeps_until_the_next_step(core: Core) -> None:
    """With nothing due the engine rests instead of reading the table again and again."""
    reads = 0
    claim_due = core.store.claim_due

    async def counted(*args: object, **named: object) -> Sequence[Generation]:
        nonlocal reads
        reads += 1
        return await claim_due(*args, **named)  # type: ignore[arg-type]  # handed on as they came

    core.store.claim_due = counted  # type: ignore[method-assign]  # only counts
    async with running(core):
        await reached(core, await core.ordered(), State.RUNNING)
        for _ in range(200):
            await asyncio.sleep(0)
    assert reads < 20


async def test_a_worker_pool_is_bounded(core: Core) -> None:
    """No more submissions at once than the pool is wide; the next follow as soon as there is room."""
    gate = await gated(core)
    generations = [await core.ordered(person_id) for person_id in range(1, 21)]
    async with running(core):
        await gate.until(SUBMIT_POOL.width)
        for _ in range(50):
            await asyncio.sleep(0)
        assert gate.most == SUBMIT_POOL.width
        gate.open.set()
        for generation in generations:
            await reached(core, generation, State.RUNNING)
    assert gate.most == SUBMIT_POOL.width
    assert len(core.provider.submitted) == 20


async def test_worker_pools_do_not_wait_for_each_other(core: Core) -> None:
    """While submissions do not return, what is finished is delivered."""
    finished = await core.ran(done())
    gate = await gated(core)
    gate.will("status", done())
    for person_id in range(2, 12):
        await core.ordered(person_id)
    async with running(core):
        await gate.until(SUBMIT_POOL.width)
        await core.called(finished, "task-1")
        await reached(core, finished, State.DELIVERED)
        assert gate.submitted == []
        gate.open.set()


async def test_stopping_finishes_what_is_under_way(core: Core) -> None:
    """A submission that has left is written down before the engine ends; what waits is left alone."""
    gate = await gated(core)
    generations = [await core.ordered(person_id) for person_id in range(1, SUBMIT_POOL.width + 4)]
    async with running(core) as task:
        await gate.until(SUBMIT_POOL.width)
        core.engine.stop()
        for _ in range(20):
            await asyncio.sleep(0)
        assert not task.done()
        gate.open.set()
        await task
    states = [(await core.now(generation)).state for generation in generations]
    assert states.count(State.RUNNING) == SUBMIT_POOL.width
    assert states.count(State.HELD) == 3


async def test_a_cancelled_engine_leaves_the_rest_to_the_next(core: Core) -> None:
    """Cut off in the middle, the next process finds what was under way in doubt, and starts the rest."""
    gate = await gated(core)
    generation = await core.ordered()
    async with running(core) as task:
        await gate.until(1)
        task.cancel()
    core.provider = FakeProvider()
    await core.start()
    await core.store.drop_all_leases()
    other = await core.ordered(2)
    async with running(core):
        await reached(core, generation, State.IN_DOUBT)
        await reached(core, other, State.RUNNING)


async def test_a_dead_process_is_taken_over(core: Core) -> None:
    """Without a restart's clean slate its leases run out after five minutes."""
    generation = await core.ordered()
    now = core.clock.now()
    await core.store.claim_due(now, lease_until=now + LEASE, limit=1, states=[State.HELD])
    core.clock.advance(LEASE - timedelta(seconds=1))
    assert await core.step() is None
    core.clock.advance(seconds=1)
    assert await core.step() == generation


class BusyStore(SqliteStore):
    """A database that another process keeps for a while.

    Attributes:
        busy: how many of the next claims and dropped leases fail.
    """

    busy = 0

    def _refuse(self) -> None:
        if self.busy:
            self.busy -= 1
            raise StorageError("the database cannot be written to")

    async def claim_due(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        states: Sequence[State],
        except_for: Collection[int] = (),
    ) -> Sequence[Generation]:
        """Refused while busy."""
        self._refuse()
        return await super().claim_due(
            now, lease_until=lease_until, limit=limit, states=states, except_for=except_for
        )

    async def drop_lease(self, generation_id: int) -> State:
        """Refused while busy."""
        self._refuse()
        return await super().drop_lease(generation_id)


async def test_a_busy_database(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that cannot be written to for a moment cuts off nothing that is under way, and stops nothing."""
    monkeypatch.setattr(lease_worker, "STORAGE_RETRY_SECONDS", 0.0)
    core.store = store = BusyStore(core.database, core.clock)
    gate = await gated(core)
    generation = await core.ordered()
    async with running(core):
        await gate.until(1)
        store.busy = 10
        core.engine.wake()
        while store.busy:
            core.engine.wake()
            await asyncio.sleep(0)
        gate.open.set()
        await reached(core, generation, State.RUNNING)
        await reached(core, await core.ordered(2), State.RUNNING)
    assert len(gate.submitted) == 2


class TestFaults:
    """Errors that no one foresaw cost the one generation time, and in the end its credits go back."""

    async def test_others_go_on(self, core: Core) -> None:
        """One generation's fault is reported; the others do not notice."""
        core.provider.will("await_turn", RuntimeError("a fault"))
        first, second = await core.ordered(1), await core.ordered(2)
        async with running(core):
            await reached(core, second, State.RUNNING)
        assert [number for number, _ in core.telemetry.faults] == [first.id]
        assert (await core.now(first)).state is State.HELD

    @pytest.mark.parametrize("call", ["await_turn", "status", "deliver"])
    async def test_given_up_after_eight(self, core: Core, call: str) -> None:
        """Seven in a row are survived, ever more slowly; the eighth ends it, and the operator has its id."""
        core.provider.will(call, *[RuntimeError("a fault")] * 8)
        core.messenger.will(call, *[RuntimeError("a fault")] * 8)
        generation = await core.ordered()
        core.provider.will("status", done())
        await core.until_quiet()
        while len(core.telemetry.faults) < 8:
            assert (await core.now(generation)).is_open
            await core.asked(generation)
        failed = await core.now(generation)
        assert (failed.state, failed.failure, failed.failure_detail) == (
            State.FAILED,
            FailureKind.INTERNAL,
            "RuntimeError",
        )
        assert len(core.telemetry.faults) == 8
        assert [(alert.kind, alert.generation_id) for alert in core.messenger.alerts] == [
            (AlertKind.INTERNAL, generation.id)
        ]
        await core.until_quiet()
        assert await core.money() == (100, 0)
        assert [notified.failure for notified, _ in core.messenger.notified] == [FailureKind.INTERNAL]

    async def test_seven_are_forgotten_by_a_success(self, core: Core) -> None:
        """Only faults in a row count."""
        seven = [RuntimeError("a fault")] * 7
        core.provider.will("await_turn", *seven, None, *seven)
        core.provider.will("submit", NotAccepted("busy"))
        generation = await core.ordered()
        await core.step()
        while (await core.now(generation)).state is State.HELD:
            await core.asked(generation)
        assert (await core.now(generation)).state is State.RUNNING
        assert len(core.telemetry.faults) == 14

    async def test_a_fault_after_the_request_left(self, core: Core) -> None:
        """It is in doubt at once: never given up for eight faults, never sent again."""
        core.provider.will("submit", RuntimeError("a fault"))
        generation = await core.ordered()
        await core.until_quiet()
        assert (await core.now(generation)).state is State.IN_DOUBT
        assert len(core.provider.submitted) == 1
        assert await core.money() == (90, 10)

    async def test_faults_in_doubt(self, core: Core) -> None:
        """While KIE may have it our own faults release nothing."""
        core.provider.will("submit", SubmissionInDoubt("time-out"))
        generation = await core.ordered()
        await core.until_quiet()
        for _ in range(10):
            core.fault_injector.arm(RuntimeError("a fault"), after=0)
            assert (await core.asked(generation)).state is State.IN_DOUBT
        assert len(core.telemetry.faults) == 10
        assert (await core.asked(generation)).failure is FailureKind.SLOW


def test_worker_pools_cover_every_open_state() -> None:
    """No state with something left to do is without a pool, and none is in two. What waits is moved by the step before."""
    covered = [state for pool in POOLS for state in pool.states]
    assert sorted(covered) == sorted(set(State) - {State.WAITING, State.STORED, State.CANCELLED})
    assert all(pool.width > 0 for pool in POOLS)


async def test_more_people_than_a_worker_pool(core: Core) -> None:
    """Everybody's turn comes: fifty people, one generation each, all running in the end."""
    core.tariff = tariff(most_open=1)
    generations = [await core.ordered(person_id) for person_id in range(1, 51)]
    async with running(core):
        for generation in generations:
            await reached(core, generation, State.RUNNING)
    assert sorted(sent.id for sent in core.provider.submitted) == [one.id for one in generations]
