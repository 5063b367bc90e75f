"""The rules of money, each on its own."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta

import aiosqlite
import pytest

from bot.errors import AlreadyDone, NotEnoughCredits, NothingToTakeBack
from bot.ledger.allowance import Allowance, Period
from bot.ledger.entries import Account, Balance, EntryKind, OwnerKind
from bot.ledger.operations import (
    capture,
    grant,
    hold,
    lapsed_in_period,
    read_balance,
    refill,
    release,
)
from storage.core.database import Database
from storage.store import SqliteTransaction
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held

HUNDRED = Allowance(100, Period.MONTH)
NONE = Allowance(0, Period.MONTH)
UNLIMITED = Allowance(None, Period.MONTH)


class OneAccount(SqliteTransaction):
    """A transaction with one person's account, and short ways to do something with it."""

    def __init__(self, connection: aiosqlite.Connection, clock: FakeClock) -> None:
        super().__init__(connection)
        self.clock = clock

    async def the_account(self) -> Account:
        """The one account."""
        return await self.account_of_person(7)

    async def parts(self) -> tuple[int, int]:
        """What the account has: allowance, bought."""
        account = await self.the_account()
        assert account.available == sum(entry.amount for entry in await self.entries(account.id, 1000))
        return account.allowance, account.bought

    async def refilled(self, allowance: Allowance = HUNDRED) -> tuple[int, int]:
        """Refill, then look."""
        await refill(self, await self.the_account(), allowance, self.clock.now())
        return await self.parts()

    async def given(self, amount: int, key: str) -> tuple[int, int]:
        """Grant or take back, then look."""
        await grant(self, await self.the_account(), amount, key, self.clock.now(), "by 1")
        return await self.parts()

    async def held_for(self, generation_id: int, amount: int, allowance: Allowance = NONE) -> tuple[int, int]:
        """Hold for a generation, made when there is none, then look."""
        account = await self.the_account()
        if await self.generation(generation_id) is None:
            assert (await self.add_generation(held(account.id, f"t{generation_id}"))).id == generation_id
        await hold(self, account, amount, generation_id, allowance, self.clock.now())
        return await self.parts()

    async def kinds(self) -> list[tuple[EntryKind, int]]:
        """The ledger, oldest first."""
        entries = await self.entries((await self.the_account()).id, 1000)
        return [(entry.kind, entry.amount) for entry in reversed(entries)]


@pytest.fixture
async def tx(database: Database, clock: FakeClock) -> AsyncGenerator[OneAccount]:
    """An empty account."""
    async with database.transaction() as connection:
        yield OneAccount(connection, clock)


class TestRefill:
    """The allowance comes once in a period, and its rest goes with it."""

    async def test_once_in_a_period(self, tx: OneAccount) -> None:
        """However often the account is looked at, a period brings one allowance."""
        for _ in range(3):
            assert await tx.refilled() == (100, 0)
            tx.clock.advance(days=3)
        assert await tx.kinds() == [(EntryKind.GRANT, 100)]

    async def test_the_rest_expires(self, tx: OneAccount) -> None:
        """A new period takes the old rest away and brings a whole allowance; bought credits stay."""
        await tx.refilled()
        await tx.given(5, "gift")
        await tx.held_for(1, 30)
        tx.clock.advance(days=30)
        assert await tx.refilled() == (100, 5)
        assert (EntryKind.EXPIRE, -70) in await tx.kinds()

    async def test_periods_that_nobody_saw(self, tx: OneAccount) -> None:
        """A person who was away for a year gets one allowance, not twelve."""
        await tx.refilled()
        tx.clock.advance(days=365)
        assert await tx.refilled() == (100, 0)
        assert len(await tx.kinds()) == 3

    async def test_a_clock_that_went_back(self, tx: OneAccount) -> None:
        """An earlier period than the last one refills nothing and expires nothing; coming back neither."""
        await tx.refilled()
        tx.clock.advance(days=-40)
        assert await tx.refilled() == (100, 0)
        tx.clock.advance(days=40)
        assert await tx.refilled() == (100, 0)
        assert len(await tx.kinds()) == 1

    async def test_a_week_is_not_later_than_a_month(self, tx: OneAccount) -> None:
        """When the operator changes the period's length the new period begins at once."""
        await tx.refilled(Allowance(100, Period.MONTH))
        assert await tx.refilled(Allowance(20, Period.WEEK)) == (20, 0)
        assert await tx.refilled(Allowance(5, Period.DAY)) == (5, 0)

    @pytest.mark.parametrize("first", list(Period))
    @pytest.mark.parametrize("second", list(Period))
    async def test_an_operator_who_changes_their_mind(
        self, tx: OneAccount, first: Period, second: Period
    ) -> None:
        """Going back to an earlier length gives nothing twice, and locks no one out of their account."""
        for period in (first, second, first, second, first):
            await tx.refilled(Allowance(100, period))
        total = sum(amount for kind, amount in await tx.kinds() if kind is EntryKind.GRANT)
        assert total == (100 if first is second else 200)
        tx.clock.advance(days=40)
        await tx.refilled(Allowance(100, first))

    async def test_no_allowance(self, tx: OneAccount) -> None:
        """Zero means none: nothing is granted, and what an earlier, kinder operator gave expires."""
        assert await tx.refilled(NONE) == (0, 0)
        assert await tx.kinds() == []
        tx.clock.advance(days=40)
        await tx.refilled()
        tx.clock.advance(days=40)
        assert await tx.refilled(NONE) == (0, 0)

    async def test_groups_get_none(self, tx: OneAccount) -> None:
        """A group's account gets no allowance of its own."""
        group = Account(id=(await tx.the_account()).id, owner_kind=OwnerKind.GROUP, owner_id=-100)
        await refill(tx, group, HUNDRED, tx.clock.now())
        assert await tx.parts() == (0, 0)

    async def test_the_balance(self, tx: OneAccount) -> None:
        """What a person reads: both parts, what is held, and when the next allowance comes."""
        await tx.refilled()
        await tx.given(5, "gift")
        await tx.held_for(1, 103)
        balance = await read_balance(tx, await tx.the_account(), HUNDRED, tx.clock.now())
        assert balance == Balance(
            available=2,
            allowance=0,
            bought=2,
            held=103,
            unlimited=False,
            refills_at=START.replace(month=4, day=1, hour=0),
        )


