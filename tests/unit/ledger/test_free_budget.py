"""What all free credits together may pay a day: never more, and bought credits go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import FreeCreditsUsedUp, NotEnoughCredits
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import allowance_part, capture, grant, hold, refill, release
from bot.ports import Store, Transaction
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.fake_clock import FakeClock
from tests.support.samples import held

TEN = Allowance(100, Period.MONTH, budget=10)
ENDLESS = replace(TEN, credits=None)


@pytest.fixture
def store(database: Database, clock: FakeClock) -> Store:
    """An empty store."""
    return SqliteStore(database, clock)


async def held_by(
    tx: Transaction,
    clock: FakeClock,
    person_id: int,
    amount: int,
    allowance: Allowance = TEN,
    bought: int = 0,
) -> tuple[int, int]:
    """Hold so much for a new generation; which, and how much of it was free."""
    now = clock.now()
    account = await tx.account_of_person(person_id)
    if bought:
        await grant(tx, account, bought, f"gift:{person_id}", now)
    account = await refill(tx, await tx.account(account.id), allowance, now)
    made = await tx.add_generation(held(account.id, f"{person_id}-{amount}-{clock.now()}", price=amount))
    clock.advance(microseconds=1)
    return made.id, (await hold(tx, account, amount, made.id, allowance, now)).allowance


@pytest.mark.parametrize("allowance", [TEN, ENDLESS])
async def test_beyond_it_free_credits_are_refused(
    store: Store, clock: FakeClock, allowance: Allowance
) -> None:
    """Over all people; what is missing is what would have to be bought. The next day begins anew."""
    async with store.transaction() as tx:
        assert (await held_by(tx, clock, 1, 6, allowance))[1] == 6
    with pytest.raises(FreeCreditsUsedUp) as refused:
        async with store.transaction() as tx:
            await held_by(tx, clock, 2, 5, allowance)
    assert refused.value.facts == {"price": 5, "missing": 1}
    async with store.transaction() as tx:
        assert (await held_by(tx, clock, 2, 4, allowance))[1] == 4
        assert await tx.free_spent(clock.now()) == 10
    clock.advance(days=1)
    async with store.transaction() as tx:
        assert (await held_by(tx, clock, 2, 5, allowance))[1] == 5


async def test_bought_credits_pay_the_rest(store: Store, clock: FakeClock) -> None:
    """A person with both pays with what is left of the day first, and then with bought ones alone."""
    async with store.transaction() as tx:
        assert (await held_by(tx, clock, 1, 12, bought=50))[1] == 10
        assert (await held_by(tx, clock, 1, 12))[1] == 0
        assert (await tx.account_of_person(1)).bought == 36
        assert await tx.free_spent(clock.now()) == 10


async def test_what_comes_back_is_given_to_the_day_it_was_taken_from(store: Store, clock: FakeClock) -> None:
    """A release, and what a capture leaves; bought credits come back first. The day after has nothing of it."""
    first = clock.now()
    async with store.transaction() as tx:
        returned, _ = await held_by(tx, clock, 1, 4)
        partly, _ = await held_by(tx, clock, 2, 9, bought=3)
        assert await tx.free_spent(first) == 10
    clock.advance(days=1)
    async with store.transaction() as tx:
        await release(tx, returned, clock.now())
        await capture(tx, partly, 5, clock.now())
        assert await tx.free_spent(first) == 5
        assert await tx.free_spent(clock.now()) == 0


async def test_who_has_too_little_hears_that(store: Store, clock: FakeClock) -> None:
    """Where the budget takes nothing away it is not named."""
    async with store.transaction() as tx:
        account = await refill(tx, await tx.account_of_person(1), replace(TEN, credits=3), clock.now())
        with pytest.raises(NotEnoughCredits):
            await allowance_part(tx, account, 5, replace(TEN, credits=3), clock.now())


async def test_a_closed_allowance(store: Store, clock: FakeClock) -> None:
    """Who may not spend it pays with bought credits alone, and reads why where these are too few."""
    closed = FreeCreditsUsedUp(price=0, missing=0)
    async with store.transaction() as tx:
        await grant(tx, await tx.account_of_person(1), 5, "gift", clock.now())
        account = await refill(tx, await tx.account_of_person(1), TEN, clock.now())
        assert await allowance_part(tx, account, 5, TEN, clock.now(), closed=closed) == 0
        with pytest.raises(FreeCreditsUsedUp) as refused:
            await allowance_part(tx, account, 6, TEN, clock.now(), closed=closed)
        assert refused.value is closed
