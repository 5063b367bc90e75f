"""The loop that drives every open generation: claim what is due under a lease, advance it by one step, repeat.

The table decides what happens next, so a killed process loses nothing: the next one reads the same table.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from bot.domain.generation import Generation, State
from bot.errors import FailureKind, IllegalStep, StorageError
from bot.generation.deliver import Deliverer
from bot.generation.fail import fail, postpone
from bot.generation.intervals import back_off
from bot.generation.poll import StatusPoller
from bot.generation.queue_positions import QueuePositionNotifier
from bot.generation.submit import Submitter
from bot.ports import Alert, AlertKind, Clock, Messenger, Store

LEASE = timedelta(minutes=5)
"""How long a claimed generation is left alone by others when its process goes silent."""

_LOOK_AGAIN = 5.0
"""Seconds after which the table is read even when nothing seems due: another process may have written."""

_BOOKS_BUSY = 1.0
"""Seconds until the books are tried again after they could not be written to."""

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=10)
_FAULTS_UNTIL_GIVEN_UP = 8

Step = Callable[[Generation], Awaitable[None]]


class EngineObserver(Protocol):
    """Where the engine reports; the composition root joins it to the log and the metrics."""

    def working_on(self, generation: Generation) -> AbstractContextManager[None]:
        """What is said inside belongs to this generation."""
        ...

    def fault(self, generation: Generation, error: Exception) -> None:
        """A step ended by an error that nobody foresaw."""
        ...


@dataclass(frozen=True, slots=True)
class PoolConfig:
    """Which states a lane works on, and how many generations at once."""

    states: Sequence[State]
    width: int


SUBMIT_POOL = PoolConfig((State.HELD,), 8)
STATUS_POOL = PoolConfig((State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.FAILED), 16)
DELIVERY_POOL = PoolConfig((State.READY, State.DELIVERED), 8)


class Engine:
    """Runs the lanes: submissions, status queries and deliveries do not wait for each other."""

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
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._submitter = submitter
        self._status_poller = status_poller
        self._deliverer = deliverer
        self._clock = clock
        self._observer = observer
        # Faults in a row by generation. Not `attempts`, which also counts waits that are nobody's fault.
        self._faults: dict[int, int] = {}
        self._queue_positions = QueuePositionNotifier(store, messenger)
        self._pools = [
            WorkerPool(plan, store, clock, self.advance, self.wake)
            for plan in (SUBMIT_POOL, STATUS_POOL, DELIVERY_POOL)
        ]

    def wake(self, *states: State) -> None:
        """Something may be due now: a callback came, a quote was confirmed, a step ended.

        Args:
            states: whose lanes look at the table; all of them when none is given.
        """
        for pool in self._pools:
            if not states or pool.works_on(*states):
                pool.wake()

    async def run(self) -> None:
        """Drive generations until stopped or cancelled. Steps that are under way at `stop` are finished."""
        async with asyncio.TaskGroup() as group:
            pools = [group.create_task(pool.run()) for pool in self._pools]
            helpers = [group.create_task(self._keep_leases()), group.create_task(self._queue_positions.run())]
            await asyncio.gather(*pools)
            for helper in helpers:
                helper.cancel()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the steps under way have ended."""
        for pool in self._pools:
            pool.stop()

    async def advance(self, generation: Generation) -> None:
        """One step, whatever its state asks for; an unforeseen error costs this generation time, not the others."""
        with self._observer.working_on(generation):
            await self._try_step(generation)

    async def _try_step(self, generation: Generation) -> None:
        try:
            await self._step_of(generation)(generation)
        except IllegalStep:
            return  # another step was first: a cancellation, or a process that held the lease before
        except Exception as error:  # noqa: BLE001  one generation's fault must not stop the others
            self._observer.fault(generation, error)
            await self._survive(generation, error)
        else:
            self._faults.pop(generation.id, None)
            if generation.chain_id is not None:
                self.wake(State.HELD)  # the chain's next step may have got in line

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
                return self._deliverer.step
            case State.DELIVERED:
                return self._deliverer.conclude
            case State.FAILED if not generation.notified:
                return self._deliverer.tell_failure
            case State.FAILED:
                return self._status_poller.watch_late
            case State.WAITING | State.STORED | State.CANCELLED:
                raise IllegalStep(f"generation {generation.id} is {generation.state}")

    async def _survive(self, generation: Generation, error: Exception) -> None:
        """Try the step again later; after many faults of ours an open generation is released."""
        now_known = await self._store.generation(generation.id)
        if now_known is None or now_known.state is not generation.state:
            return  # the step got further than its error says
        self._faults[generation.id] = faults = self._faults.get(generation.id, 0) + 1
        try:
            if faults >= _FAULTS_UNTIL_GIVEN_UP and State.FAILED in _GIVEN_UP[now_known.state]:
                await self._messenger.alert(
                    Alert(
                        kind=AlertKind.INTERNAL,
                        generation_id=generation.id,
                        detail=type(error).__name__,
                    )
                )
                await fail(self._store, self._clock, now_known, FailureKind.INTERNAL, type(error).__name__)
                del self._faults[generation.id]
                return
            pause = back_off(faults, first=_FIRST_RETRY, longest=_LONGEST_RETRY)
            await postpone(self._store, self._clock, replace(now_known, due_at=self._clock.now() + pause))
        except IllegalStep:
            return

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            working = [generation_id for pool in self._pools for generation_id in pool.in_flight]
            if not working:
                continue
            with suppress(StorageError):  # they last for two more attempts
                await self._store.renew_leases(working, self._clock.now() + LEASE)


