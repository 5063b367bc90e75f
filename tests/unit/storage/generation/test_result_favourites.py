"""Favourite results in the database: each person their own, counted per result, best of a chat's month."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.generation import Destination, Generation, State
from bot.domain.month import Month
from bot.errors import GenerationUnknown
from bot.generation.result_favourites import ResultMarker
from storage.core.database import Database
from storage.generation.history import SqliteHistory
from storage.generation.result_favourites import SqliteResultFavouriteReader
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held
from tests.support.store_setup import funded_account, moved

GROUP = -100
NOW = Month.of(START)


@pytest.fixture
def store(database: Database, clock: FakeClock) -> SqliteStore:
    """The database."""
    return SqliteStore(database, clock)


@pytest.fixture
def marker(store: SqliteStore, clock: FakeClock) -> ResultMarker:
    """Toggles marks."""
    return ResultMarker(store, clock)


async def made(store: SqliteStore, token: str, chat_id: int = GROUP) -> Generation:
    """A result that person 7 has made in a chat."""
    account_id = await funded_account(store, amount=0)
    asked = replace(held(account_id, token), destination=Destination(chat_id=chat_id))
    async with store.transaction() as tx:
        generation = await tx.add_generation(asked)
    ready = await moved(store, generation, State.SUBMITTING, State.RUNNING, State.READY)
    done = replace(ready.stepped(State.DELIVERED), completed_at=START)
    async with store.transaction() as tx:
        await tx.save(done, expected=State.READY, at=START)
    return done


async def test_each_person_has_one_mark(database: Database, store: SqliteStore, marker: ResultMarker) -> None:
    """A second tap takes it away, and no one else's."""
    result = await made(store, "a")
    history = SqliteHistory(database)
    assert await marker.toggle(result.id, 7)
    assert await marker.toggle(result.id, 8)
    assert (await history.hearts(result.id), await history.hearts(result.id, of=7)) == (2, 1)
    assert not await marker.toggle(result.id, 7)
    assert (await history.hearts(result.id), await history.hearts(result.id, of=7)) == (1, 0)
    reader = SqliteResultFavouriteReader(database)
    assert await reader.marked(8, [result.id, 4711]) == {result.id}


async def test_what_is_not_made_has_no_mark(store: SqliteStore, marker: ResultMarker) -> None:
    """What waits, and what is not there."""
    account_id = await funded_account(store, amount=0)
    async with store.transaction() as tx:
        waiting = await tx.add_generation(held(account_id, "w"))
    for number in (waiting.id, 4711):
        with pytest.raises(GenerationUnknown):
            await marker.toggle(number, 7)


async def test_the_best_of_a_month(database: Database, store: SqliteStore, marker: ResultMarker) -> None:
    """By how many people like it, only of this chat and month; what was deleted goes with its marks, and cannot get any."""
    reader = SqliteResultFavouriteReader(database)
    first, second, elsewhere, gone = [
        await made(store, "a"),
        await made(store, "b"),
        await made(store, "c", chat_id=-200),
        await made(store, "d"),
    ]
    for result, people in ((first, (7,)), (second, (7, 8, 9)), (elsewhere, (7, 8)), (gone, (7, 8, 9, 10))):
        for person_id in people:
            await marker.toggle(result.id, person_id)
    async with store.transaction() as tx:
        await tx.delete_result(gone.id)
    best = await reader.best(GROUP, NOW, 9)
    assert [(one.generation.id, one.hearts) for one in best] == [(second.id, 3), (first.id, 1)]
    assert [one.generation.id for one in await reader.best(GROUP, NOW, 1)] == [second.id]
    assert not await reader.best(GROUP, NOW.previous, 9)
    assert await SqliteHistory(database).hearts(gone.id) == 0
    with pytest.raises(GenerationUnknown):
        await marker.toggle(gone.id, 7)


@pytest.mark.sqlite_only  # looks at its plans
async def test_only_what_is_shown_is_counted(
    database: Database, store: SqliteStore, marker: ResultMarker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that reached no chat, no samples, nothing of a person whose forgetting has begun; all by an index."""
    shown, kept, sample, forgotten = [await made(store, token) for token in "abcd"]
    for result in (shown, kept, sample, forgotten):
        for person_id in (7, 8) if result is not shown else (7,):
            await marker.toggle(result.id, person_id)
    async with database.transaction() as connection:
        for change in (
            f"UPDATE generations SET state = 'stored' WHERE id = {kept.id}",
            f"UPDATE generations SET sample = 'voice' WHERE id = {sample.id}",
            f"UPDATE generations SET person_id = 9 WHERE id = {forgotten.id}",
            "INSERT INTO erasures (person_id, alias, generations_up_to, quotes_up_to, drafts_up_to, orders_up_to,"
            f" result_favourites_up_to) VALUES (9, -1, {forgotten.id}, 0, 0, 0, 0)",
        ):
            await connection.execute(change)
    plans: list[str] = []
    read = database.rows

    async def explained(sql: str, parameters: Sequence[object] = ()) -> Sequence[sqlite3.Row]:
        plans.extend(row["detail"] for row in await read(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return await read(sql, parameters)

    monkeypatch.setattr(database, "rows", explained)
    best = await SqliteResultFavouriteReader(database).best(GROUP, NOW, 1)
    assert [one.generation.id for one in best] == [shown.id], "the limit counts what is shown"
    assert any(
        "COVERING INDEX result_favourites_of_chat (chat_id=? AND made_at>? AND made_at<?)" in plan
        for plan in plans
    )
    assert any("SEARCH g USING INTEGER PRIMARY KEY" in plan for plan in plans)


async def test_marks_move_with_their_chat(
    database: Database, store: SqliteStore, marker: ResultMarker
) -> None:
    """A group that becomes a supergroup keeps its best."""
    result = await made(store, "a")
    await marker.toggle(result.id, 7)
    async with store.transaction() as tx:
        await tx.move_chat(GROUP, -1000)
    reader = SqliteResultFavouriteReader(database)
    assert [one.generation.id for one in await reader.best(-1000, NOW, 9)] == [result.id]
    assert not await reader.best(GROUP, NOW, 9)