class TestHold:
    """What is set aside, and from which part."""

    async def test_the_allowance_goes_first(self, tx: OneAccount) -> None:
        """What expires is spent before what was bought."""
        await tx.refilled()
        await tx.given(50, "gift")
        assert await tx.held_for(1, 30) == (70, 50)
        assert await tx.held_for(2, 90) == (0, 30)

    async def test_not_enough(self, tx: OneAccount) -> None:
        """One credit short: nothing is held, and the refusal has the figures."""
        await tx.refilled()
        await tx.given(5, "gift")
        with pytest.raises(NotEnoughCredits) as refused:
            await tx.held_for(1, 106)
        assert refused.value.facts == {"price": 106, "available": 105, "missing": 1}
        assert await tx.parts() == (100, 5)
        assert await tx.held_for(1, 105) == (0, 0)

    async def test_a_price_of_nothing(self, tx: OneAccount) -> None:
        """A free generation is held and captured like any other, and moves nothing."""
        assert await tx.held_for(1, 0) == (0, 0)
        assert await capture(tx, 1, 0, START) == 0
        assert await tx.kinds() == [(EntryKind.CAPTURE, 0)]

    async def test_unlimited(self, tx: OneAccount) -> None:
        """Without an end exactly what is missing is granted; what was bought is still spent."""
        await tx.refilled(UNLIMITED)
        await tx.given(5, "gift")
        assert await tx.held_for(1, 30, UNLIMITED) == (0, 0)
        assert await tx.kinds() == [
            (EntryKind.GRANT, 5),
            (EntryKind.GRANT, 25),
            (EntryKind.HOLD, -25),
            (EntryKind.HOLD, -5),
        ]

    async def test_groups_are_not_unlimited(self, tx: OneAccount) -> None:
        """The unlimited allowance is every person's, not a group's."""
        with pytest.raises(NotEnoughCredits):
            await hold(tx, Account(id=1, owner_kind=OwnerKind.GROUP, owner_id=-100), 1, 1, UNLIMITED, START)


class TestEndOfAHold:
    """Captured or released: once, and to the credit."""

    async def test_a_whole_capture(self, tx: OneAccount) -> None:
        """The price was taken by the hold; the capture moves nothing and notes the price."""
        await tx.refilled()
        await tx.held_for(1, 30)
        assert await capture(tx, 1, 30, START) == 30
        assert await tx.parts() == (70, 0)
        (entry, *_) = await tx.entries(1, 1)
        assert (entry.kind, entry.amount, entry.note, entry.generation_id) == (EntryKind.CAPTURE, 0, "30", 1)

    @pytest.mark.parametrize(
        ("taken", "left"), [(110, (0, 40)), (105, (0, 45)), (100, (0, 50)), (70, (30, 50)), (0, (100, 50))]
    )
    async def test_a_part(self, tx: OneAccount, taken: int, left: tuple[int, int]) -> None:
        """What was not used goes back, the bought part first: it never expires."""
        await tx.refilled()
        await tx.given(50, "gift")
        await tx.held_for(1, 110)
        assert await capture(tx, 1, taken, START) == taken
        assert await tx.parts() == left

    @pytest.mark.parametrize(("asked", "taken"), [(999, 30), (-5, 0)])
    async def test_never_more_than_held(self, tx: OneAccount, asked: int, taken: int) -> None:
        """A capture takes at most the hold, and never gives."""
        await tx.refilled()
        await tx.held_for(1, 30)
        assert await capture(tx, 1, asked, START) == taken
        assert await tx.parts() == (100 - taken, 0)

    async def test_a_release(self, tx: OneAccount) -> None:
        """Everything goes back where it came from, once."""
        await tx.refilled()
        await tx.given(50, "gift")
        await tx.held_for(1, 110)
        assert await release(tx, 1, START) == 110
        assert await tx.parts() == (100, 50)
        with pytest.raises(AlreadyDone):
            await release(tx, 1, START)
        assert await tx.parts() == (100, 50)


