"""What every store promises of its schedule: claims, leases, fairness, places in line, callbacks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, State
from bot.ports import Store
from tests.support.fake_clock import START, FakeClock
from tests.support.store_setup import (
    LEASE,
    WORKING,
    claimed,
    far_away,
    funded_account,
    moved,
    poke,
    waiting,
)


class TestClaims:
    """Who may take the next step of a generation."""

    async def test_a_lease_keeps_others_away(self, store: Store, clock: FakeClock) -> None:
        """What is claimed is claimed once, until its lease is dropped."""
        generation = await waiting(store, await funded_account(store))
        batches = await asyncio.gather(*(claimed(store, clock, State.HELD) for _ in range(5)))
        assert [found for batch in batches for found in batch] == [generation]
        await store.drop_lease(generation.id)
        assert await claimed(store, clock, State.HELD) == [generation]

    @pytest.mark.parametrize("state", [State.HELD, State.RUNNING])
    async def test_what_is_under_way_is_left_alone(
        self, store: Store, clock: FakeClock, state: State
    ) -> None:
        """Also when a clock that was set forward has ended its lease, and when a callback has woken it."""
        account = await funded_account(store)
        mine, other = await waiting(store, account, "mine"), await waiting(store, account, "other")
        if state is State.RUNNING:
            for one in (mine, other):
                await moved(store, one, State.SUBMITTING, State.RUNNING)
            await poke(store, mine)
        assert len(await claimed(store, clock, state)) == 2
        await poke(store, mine, "again")
        clock.advance(hours=1)
        now = clock.now()
        terms = {"lease_until": now + LEASE, "limit": 1, "states": [state]}
        found = await store.claim_due(now, **terms, except_for=[mine.id])  # type: ignore[arg-type]  # keywords of the method
        assert [one.id for one in found] == [other.id]
        assert await store.claim_due(now, **terms, except_for=[mine.id, other.id]) == ()  # type: ignore[arg-type]  # as above
        (late,) = await store.claim_due(now, **terms)  # type: ignore[arg-type]  # as above
        assert (late.id, late.called) == (mine.id, state is State.RUNNING)

    async def test_a_lease_expires(self, store: Store, clock: FakeClock) -> None:
        """The work of a process that went silent is taken over, not a moment too early."""
        generation = await waiting(store, await funded_account(store))
        await claimed(store, clock, State.HELD)
        clock.advance(LEASE - timedelta(microseconds=1))
        assert not await claimed(store, clock, State.HELD)
        clock.advance(microseconds=1)
        assert await claimed(store, clock, State.HELD) == [generation]

    async def test_a_lease_is_renewed_only_while_it_is_held(self, store: Store, clock: FakeClock) -> None:
        """A renewal keeps what is worked on, and does not lock up what was finished meanwhile."""
        account_id = await funded_account(store)
        working, finished = await waiting(store, account_id, "a"), await waiting(store, account_id, "b")
        await claimed(store, clock, State.HELD)
        await store.drop_lease(finished.id)
        await store.renew_leases([working.id, finished.id], clock.now() + 2 * LEASE)
        assert await claimed(store, clock, State.HELD) == [finished]
        clock.advance(1.5 * LEASE)
        assert await claimed(store, clock, State.HELD) == [finished]

    async def test_a_dropped_lease_tells_the_state(self, store: Store, clock: FakeClock) -> None:
        """The caller that finished a step learns which one is next."""
        generation = await waiting(store, await funded_account(store))
        await claimed(store, clock, State.HELD)
        assert await store.drop_lease(generation.id) is State.HELD
        await moved(store, generation, State.SUBMITTING)
        assert await store.drop_lease(generation.id) is State.SUBMITTING

    async def test_the_line_is_in_order(self, store: Store, clock: FakeClock) -> None:
        """The line is round robin, as the claims are, and ends where it is cut."""
        first, second = await funded_account(store, 7), await funded_account(store, 8)
        a1, a2 = await waiting(store, first, "a1"), await waiting(store, first, "a2")
        b1 = await waiting(store, second, "b1")
        assert await store.line(10) == [a1, b1, a2]
        assert await store.line(2) == [a1, b1]
        await claimed(store, clock, State.HELD, limit=1)
        assert a1 not in await store.line(10)

    async def test_a_new_process_drops_all_leases(self, store: Store, clock: FakeClock) -> None:
        """What a dead process had is free at the next start."""
        generation = await waiting(store, await funded_account(store))
        await claimed(store, clock, State.HELD)
        await store.drop_all_leases()
        assert await claimed(store, clock, State.HELD) == [generation]

    @pytest.mark.parametrize("state", [State.HELD, State.RUNNING])
    async def test_what_a_clock_of_the_future_put_off(
        self, store: Store, clock: FakeClock, state: State
    ) -> None:
        """A clock that was set back between two processes leaves nothing waiting for it; a short pause is kept."""
        account = await funded_account(store)
        far, near = await waiting(store, account, "far"), await waiting(store, account, "near")
        if state is State.RUNNING:
            far, near = [await moved(store, one, State.SUBMITTING, State.RUNNING) for one in (far, near)]
        async with store.transaction() as tx:
            for one, pause in ((far, timedelta(days=400)), (near, timedelta(minutes=5))):
                await tx.save(replace(one, due_at=clock.now() + pause), expected=state, at=clock.now())
        assert not await claimed(store, clock, state)
        await store.drop_all_leases()
        assert [one.id for one in await claimed(store, clock, state)] == [far.id]
        clock.advance(minutes=5)
        assert near.id in [one.id for one in await claimed(store, clock, state)]

    async def test_a_new_process_hears_the_callbacks_of_the_dead_one(
        self, store: Store, clock: FakeClock
    ) -> None:
        """A claim takes a callback's poke away; when its process dies, the next one still acts on it."""
        generation = await far_away(store)
        assert await poke(store, generation)
        assert await claimed(store, clock, State.RUNNING)
        await store.drop_all_leases()
        assert [found.id for found in await claimed(store, clock, State.RUNNING)] == [generation.id]

    async def test_only_what_is_due_in_the_right_state(self, store: Store, clock: FakeClock) -> None:
        """Steps of the future, of other states, and rows without a next step stay where they are."""
        account_id = await funded_account(store)
        later = await waiting(store, account_id, "later")
        never = await moved(store, await waiting(store, account_id, "never"), State.FAILED)
        async with store.transaction() as tx:
            await tx.save(replace(later, due_at=START + timedelta(seconds=1)), expected=State.HELD, at=START)
            await tx.save(replace(never, due_at=None), expected=State.FAILED, at=START)
        assert not await claimed(store, clock, State.HELD)
        assert not await claimed(store, clock, *WORKING)
        clock.advance(seconds=1)
        assert [found.id for found in await claimed(store, clock, State.HELD)] == [later.id]

    async def test_the_limit_is_kept_and_the_oldest_due_comes_first(
        self, store: Store, clock: FakeClock
    ) -> None:
        """A claim takes no more than asked for, in the order in which steps became due."""
        account_id = await funded_account(store)
        ids = []
        for seconds in (3, 1, 2):
            running = await moved(
                store, await waiting(store, account_id, str(seconds)), State.SUBMITTING, State.RUNNING
            )
            due = replace(running, due_at=START - timedelta(seconds=seconds))
            async with store.transaction() as tx:
                await tx.save(due, expected=State.RUNNING, at=START)
            ids.append(running.id)
        assert [found.id for found in await claimed(store, clock, *WORKING, limit=2)] == [ids[0], ids[2]]
        assert [found.id for found in await claimed(store, clock, *WORKING)] == [ids[1]]

    async def test_claims_carry_the_assets(self, store: Store, clock: FakeClock) -> None:
        """A claimed generation knows its assets."""
        generation = await moved(
            store, await waiting(store, await funded_account(store)), State.SUBMITTING, State.RUNNING
        )
        asset = Asset(url="https://cdn.example/1.mp4", kind=Kind.VIDEO)
        async with store.transaction() as tx:
            ready = generation.stepped(State.READY, assets=(asset,))
            await tx.save(ready, expected=State.RUNNING, at=START)
        (found,) = await claimed(store, clock, State.READY)
        assert [one.url for one in found.assets] == [asset.url]

    async def test_next_due(self, store: Store, clock: FakeClock) -> None:
        """The next step's moment is reported per worker pool; what is under lease or has no step is left out."""
        account_id = await funded_account(store)
        generation = await waiting(store, account_id)
        assert await store.next_due([State.HELD]) == START
        assert await store.next_due(WORKING) is None
        await claimed(store, clock, State.HELD)
        assert await store.next_due([State.HELD]) is None
        await store.drop_lease(generation.id)
        await moved(store, generation, State.CANCELLED)
        assert await store.next_due([State.HELD]) is None


