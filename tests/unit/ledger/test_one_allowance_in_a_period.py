"""However holds, ends, gifts and time follow each other, a period brings one allowance and no more."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.errors import AlreadyDone, NotEnoughCredits
from bot.groups.migration import ChatMigrator
from bot.ledger.allowance import Allowance, Period
from bot.ledger.entries import Account
from bot.ledger.operations import capture, hold, lapse_key, lapsed_in_period, refill, release
from bot.ledger.transfer import transfer
from bot.ports import Transaction
from storage.store import SqliteStore
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock
from tests.support.samples import held, tariff

PERSON, GROUP, SUPERGROUP = 7, -100, -100500
FREE = 100
ACCOUNTS = st.sampled_from([PERSON, GROUP, SUPERGROUP])


class OneAllowance(RuleBasedStateMachine):
    """A person with an allowance, a group that they give some of it to, and what the group becomes."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.runner = self.stack.enter_context(asyncio.Runner())
        self.clock = FakeClock()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        database = self.runner.run(empty_database(Path(folder) / "kiosk.db"))
        self.stack.callback(lambda: self.runner.run(database.close()))
        self.store = SqliteStore(database, self.clock)
        self.allowance = Allowance(FREE, Period.DAY)
        self.open: list[int] = []
        self.keys = 0
        self.periods: set[str] = set()

    @initialize(period=st.sampled_from(Period))
    def begins(self, period: Period) -> None:
        """The operator chose how often the allowance comes."""
        self.allowance = Allowance(FREE, period)

    def teardown(self) -> None:
        """Close what was opened."""
        self.stack.close()

    def at_once(self, work: Callable[[Transaction], object]) -> None:
        """Do this in one transaction; a refusal is no surprise."""

        async def done() -> None:
            async with self.store.transaction() as tx:
                await work(tx)  # type: ignore[misc]  # every work is a coroutine function

        try:
            self.runner.run(done())
        except (AlreadyDone, NotEnoughCredits):
            return

    @rule(owner=ACCOUNTS, amount=st.integers(1, 130))
    def holds(self, owner: int, amount: int) -> None:
        """A quote is confirmed, as the confirmation does it: refilled first."""
        made: list[int] = []
        self.keys += 1

        async def work(tx: Transaction) -> None:
            account = await refill(tx, await _account(tx, owner), self.allowance, self.clock.now())
            generation = await tx.add_generation(held(account.id, f"t{self.keys}", price=amount))
            await hold(tx, account, amount, generation.id, self.allowance, self.clock.now())
            made.append(generation.id)

        self.at_once(work)
        self.open += [number for number in made if number]

    @precondition(lambda self: self.open)
    @rule(data=st.data(), taken=st.one_of(st.none(), st.integers(0, 130)))
    def ends(self, data: st.DataObject, taken: int | None) -> None:
        """It fails, or is delivered for the price or a part of it."""
        number = data.draw(st.sampled_from(self.open))

        async def work(tx: Transaction) -> None:
            if taken is None:
                await release(tx, number, self.clock.now())
            else:
                await capture(tx, number, taken, self.clock.now())

        self.at_once(work)

    @rule(amount=st.integers(1, 130), receiver=st.sampled_from([GROUP, SUPERGROUP]))
    def gives(self, amount: int, receiver: int) -> None:
        """The person tops a group up."""
        self.keys += 1

        async def work(tx: Transaction) -> None:
            source, group = await _account(tx, PERSON), await _account(tx, receiver)
            key = f"topup:{self.keys}"
            await transfer(tx, source, group, amount, self.allowance, operation_key=key, now=self.clock.now())

        self.at_once(work)

    @rule()
    def becomes_a_supergroup(self) -> None:
        """Two accounts of one group become one."""
        migrator = ChatMigrator(self.store, self.clock, replace(tariff(), allowance=self.allowance))
        try:
            self.runner.run(migrator.migrate(GROUP, SUPERGROUP))
        except AlreadyDone:
            return

    @rule(hours=st.integers(1, 24 * 45))
    def time_passes(self, hours: int) -> None:
        """Hours to weeks."""
        self.clock.advance(timedelta(hours=hours))

    @invariant()
    def one_allowance_is_all_there_is(self) -> None:
        """With the person, with the groups, or held: all that is left of this period."""
        self.runner.run(self._count())

    async def _count(self) -> None:
        now = self.clock.now()
        key = self.allowance.key(now)
        self.periods.add(key)
        async with self.store.transaction() as tx:
            there = spent = 0
            for owner in (PERSON, GROUP, SUPERGROUP):
                account = await refill(tx, await _account(tx, owner), self.allowance, now)
                assert account.bought == 0
                there += account.allowance
                entries = await tx.entries(account.id, 100_000)
                assert account.available == sum(entry.amount for entry in entries)
                lapses = [-e.amount for e in entries if e.operation_key.startswith(lapse_key(0)[:-1])]
                assert await lapsed_in_period(tx, account, self.allowance, now) <= sum(lapses)
                spent += await tx.held(account.id)
            assert there <= FREE
            # What ever left an account for good, or is still held, was the allowance of some period that was seen.
            assert there + spent <= FREE * len(self.periods)


async def _account(tx: Transaction, owner: int) -> Account:
    return await (tx.account_of_person(owner) if owner > 0 else tx.group_account(owner))


TestOneAllowance = OneAllowance.TestCase
TestOneAllowance.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
