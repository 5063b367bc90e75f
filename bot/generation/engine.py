"""Drives every open generation: each due one is claimed under a lease and advanced by one step, again and again.

The table decides what happens next, so a killed process loses nothing: the next one reads the same table.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Protocol

from bot.back_off import back_off
from bot.domain.generation import Generation, State
from bot.errors import FailureKind, IllegalStep
from bot.generation.deliver import Deliverer
from bot.generation.fail import fail, postpone
from bot.generation.poll import StatusPoller
from bot.generation.queue_positions import UPDATE_SECONDS, QueuePositionNotifier
from bot.generation.submit import Submitter
from bot.ports import Alert, AlertKind, Clock, Messenger, Store
from bot.workers.lease_worker import LEASE, LeaseWorker
from bot.workers.periodic_worker import PeriodicWorker

_FIRST_RETRY: Final = timedelta(seconds=5)
_LONGEST_RETRY: Final = timedelta(minutes=10)
_FAULTS_UNTIL_GIVEN_UP: Final = 8
_NARROWEST: Final = 16
"""Status steps at once, however rarely KIE may be asked: some need no answer of KIE's."""
_STATUS_SECONDS: Final = 3
"""How long a status step may last, its own turn apart, without the pool holding up others."""

Step = Callable[[Generation], Awaitable[None]]


class EngineObserver(Protocol):
    """Where the engine reports; the composition root joins it to the log and the metrics."""

    def working_on(self, generation: Generation) -> AbstractContextManager[None]:
        """What is said inside belongs to this generation."""
        ...

    def fault(self, generation: Generation, error: Exception) -> None:
        """A step ended by an unforeseen error."""
        ...


@dataclass(frozen=True, slots=True)
class PoolConfig:
    """Which states a worker takes care of, and how many generations at once."""

    states: tuple[State, ...]
    width: int


def status_pool(queries_per_second: int, keys: int = 1) -> PoolConfig:
    """A pool that is wide enough to ask as often as the limits of the keys let it, also when KIE answers slowly."""
    states = (State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.FAILED)
    return PoolConfig(states, max(_NARROWEST, _STATUS_SECONDS * queries_per_second * keys))


SUBMIT_POOL = PoolConfig((State.HELD,), 8)
"""As many for each of the operator's keys."""
DELIVERY_POOL = PoolConfig((State.READY, State.DELIVERED), 8)