class TestLine:
    """Whose turn it is."""

    async def test_round_robin_between_accounts(self, store: Store, clock: FakeClock) -> None:
        """With a hundred of one account in line, the first of another is second."""
        crowd, single = await funded_account(store, 1, 1000), await funded_account(store, 2)
        many = [await waiting(store, crowd, f"many {number}") for number in range(100)]
        one = await waiting(store, single, "one")
        assert await store.queue_position(one.id) == 2
        assert await store.queue_position(many[1].id) == 3
        assert await store.queue_position(many[99].id) == 101
        order = [found.id for found in await claimed(store, clock, State.HELD, limit=3)]
        assert order == [many[0].id, one.id, many[1].id]

    async def test_what_runs_counts_as_a_turn(self, store: Store, clock: FakeClock) -> None:
        """An account that already has two in the works waits behind another's first."""
        busy, fresh = await funded_account(store, 1), await funded_account(store, 2)
        for token in ("a", "b"):
            await moved(store, await waiting(store, busy, token), State.SUBMITTING, State.RUNNING)
        third = await waiting(store, busy, "third")
        first = await waiting(store, fresh, "first")
        order = [found.id for found in await claimed(store, clock, State.HELD)]
        assert order == [first.id, third.id]

    async def test_a_place_moves_up(self, store: Store, clock: FakeClock) -> None:
        """Places are counted from one, and nothing that left the line has one."""
        account_id = await funded_account(store)
        first, second = await waiting(store, account_id, "a"), await waiting(store, account_id, "b")
        assert [await store.queue_position(one.id) for one in (first, second)] == [1, 2]
        await moved(store, first, State.SUBMITTING)
        assert [await store.queue_position(one.id) for one in (first, second)] == [0, 1]
        assert await store.queue_position(4711) == 0