class TestTakingBack:
    """What an operator gives, and takes."""

    async def test_bought_ones_first(self, tx: OneAccount) -> None:
        """A gift is taken back from what was given, then from the allowance."""
        await tx.refilled()
        await tx.given(50, "gift")
        assert await tx.given(-20, "a") == (100, 30)
        assert await tx.given(-40, "b") == (90, 0)
        assert await tx.given(-90, "c") == (0, 0)

    async def test_not_more_than_there_is(self, tx: OneAccount) -> None:
        """One credit too many takes none at all."""
        await tx.given(50, "gift")
        with pytest.raises(NothingToTakeBack) as refused:
            await tx.given(-51, "a")
        assert refused.value.facts == {"available": 50}

    @pytest.mark.parametrize("bought", [0, 20, 50])
    async def test_once_for_one_operation(self, tx: OneAccount, bought: int) -> None:
        """A repeated take-back takes nothing more, whichever part the first one took from."""
        await tx.refilled()
        if bought:
            await tx.given(bought, "gift")
        before = sum(await tx.parts())
        await tx.given(-20, "key")
        with pytest.raises(AlreadyDone):
            await tx.given(-20, "key")
        assert sum(await tx.parts()) == before - 20

    async def test_a_repetition_is_not_mistaken_for_want(self, tx: OneAccount) -> None:
        """When the first take-back left nothing, the second says that it was done, not that nothing is there."""
        await tx.given(50, "gift")
        await tx.given(-50, "key")
        with pytest.raises(AlreadyDone):
            await tx.given(-50, "key")

    async def test_what_is_held_stays(self, tx: OneAccount) -> None:
        """Credits in open holds cannot be taken back."""
        await tx.given(50, "gift")
        await tx.held_for(1, 30)
        with pytest.raises(NothingToTakeBack):
            await tx.given(-21, "a")

    async def test_long_ago(self, tx: OneAccount) -> None:
        """A gift never expires."""
        await tx.given(50, "gift")
        tx.clock.advance(timedelta(days=4000))
        assert await tx.refilled(NONE) == (0, 50)


class TestLapse:
    """What comes back of an earlier period's allowance expires at once."""

    @pytest.mark.parametrize("taken", [None, 0, 10])
    async def test_after_the_refill(self, tx: OneAccount, taken: int | None) -> None:
        """Held before the refill, ended after it: nothing is spent beside the new allowance; the ledger says why."""
        await tx.refilled()
        assert await tx.held_for(1, 60, HUNDRED) == (40, 0)
        tx.clock.advance(days=40)
        assert await tx.refilled() == (100, 0)
        now = tx.clock.now()
        if taken is None:
            assert await release(tx, 1, now) == 60
        else:
            assert await capture(tx, 1, taken, now) == taken
        assert await tx.parts() == (100, 0)
        assert (await tx.kinds())[-1] == (EntryKind.EXPIRE, (taken or 0) - 60)
        account = await tx.the_account()
        assert await lapsed_in_period(tx, account, HUNDRED, now) == 60 - (taken or 0)
        shown = await read_balance(tx, account, HUNDRED, now, returned_for=[1, 99])
        assert (shown.available, shown.lapsed) == (100, 60 - (taken or 0))
        tx.clock.advance(days=40)
        assert await lapsed_in_period(tx, account, HUNDRED, tx.clock.now()) == 0

    async def test_bought_credits_come_back(self, tx: OneAccount) -> None:
        """Only the allowance has a period."""
        await tx.refilled()
        await tx.given(50, "gift")
        assert await tx.held_for(1, 130, HUNDRED) == (0, 20)
        tx.clock.advance(days=40)
        await tx.refilled()
        await release(tx, 1, tx.clock.now())
        assert await tx.parts() == (100, 50)

    async def test_within_the_period(self, tx: OneAccount) -> None:
        """In the same period it is spent again, also when the refill comes only after the release."""
        await tx.refilled()
        await tx.held_for(1, 60, HUNDRED)
        await release(tx, 1, tx.clock.now())
        assert await tx.parts() == (100, 0)
        await tx.held_for(2, 60, HUNDRED)
        tx.clock.advance(days=40)
        await release(tx, 2, tx.clock.now())
        assert await tx.refilled() == (100, 0)
