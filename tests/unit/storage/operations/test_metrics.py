"""The figures of the books, and the passages that they tell."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.generation import State
from bot.ledger.entries import EntryKind
from bot.ports import Passage
from storage.core.database import Database
from storage.operations.metrics import SqliteFigures
from storage.store import SqliteStore
from tests.support.books import moved, purse, waiting
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held


@pytest.fixture
def books(database: Database, clock: FakeClock) -> SqliteStore:
    """The books."""
    return SqliteStore(database, clock)


async def test_empty_books(database: Database, clock: FakeClock) -> None:
    """Everything is there and zero."""
    figures = await SqliteFigures(database, clock).read()
    assert (figures.available, figures.held, figures.captured, figures.people) == (0, 0, 0, 0)
    assert figures.moved == dict.fromkeys(EntryKind, 0)


async def test_what_is_counted(books: SqliteStore, database: Database, clock: FakeClock) -> None:
    """Generations by state and model, steps that are due, and credits whose entries add up to what is available."""
    account_id = await purse(books)
    first = await waiting(books, account_id, "one")
    await waiting(books, account_id, "two")
    await moved(books, first, State.SUBMITTING, State.RUNNING)
    figures = await SqliteFigures(database, clock).read()
    assert figures.generations == {(State.HELD, first.model): 1, (State.RUNNING, first.model): 1}
    assert figures.due[State.HELD] == 1
    assert figures.held == 2 * first.price
    assert sum(figures.moved.values()) == figures.available
    assert figures.moved[EntryKind.HOLD] == -figures.held


async def test_what_is_taken_or_not_due_does_not_wait(
    books: SqliteStore, database: Database, clock: FakeClock
) -> None:
    """A step under lease is being worked on, one of tomorrow is not due: neither is in the queue."""
    await waiting(books, await purse(books), "one")
    figures = SqliteFigures(database, clock)
    assert (await figures.read()).due == {State.HELD: 1}
    await books.claim_due(START, lease_until=START + timedelta(minutes=5), limit=1, states=[State.HELD])
    assert (await figures.read()).due == {}
    clock.moment = START - timedelta(days=1)
    await books.drop_all_leases()
    assert (await figures.read()).due == {}


async def test_entries_are_added_up_once(books: SqliteStore, database: Database, clock: FakeClock) -> None:
    """Reading again, and two readers at once, add only what is new."""
    figures = SqliteFigures(database, clock)
    account_id = await purse(books)
    both = await asyncio.gather(figures.read(), figures.read())
    await waiting(books, account_id, "one")
    again = await figures.read()
    fresh = await SqliteFigures(database, clock).read()
    assert both[0].moved == both[1].moved
    assert again.moved == fresh.moved
    assert sum(again.moved.values()) == again.available


async def test_passages_are_told_after_the_commit(database: Database, clock: FakeClock) -> None:
    """A new generation and each change of state, with the seconds in the state before; a write in place is none."""
    told: list[Passage] = []
    books = SqliteStore(database, clock, told.append)
    generation = await waiting(books, await purse(books), "one")
    async with books.transaction() as transaction:
        await transaction.save(generation, expected=State.HELD, at=START + timedelta(seconds=1))
        leaving = generation.stepped(State.SUBMITTING)
        await transaction.save(leaving, expected=State.HELD, at=START + timedelta(seconds=3))
        assert len(told) == 1
    new, left = told
    assert (new.generation.id, new.was) == (generation.id, None)
    assert (left.was, left.generation.state, left.seconds) == (State.HELD, State.SUBMITTING, 3.0)


async def test_what_is_rolled_back_is_not_told(database: Database, clock: FakeClock) -> None:
    """A state that was never committed was never entered."""
    told: list[Passage] = []
    books = SqliteStore(database, clock, told.append)
    account_id = await purse(books)
    with pytest.raises(RuntimeError, match="halfway"):  # noqa: PT012  the block is what is tested
        async with books.transaction() as transaction:
            await transaction.add_generation(held(account_id, "one"))
            raise RuntimeError("halfway")
    assert told == []
