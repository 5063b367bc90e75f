"""Reading what was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.availability.model_health import outcome_of
from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation, State
from bot.domain.group import AdmissionStatus, Group
from bot.errors import FailureKind
from bot.ledger.operations import capture
from bot.ports.history import DurationQuartiles, Statistics
from storage.core.database import Database
from storage.generation.history import SqliteHistory
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.store_setup import funded_account, moved, waiting

TO_READY = (State.SUBMITTING, State.RUNNING, State.READY)


@pytest.fixture
def store(database: Database, clock: FakeClock) -> SqliteStore:
    """The database whose history is read."""
    return SqliteStore(database, clock)


@pytest.fixture
def history(database: Database) -> SqliteHistory:
    """The history."""
    return SqliteHistory(database)


async def delivered(store: SqliteStore, account_id: int, token: str, seconds: int = 60) -> Generation:
    """A delivered generation that took this long, with two assets."""
    ready = await moved(store, await waiting(store, account_id, token), *TO_READY)
    assets = tuple(
        Asset(position=position, url=f"https://cdn.example/{token}/{position}", kind=Kind.VIDEO)
        for position in range(2)
    )
    done = ready.stepped(
        State.DELIVERED,
        assets=assets,
        submitted_at=START,
        completed_at=START + timedelta(seconds=seconds),
        captured=10,
    )
    async with store.transaction() as transaction:
        await transaction.save(done, expected=State.READY, at=START)
        await capture(transaction, done.id, 10, START)
    stored = await store.generation(done.id)
    assert stored is not None
    return stored


async def test_open_and_latest(store: SqliteStore, history: SqliteHistory) -> None:
    """The open ones oldest first; the newest one whatever became of it."""
    account_id = await funded_account(store)
    await delivered(store, account_id, "a")
    ready = await moved(store, await waiting(store, account_id, "d"), *TO_READY)
    held = await waiting(store, account_id, "e")
    await moved(store, await waiting(store, account_id, "f"), State.CANCELLED)
    assert await history.open(7) == [ready, held]
    latest = await history.latest(7)
    assert latest is not None
    assert latest.state is State.CANCELLED
    assert await history.latest(8) is None


async def test_an_original_is_remembered(store: SqliteStore, history: SqliteHistory) -> None:
    """The file id of an original is kept, also when a step that began earlier writes its generation back."""
    generation = await delivered(store, await funded_account(store), "a")
    asset = generation.assets[1]
    assert await history.asset(asset.id) == asset
    await history.note_original(asset.id, "original")
    async with store.transaction() as transaction:
        await transaction.save(replace(generation, notified=True), expected=State.DELIVERED, at=START)
    assert await history.asset(asset.id) == replace(asset, original_file_id="original")
    assert await history.asset(4711) is None


async def test_how_long_it_usually_takes(store: SqliteStore, history: SqliteHistory) -> None:
    """The quartiles of the newest deliveries; below five nothing is said."""
    account_id = await funded_account(store)
    for number, seconds in enumerate((1000, 10, 20, 30)):
        await delivered(store, account_id, f"{number}", seconds)
    assert await history.usual_duration("film", newest=10) is None
    for number, seconds in enumerate((40, 50)):
        await delivered(store, account_id, f"more {number}", seconds)
    assert await history.usual_duration("film", newest=5) == DurationQuartiles(20.0, 30.0, 40.0)
    assert await history.usual_duration("speech") is None


async def test_statistics(
    database: Database, store: SqliteStore, history: SqliteHistory, clock: FakeClock
) -> None:
    """The operator's figures add up with the ledger."""
    assert await history.statistics(clock.now()) == Statistics(
        people=0,
        arrivals=0,
        active=(0, 0, 0),
        sources=[],
        groups=0,
        by_state={},
        by_model={},
        captured=0,
        held=0,
        available=0,
        free=0,
        paid=0,
        free_spent=0,
        writer_today=[],
        writer_month=[],
    )
    people = SqlitePersonRepository(database, clock)
    for person_id, source in ((1, "ad:winter"), (2, "direct"), (3, "ad:winter")):
        await people.see(person_id, telegram_language="", name="", source=source)
        clock.advance(timedelta(days=10))
    await people.see(7, telegram_language="", name="")
    async with store.transaction() as transaction:
        await transaction.save_group(Group(chat_id=-1, admission=AdmissionStatus.ADMITTED))
        await transaction.save_group(Group(chat_id=-2, admission=AdmissionStatus.ASKED))
        await transaction.save_group(Group(chat_id=-3, admission=AdmissionStatus.ADMITTED, present=False))
    account_id = await funded_account(store, amount=100)
    await delivered(store, account_id, "a")
    await waiting(store, account_id, "b")
    assert await history.statistics(clock.now()) == Statistics(
        people=4,
        arrivals=0,
        active=(1, 1, 3),
        sources=[("ad:winter", 2), ("direct", 1)],
        groups=1,
        by_state={State.DELIVERED: 1, State.HELD: 1},
        by_model={"film": 1},
        captured=10,
        held=10,
        available=80,
        free=0,
        paid=0,
        free_spent=0,
        writer_today=[],
        writer_month=[],
    )