class TestCallbacks:
    """A callback is recorded once and loses no wake-up."""

    async def test_the_same_callback_is_recorded_once(self, store: Store) -> None:
        """Of ten equal callbacks in parallel one is recorded; another one counts by itself."""
        generation = await waiting(store, await funded_account(store))

        async def call(digest: str) -> bool:
            async with store.transaction() as tx:
                return await tx.record_callback(
                    generation.id, digest=digest, task_id="task", stage="done", at=START
                )

        assert sorted(await asyncio.gather(*(call("same") for _ in range(10)))) == [False] * 9 + [True]
        assert await call("another")

    async def test_a_poke_makes_it_due_at_once(self, store: Store, clock: FakeClock) -> None:
        """A callback brings a far-away step forward, once."""
        running = await far_away(store)
        assert not await claimed(store, clock, *WORKING)
        await poke(store, running)
        due = await store.next_due(WORKING)
        assert due is not None
        assert due <= clock.now()
        assert [found.id for found in await claimed(store, clock, *WORKING)] == [running.id]
        await store.drop_lease(running.id)
        assert not await claimed(store, clock, *WORKING)

    async def test_a_poke_under_lease_is_not_lost(self, store: Store, clock: FakeClock) -> None:
        """A callback during a step makes the next step due as soon as the lease is dropped."""
        running = await far_away(store)
        await poke(store, running, "first")
        await claimed(store, clock, *WORKING)
        await poke(store, running, "second")
        assert not await claimed(store, clock, *WORKING)
        async with store.transaction() as tx:
            await tx.save(running, expected=State.RUNNING, at=START)
        await store.drop_lease(running.id)
        assert [found.id for found in await claimed(store, clock, *WORKING)] == [running.id]

    async def test_the_first_task_id_is_kept(self, store: Store) -> None:
        """The hint is the first task id that a callback gave; later ones and steps leave it alone."""
        running = await far_away(store)
        for digest, task_id in (("a", ""), ("b", "task-1"), ("c", "task-2")):
            await poke(store, running, digest, task_id=task_id)
        async with store.transaction() as tx:
            await tx.save(replace(running, hinted_task_id="other"), expected=State.RUNNING, at=START)
        kept = await store.generation(running.id)
        assert kept is not None
        assert kept.hinted_task_id == "task-1"

    @pytest.mark.parametrize(
        "path",
        [
            (State.CANCELLED,),
            (State.SUBMITTING, State.RUNNING, State.READY),
            (State.SUBMITTING, State.RUNNING, State.READY, State.DELIVERED),
            (State.SUBMITTING, State.RUNNING, State.READY, State.STORED),
        ],
    )
    async def test_what_has_nothing_left_to_learn_is_not_woken(
        self, store: Store, clock: FakeClock, path: tuple[State, ...]
    ) -> None:
        """A callback for media that is already here is remembered and wakes no one."""
        account_id = await funded_account(store)
        ended = await moved(store, await waiting(store, account_id), *path)
        async with store.transaction() as tx:
            await tx.save(replace(ended, due_at=None), expected=ended.state, at=START)
        assert await poke(store, ended)
        assert not await poke(store, ended)
        assert not await claimed(store, clock, State.HELD)
        assert not await claimed(store, clock, *(state for state in State if state is not State.HELD))
        assert await store.next_due(tuple(State)) is None

    async def test_a_poke_does_not_jump_the_line(self, store: Store, clock: FakeClock) -> None:
        """A generation that went back in line keeps its pause, though a callback came while it was submitted."""
        leaving = await moved(store, await waiting(store, await funded_account(store)), State.SUBMITTING)
        await poke(store, leaving)
        back_at = START + timedelta(seconds=30)
        async with store.transaction() as tx:
            again = leaving.stepped(State.HELD, due_at=back_at)
            await tx.save(again, expected=State.SUBMITTING, at=START)
        assert not await claimed(store, clock, State.HELD)
        assert await store.next_due([State.HELD]) == back_at


class TestCalls:
    """Who is notified that KIE called."""

    async def test_a_claim_tells_whom_a_callback_brought_forward(
        self, store: Store, clock: FakeClock
    ) -> None:
        """Only the claim after the callback says so: the one before and the one after only poll."""
        running = await moved(
            store, await waiting(store, await funded_account(store)), State.SUBMITTING, State.RUNNING
        )
        (polled,) = await claimed(store, clock, State.RUNNING)
        await store.drop_lease(running.id)
        await poke(store, running)
        (called,) = await claimed(store, clock, State.RUNNING)
        await store.drop_lease(running.id)
        (again,) = await claimed(store, clock, State.RUNNING)
        assert (polled.called, called.called, again.called) == (False, True, False)
