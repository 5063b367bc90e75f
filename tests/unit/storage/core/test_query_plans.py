"""What the queries of the hot path read: never a whole table that grows with use."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey

from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryCursor, GalleryPage, GalleryQuery
from bot.domain.generation import State
from storage.core import database as opening
from storage.core.database import Database, Synchronous
from storage.fsm import SqliteFsmStorage
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.generation.history import SqliteHistory
from storage.keys.encryption import CredentialCipher
from storage.keys.own_keys import SqliteOwnKeyRepository
from storage.people.model_preferences import SqliteModelPreferencesRepository
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore, SqliteTransaction
from tests.support.database import empty_database
from tests.support.fake_clock import START, FakeClock
from tests.support.store_setup import funded_account, moved, waiting

SMALL = ("generations_busy", "generations_leased", "generations_queue", "generations_wake_requested")
"""Partial indexes of what is at work: they are as long as the line."""
_QUESTIONS = {"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}
CONVERSATION = StorageKey(bot_id=42, chat_id=7, user_id=7)

Question = Callable[[Database, FakeClock], Awaitable[object]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that the database's connections run, with its values."""
    statements: list[str] = []
    connect = opening._connect

    async def listened(path: Path, synchronous: Synchronous) -> aiosqlite.Connection:
        connection = await connect(path, synchronous)
        await connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(opening, "_connect", listened)
    return statements


@pytest.fixture
async def watched(heard: list[str], tmp_path: Path, clock: FakeClock) -> AsyncGenerator[Database]:
    """A database with one generation that is delivered and one that waits; what is run from now on is heard."""
    database = await empty_database(tmp_path / "kiosk.db")
    store = SqliteStore(database, clock)
    account = await funded_account(store)
    await moved(
        store,
        await waiting(store, account, "a"),
        State.SUBMITTING,
        State.RUNNING,
        State.READY,
        State.DELIVERED,
    )
    await waiting(store, account, "b")
    heard.clear()
    yield database
    await database.close()


def within(question: Callable[[SqliteTransaction], Awaitable[object]]) -> Question:
    """A question that is asked in a transaction."""

    async def asked(database: Database, clock: FakeClock) -> None:
        async with SqliteStore(database, clock).transaction() as tx:
            await question(tx)

    return asked


def conversation(database: Database) -> FSMContext:
    """Where a person is."""
    return FSMContext(SqliteFsmStorage(database), CONVERSATION)


ANYTHING = GalleryQuery(person_id=7)
SEARCH = GalleryQuery(person_id=7, words=("cat",), kind=Kind.VIDEO, chat_id=7)
PLACE = GalleryPage(person_id=7, chat_id=7)
DUE = (State.SUBMITTING, State.RUNNING, State.READY, State.FAILED)
HOT: dict[str, Question] = {
    "a person": lambda database, clock: SqlitePersonRepository(database, clock).see(
        7, telegram_language="", name=""
    ),
    "a dialogue": lambda database, _: conversation(database).set_state("s"),
    "its data": lambda database, _: conversation(database).update_data(draft=1),
    "its end": lambda database, _: conversation(database).clear(),
    "the taste": lambda database, _: SqliteModelPreferencesRepository(database).preferences(7),
    "a star": lambda database, _: SqliteModelPreferencesRepository(database).set_favourite(
        7, "film", on=True
    ),
    "the usual time": lambda database, _: SqliteHistory(database).usual_duration("film"),
    "what is open": lambda database, _: SqliteHistory(database).open(7),
    "the newest": lambda database, _: SqliteHistory(database).latest(7),
    "the gallery": lambda database, _: SqliteGalleryReader(database).page(ANYTHING, offset=0, limit=6),
    "its count": lambda database, _: SqliteGalleryReader(database).count(ANYTHING),
    "its kinds": lambda database, _: SqliteGalleryReader(database).kinds(ANYTHING),
    "a search": lambda database, _: SqliteGalleryReader(database).page(SEARCH, offset=0, limit=6),
    "inline": lambda database, _: SqliteGalleryReader(database).pieces(
        SEARCH, after=GalleryCursor(9, 0), limit=20
    ),
    "a page": lambda database, _: SqliteGalleryPageRepository(database).show(PLACE),
    "the purse": within(lambda tx: tx.account_of_person(7)),
    "the quote": within(lambda tx: tx.quote("t")),
    "the quote by its number": within(lambda tx: tx.quote_by_id(1)),
    "open of a person": within(lambda tx: tx.open_count(7)),
    "open in a chat": within(lambda tx: tx.open_count_in(7)),
    "spent": within(lambda tx: tx.spent(1, START - timedelta(days=30))),
    "spent by one": within(lambda tx: tx.spent(1, START, person_id=7)),
    "a chain": within(lambda tx: tx.generations_of_quote(1)),
    "a sample": within(lambda tx: tx.sample("anna:en")),
    "samples of a person": within(lambda tx: tx.samples_since(7, START)),
    "a callback": within(lambda tx: tx.record_callback(1, digest="d", task_id="t", stage="done", at=START)),
    "the line": lambda database, clock: SqliteStore(database, clock).line(50),
    "a place in it": lambda database, clock: SqliteStore(database, clock).queue_position(2),
    "what is next": lambda database, clock: SqliteStore(database, clock).next_due(DUE),
    "a claim": lambda database, clock: SqliteStore(database, clock).claim_due(
        clock.now(), lease_until=clock.now() + timedelta(minutes=5), limit=5, states=DUE
    ),
    "a submission": lambda database, clock: SqliteStore(database, clock).claim_due(
        clock.now(), lease_until=clock.now() + timedelta(minutes=5), limit=5, states=(State.HELD,)
    ),
    "whose key": lambda database, clock: SqliteOwnKeyRepository(
        database, CredentialCipher(["secret"]), clock
    ).maker_of("u"),
    "begun with a key": lambda database, clock: SqliteOwnKeyRepository(
        database, CredentialCipher(["secret"]), clock
    ).begun_with("person:7"),
}


@pytest.mark.parametrize("name", HOT)
async def test_no_table_is_read_as_a_whole(
    watched: Database, heard: list[str], tmp_path: Path, clock: FakeClock, name: str
) -> None:
    """Each is answered by an index, or by a partial one that holds only what is at work."""
    await HOT[name](watched, clock)
    with sqlite3.connect(tmp_path / "kiosk.db") as reader:
        tables = {row[0] for row in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        asked = [statement for statement in heard if statement.split()[0] in _QUESTIONS]
        plans = [row[3] for one in asked for row in reader.execute(f"EXPLAIN QUERY PLAN {one}")]
    reader.close()
    aliases = tables | {"g", "a", "k"}
    assert asked
    assert [
        plan
        for plan in plans
        if plan.startswith("SCAN") and plan.split()[1] in aliases and not plan.endswith(SMALL)
    ] == []


async def test_the_usual_time_sorts_a_handful(watched: Database, heard: list[str], tmp_path: Path) -> None:
    """However often a model was used, only its newest deliveries are read."""
    await SqliteHistory(watched).usual_duration("film", newest=50)
    with sqlite3.connect(tmp_path / "kiosk.db") as reader:
        plans = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {heard[-1]}")]
    reader.close()
    assert sum("generations_of_model (model=? AND state=?)" in plan for plan in plans) == 2
    assert plans.count("USE TEMP B-TREE FOR ORDER BY") == 1


async def test_ending_no_conversation_writes_nothing(watched: Database, heard: list[str]) -> None:
    """Who is in no conversation leaves it without a row that comes and goes."""
    await conversation(watched).clear()
    assert not [statement for statement in heard if statement.startswith("INSERT")]
