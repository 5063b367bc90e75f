"""The figures of the database, and the transitions that they tell."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.generation import State
from bot.ledger.entries import EntryKind
from bot.ports import Transition
from storage.core.database import Database
from storage.operations.metrics import SqliteMetricsReader
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held
from tests.support.store_setup import funded_account, moved, waiting


@pytest.fixture
def store(database: Database, clock: FakeClock) -> SqliteStore:
    """The database."""
    return SqliteStore(database, clock)


async def test_nothing_yet(database: Database, clock: FakeClock) -> None:
    """Everything is there and zero."""
    metrics_snapshot = await SqliteMetricsReader(database, clock).read()
    assert (
        metrics_snapshot.available,
        metrics_snapshot.held,
        metrics_snapshot.captured,
        metrics_snapshot.people,
    ) == (0, 0, 0, 0)
    assert metrics_snapshot.moved == dict.fromkeys(EntryKind, 0)


async def test_what_is_counted(store: SqliteStore, database: Database, clock: FakeClock) -> None:
    """Generations by state and model, steps that are due, and credits whose entries add up to what is available."""
    account_id = await funded_account(store)
    first = await waiting(store, account_id, "one")
    await waiting(store, account_id, "two")
    await moved(store, first, State.SUBMITTING, State.RUNNING)
    metrics_snapshot = await SqliteMetricsReader(database, clock).read()
    assert metrics_snapshot.generations == {(State.HELD, first.model): 1, (State.RUNNING, first.model): 1}
    assert metrics_snapshot.due[State.HELD] == 1
    assert metrics_snapshot.held == 2 * first.price
    assert sum(metrics_snapshot.moved.values()) == metrics_snapshot.available
    assert metrics_snapshot.moved[EntryKind.HOLD] == -metrics_snapshot.held


async def test_what_is_taken_or_not_due_does_not_wait(
    store: SqliteStore, database: Database, clock: FakeClock
) -> None:
    """A step under lease is being worked on, one of tomorrow is not due: neither is in the queue."""
    await waiting(store, await funded_account(store), "one")
    metrics_snapshot = SqliteMetricsReader(database, clock)
    assert (await metrics_snapshot.read()).due == {State.HELD: 1}
    await store.claim_due(START, lease_until=START + timedelta(minutes=5), limit=1, states=[State.HELD])
    assert (await metrics_snapshot.read()).due == {}
    await store.drop_all_leases()
    clock.moment = START - timedelta(days=1)
    assert (await metrics_snapshot.read()).due == {}


async def test_entries_are_added_up_once(store: SqliteStore, database: Database, clock: FakeClock) -> None:
    """Reading again, and two readers at once, add only what is new."""
    metrics_snapshot = SqliteMetricsReader(database, clock)
    account_id = await funded_account(store)
    both = await asyncio.gather(metrics_snapshot.read(), metrics_snapshot.read())
    await waiting(store, account_id, "one")
    again = await metrics_snapshot.read()
    fresh = await SqliteMetricsReader(database, clock).read()
    assert both[0].moved == both[1].moved
    assert again.moved == fresh.moved
    assert sum(again.moved.values()) == again.available


async def test_transitions_are_told_after_the_commit(database: Database, clock: FakeClock) -> None:
    """A new generation and each change of state, with the seconds in the state before; a write in place is none."""
    notified: list[Transition] = []
    store = SqliteStore(database, clock, notified.append)
    generation = await waiting(store, await funded_account(store), "one")
    async with store.transaction() as transaction:
        await transaction.save(generation, expected=State.HELD, at=START + timedelta(seconds=1))
        leaving = generation.stepped(State.SUBMITTING)
        await transaction.save(leaving, expected=State.HELD, at=START + timedelta(seconds=3))
        assert len(notified) == 1
    new, left = notified
    assert (new.generation.id, new.was) == (generation.id, None)
    assert (left.was, left.generation.state, left.seconds) == (State.HELD, State.SUBMITTING, 3.0)


async def test_what_is_rolled_back_is_not_told(database: Database, clock: FakeClock) -> None:
    """A state that was never committed was never entered."""
    notified: list[Transition] = []
    store = SqliteStore(database, clock, notified.append)
    account_id = await funded_account(store)
    with pytest.raises(RuntimeError, match="halfway"):  # noqa: PT012  the block is what is tested
        async with store.transaction() as transaction:
            await transaction.add_generation(held(account_id, "one"))
            raise RuntimeError("halfway")
    assert notified == []