async def test_the_integration_documents_names(
    database: Database, store: SqliteStore, history: SqliteHistory
) -> None:
    """The view `kai_generations` finds a generation by its external task id, under the document's names."""
    account_id = await funded_account(store)
    done = await delivered(store, account_id, "a")
    async with store.transaction() as transaction:
        named = replace(done, external_task_id="task-1", quote_id=3, chain_step="video")
        await transaction.save(named, expected=State.DELIVERED, at=START)
    row = await database.row("SELECT * FROM kai_generations WHERE external_task_id = 'task-1'")
    assert row is not None
    assert dict(row) == {
        "id": done.id,
        "external_task_id": "task-1",
        "status": "completed",
        "result_asset_ids": str([asset.id for asset in done.assets]).replace(" ", ""),
        "completed_at": int((START + timedelta(seconds=60)).timestamp() * 1_000_000),
        "job_id": 3,
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ((), "processing"),
        ((State.SUBMITTING, State.IN_DOUBT), "processing"),
        (TO_READY, "processing"),
        ((*TO_READY, State.STORED), "completed"),
        ((State.FAILED,), "failed"),
        ((State.CANCELLED,), "failed"),
    ],
)
async def test_the_integration_documents_statuses(
    database: Database, store: SqliteStore, path: tuple[State, ...], status: str
) -> None:
    """Our states under the document's three words."""
    await moved(store, await waiting(store, await funded_account(store)), *path)
    row = await database.row("SELECT status, result_asset_ids FROM kai_generations")
    assert row is not None
    assert tuple(row) == (status, "[]")


async def test_outcomes(store: SqliteStore, history: SqliteHistory) -> None:
    """The database choose the same outcomes as the rule does, the newest of each model, oldest first."""
    account_id = await funded_account(store, amount=1000)
    ended = [await delivered(store, account_id, f"d{seconds}", seconds) for seconds in (10, 20)]
    for turn, (failure, changes) in enumerate(
        (failure, changes)
        for failure in FailureKind
        for changes in ({}, {"submitted_at": START}, {"external_task_id": "task"}, {"own_key": "person:7#1"})
    ):
        held = await waiting(store, account_id, f"f{turn}")
        failed = held.stepped(
            State.FAILED, failure=failure, completed_at=START + timedelta(seconds=30 + turn), **changes
        )
        async with store.transaction() as transaction:
            await transaction.save(failed, expected=State.HELD, at=START)
        ended.append(failed)
    expected = [outcome for outcome in map(outcome_of, ended) if outcome is not None]
    assert len(expected) == 8
    assert await history.outcomes(newest=50, since=START) == expected
    assert await history.outcomes(newest=7, since=START) == expected[1:]
    assert await history.outcomes(newest=50, since=START + timedelta(seconds=15)) == expected[1:]