_GIVEN_UP = {
    state: {State.FAILED} if state in {State.HELD, State.RUNNING, State.READY} else set() for state in State
}
"""Where our own faults may end a generation: not while KIE may have it without our knowing the task."""


class WorkerPool:
    """Claims and advances the generations of some states, up to `width` at once."""

    def __init__(
        self, plan: PoolConfig, store: Store, clock: Clock, advance: Step, wake: Callable[[State], None]
    ) -> None:
        self._plan = plan
        self._store = store
        self._clock = clock
        self._advance = advance
        self._wake_pools = wake
        self._wakeup = asyncio.Event()
        self._stopping = False
        self.in_flight: set[int] = set()

    def works_on(self, *states: State) -> bool:
        """Whether any of these states is this lane's."""
        return any(state in self._plan.states for state in states)

    def wake(self) -> None:
        """Look at the table again."""
        self._wakeup.set()

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping = True
        self._wakeup.set()

    async def run(self) -> None:
        """Work until stopped; returns when the steps under way have ended."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._wakeup.clear()
                room = self._plan.width - len(self.in_flight)
                claimed = await self._claim(room) if room else ()
                for generation in claimed:
                    self.in_flight.add(generation.id)
                    group.create_task(self._work(generation))
                if not room or len(claimed) < room:
                    await self._rest()

    async def _claim(self, room: int) -> Sequence[Generation]:
        """What is due; nothing while the books cannot be written to, so that the steps under way are not cut off."""
        now = self._clock.now()
        try:
            return await self._store.claim_due(
                now, lease_until=now + LEASE, limit=room, states=self._plan.states
            )
        except StorageError:
            await asyncio.sleep(_BOOKS_BUSY)
            return ()

    async def _work(self, generation: Generation) -> None:
        try:
            await self._advance(generation)
            state = await self._store.drop_lease(generation.id)
        except StorageError:
            return  # its lease runs out by itself
        else:
            # Only the lane of its new state has something to do: with thousands open, every look at the table counts.
            self._wake_pools(state)
        finally:
            self.in_flight.discard(generation.id)
            self.wake()

    async def _rest(self) -> None:
        """Until something rings, or the next step is due."""
        due = await self._store.next_due(self._plan.states)
        wait = _LOOK_AGAIN
        if due is not None and len(self.in_flight) < self._plan.width:
            wait = min(wait, max(0.0, (due - self._clock.now()).total_seconds()))
        try:
            async with asyncio.timeout(wait):
                await self._wakeup.wait()
        except TimeoutError:
            return