class Engine:
    """Runs the three workers: submissions, status queries and deliveries do not wait for each other.

    Args:
        store, messenger, submitter, status_poller, deliverer, clock: what the steps are made of.
        observer: hears of steps and faults.
        status_queries_per_second: how often a key may ask: the pool of status queries is as wide as that takes.
        keys: how many keys the operator has.
    """

    def __init__(
        self,
        *,
        store: Store,
        messenger: Messenger,
        submitter: Submitter,
        status_poller: StatusPoller,
        deliverer: Deliverer,
        clock: Clock,
        observer: EngineObserver,
        status_queries_per_second: int,
        keys: int = 1,
    ) -> None:
        self._store = store
        self._submitter = submitter
        self._status_poller = status_poller
        self._deliverer = deliverer
        self._clock = clock
        self._observer = observer
        self._queue_positions = QueuePositionNotifier(store, messenger, submitter.is_waiting)
        in_flight: set[int] = set()
        submissions = replace(SUBMIT_POOL, width=SUBMIT_POOL.width * keys)
        self._workers = {
            config.states: LeaseWorker(
                f"generations {', '.join(config.states)}",
                _GenerationQueue(store, clock, config.states, self.wake),
                step=self._step,
                recover=self._recover,
                width=config.width,
                in_flight=in_flight,
            )
            for config in (submissions, status_pool(status_queries_per_second, keys), DELIVERY_POOL)
        }

    def wake(self, *states: State) -> None:
        """Something may be due now: a callback came, a quote was confirmed, a step ended.

        Args:
            states: whose workers read the table; all of them when none is given.
        """
        for known, worker in self._workers.items():
            if not states or any(state in known for state in states):
                worker.wake()

    async def run(self) -> None:
        """Drive generations until stopped or cancelled. Steps that are under way at `stop` are finished."""
        positions = PeriodicWorker(
            "queue positions", UPDATE_SECONDS, self._queue_positions.tell, delayed=True
        )
        async with asyncio.TaskGroup() as group:
            helper = group.create_task(positions.run())
            await asyncio.gather(*(group.create_task(worker.run()) for worker in self._workers.values()))
            helper.cancel()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the steps under way have ended."""
        for worker in self._workers.values():
            worker.stop()

    async def advance(self, generation: Generation) -> None:
        """One step of a claimed generation, whatever its state asks for; see `LeaseWorker.advance`."""
        for states, worker in self._workers.items():
            if generation.state in states:
                await worker.advance(generation)

    async def _step(self, generation: Generation) -> None:
        with self._observer.working_on(generation):
            try:
                await self._step_of(generation)(generation)
            except IllegalStep:
                return  # another step was first: a cancellation, or a process that held the lease before
        if generation.is_followed:
            self.wake(State.HELD)  # the chain's next step may have got in line
        if generation.batch_id is not None:
            self.wake(State.READY)  # another part may have been waiting for this one

    def _step_of(self, generation: Generation) -> Step:
        match generation.state:
            case State.HELD:
                return self._submitter.step
            case State.SUBMITTING:
                return self._status_poller.find_cut_off
            case State.IN_DOUBT:
                return self._status_poller.resolve_doubt
            case State.RUNNING:
                return self._status_poller.ask
            case State.READY:
                return self._deliver
            case State.DELIVERED:
                return self._deliverer.conclude
            case State.FAILED if not generation.notified:
                return self._deliverer.tell_failure
            case State.FAILED:
                return self._status_poller.watch_late
            case State.WAITING | State.STORED | State.CANCELLED:
                raise IllegalStep(f"generation {generation.id} is {generation.state}")

    async def _deliver(self, generation: Generation) -> None:
        """Send it, and say so at once, without another look at the table."""
        ended = await self._deliverer.step(generation)
        if ended is None:
            return
        try:
            await self._deliverer.conclude(ended)
        except IllegalStep:
            raise
        except Exception as error:  # noqa: BLE001  it is delivered: what is tried again is the conclusion
            await self._recover(ended, error, 1)

    async def _recover(self, generation: Generation, error: Exception, faults: int) -> None:
        """Try the step again later; after many faults of ours an open generation is released."""
        with self._observer.working_on(generation):
            self._observer.fault(generation, error)
            current = await self._store.generation(generation.id)
            if current is None or current.state is not generation.state:
                return  # the step got further than its error says
            try:
                if faults >= _FAULTS_UNTIL_GIVEN_UP and current.state in _MAY_BE_GIVEN_UP:
                    await self._give_up(current, type(error).__name__)
                else:
                    pause = back_off(faults, first=_FIRST_RETRY, longest=_LONGEST_RETRY)
                    due_at = self._clock.now() + pause
                    await postpone(self._store, self._clock, replace(current, due_at=due_at))
            except IllegalStep:
                return

    async def _give_up(self, generation: Generation, error: str) -> None:
        alert = Alert(kind=AlertKind.INTERNAL, generation_id=generation.id, detail=error)
        await fail(self._store, self._clock, generation, FailureKind.INTERNAL, error, alert)


_MAY_BE_GIVEN_UP: Final = frozenset({State.HELD, State.RUNNING, State.READY})
"""Where our own faults may end a generation: not while KIE may have it without our knowing the task."""


class _GenerationQueue:
    """The generations of some states (`bot.workers.lease_worker.LeaseQueue`)."""

    def __init__(
        self, store: Store, clock: Clock, states: Sequence[State], wake: Callable[[State], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._states = states
        self._wake = wake

    async def claim(self, limit: int, *, except_for: Collection[int]) -> Sequence[Generation]:
        """Due ones, in the order of `Store.claim_due`."""
        now = self._clock.now()
        return await self._store.claim_due(
            now, lease_until=now + LEASE, limit=limit, states=self._states, except_for=except_for
        )

    async def seconds_until_due(self) -> float | None:
        """See `Store.next_due`."""
        due = await self._store.next_due(self._states)
        return (due - self._clock.now()).total_seconds() if due is not None else None

    async def renew(self, ids: Sequence[int]) -> None:
        """See `Store.renew_leases`."""
        await self._store.renew_leases(ids, self._clock.now() + LEASE)

    async def release(self, item_id: int) -> None:
        """Release it, and wake only the worker of its new state: with thousands open, every look at the table counts."""
        self._wake(await self._store.drop_lease(item_id))
