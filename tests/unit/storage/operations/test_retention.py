"""What is deleted when it is old, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from bot.broadcasts.edit import BroadcastEditor
from bot.domain.generation import State
from bot.domain.payment import FoundBy
from bot.domain.person import Draft
from bot.domain.retention import Retention
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.operations.retention import PART, SqlitePruner
from storage.store import SqliteStore
from tests.support.broadcasts import OPERATOR, confirmed
from tests.support.fake_clock import START, FakeClock
from tests.support.payment_core import PaymentCore
from tests.support.samples import held, quote
from tests.support.store_setup import available, funded_account, moved, poke, waiting

AGES = {"quotes": 30, "drafts": 31, "callbacks": 90, "transitions": 91, "payments": 1095}
TABLES = ("quotes", "drafts", "callbacks", "generation_transitions")
KEPT_FOR_GOOD = ("generations", "ledger_entries", "holds", "accounts")


async def counts(database: Database, tables: tuple[str, ...] = TABLES) -> list[int]:
    """Rows in each table."""
    return [len(await database.rows(f"SELECT 1 FROM {table}")) for table in tables]


async def prune_after(database: Database, days: float) -> None:
    """What is pruned so many days after everything."""
    clock = FakeClock()
    clock.moment = START + timedelta(days=days)
    retention = Retention(**{name: timedelta(days=age) for name, age in AGES.items()})
    await SqlitePruner(database, clock, retention).prune()


async def everything(database: Database) -> int:
    """A quote, a draft, and a generation at its end with callbacks and transitions; returns its account."""
    store = SqliteStore(database, FakeClock())
    account_id = await funded_account(store)
    ended = await moved(store, await waiting(store, account_id), State.SUBMITTING, State.RUNNING)
    await poke(store, ended)
    failed = replace(ended.stepped(State.FAILED), due_at=None, notified=True)
    async with store.transaction() as tx:
        await tx.save(failed, expected=State.RUNNING, at=START)
        await tx.add_quote(quote("old", account_id))
    draft = Draft(person_id=7, chat_id=7, model="film", choices={}, created_at=START)
    await SqliteDraftRepository(database).add(draft)
    return account_id


async def test_each_goes_at_its_age(database: Database) -> None:
    """Not an hour before; the generation, its ledger and its hold stay."""
    account_id = await everything(database)
    kept, left = (
        await counts(database, KEPT_FOR_GOOD),
        await available(SqliteStore(database, FakeClock()), account_id),
    )
    before = await counts(database)
    assert all(before)
    for days, gone in (
        (29.9, 0),
        (30.1, 1),
        (30.9, 1),
        (31.1, 2),
        (89.9, 2),
        (90.1, 3),
        (90.9, 3),
        (91.1, 4),
    ):
        await prune_after(database, days)
        assert await counts(database) == [0] * gone + before[gone:], days
    assert await counts(database, KEPT_FOR_GOOD) == kept
    assert await available(SqliteStore(database, FakeClock()), account_id) == left


async def test_nothing_of_what_is_at_work_goes(database: Database) -> None:
    """However old: one in line, one that waits in a chain, one that is running, and one that may still arrive late."""
    store = SqliteStore(database, FakeClock())
    account_id = await funded_account(store)
    quotes = []
    async with store.transaction() as tx:
        for state, due in (
            (State.HELD, True),
            (State.WAITING, False),
            (State.RUNNING, True),
            (State.READY, True),
            (State.FAILED, True),
        ):
            stored = await tx.add_quote(quote(state, account_id))
            await tx.confirm_quote(stored.id, START)
            one = held(
                account_id, state, price=0, state=state, due_at=START if due else None, quote_id=stored.id
            )
            generation = await tx.add_generation(one)
            await tx.record_callback(generation.id, digest="d", task_id="t", stage="done", at=START)
            quotes.append(stored.id)
    before = await counts(database)
    await prune_after(database, 10_000)
    assert await counts(database) == before


async def test_a_begun_recipe_can_be_continued_for_good(database: Database) -> None:
    """Its quote stays, and so does the one that a draft continues; one that was never begun goes."""
    store = SqliteStore(database, FakeClock())
    account_id = await funded_account(store)
    async with store.transaction() as tx:
        begun = await tx.add_quote(quote("begun", account_id, recipe="trailer"))
        await tx.confirm_quote(begun.id, START)
        await tx.add_quote(quote("never", account_id, recipe="trailer"))
    await prune_after(database, 10_000)
    assert [row["token"] for row in await database.rows("SELECT token FROM quotes")] == ["begun"]


async def test_a_draft_in_use_stays(database: Database) -> None:
    """Its age counts from its last change."""
    drafts = SqliteDraftRepository(database)
    draft = await drafts.add(Draft(person_id=7, chat_id=7, model="film", choices={}, created_at=START))
    await drafts.save(replace(draft, prompt="a kite"), START + timedelta(days=20))
    await prune_after(database, 40)
    assert await drafts.get(draft.id) is not None
    await prune_after(database, 52)
    assert await drafts.get(draft.id) is None


async def test_many_go_in_short_transactions(database: Database) -> None:
    """Each deletes a part, and another transaction gets its turn between two."""
    store = SqliteStore(database, FakeClock())
    account_id = await funded_account(store)
    async with store.transaction() as tx:
        for number in range(2 * PART + 1):
            await tx.add_quote(quote(f"{number}", account_id))
    with patch.object(database, "transaction", wraps=database.transaction) as transaction:
        await prune_after(database, 40)
    assert await counts(database) == [0, 0, 0, 0]
    assert transaction.call_count == 3 + 22, "three for the quotes, one for each other table"


async def test_orders_that_were_never_paid_go(database: Database, clock: FakeClock) -> None:
    """After 60 days; one that was paid stays, and so does one whose payment was unclaimed at first."""
    core = PaymentCore(database, clock)
    paid, unpaid, later = [await core.order() for _ in range(3)]
    await core.receiver.receive(core.stars.pays("c", paid.token), FoundBy.UPDATE)
    await core.receiver.receive(core.stars.pays("d", later.token, stars=99), FoundBy.UPDATE)
    await core.receiver.receive(core.stars.pays("d", later.token), FoundBy.UPDATE)
    for days, left in ((59, {paid.token, unpaid.token, later.token}), (61, {paid.token, later.token})):
        await prune_after(database, days)
        rows = await database.rows("SELECT token FROM orders")
        assert {row["token"] for row in rows} == left


@pytest.mark.sqlite_only  # looks at its plans
async def test_paid_orders_cost_the_retention_nothing(database: Database) -> None:
    """It does not look at them, however many there are: they are not in the index that it goes through."""
    sql = "EXPLAIN QUERY PLAN SELECT token FROM orders WHERE is_paid = 0 AND made_at < 1 ORDER BY made_at LIMIT 1"
    (step,) = await database.rows(sql)
    assert "USING INDEX orders_unpaid (made_at<?)" in step["detail"]


async def test_a_broadcast_that_was_never_confirmed(database: Database) -> None:
    """A draft goes after a month; what was confirmed stays in the list."""
    clock = FakeClock()
    store = SqliteStore(database, clock)
    await BroadcastEditor(store, clock).open(by=OPERATOR, chat_id=OPERATOR, message_id=1)
    kept = await confirmed(store, clock, message_id=2)
    await prune_after(database, 29.9)
    assert await counts(database, ("broadcasts",)) == [2]
    await prune_after(database, 30.1)
    assert [row["id"] for row in await database.rows("SELECT id FROM broadcasts")] == [kept.id]
