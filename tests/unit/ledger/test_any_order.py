"""Whatever happens in whatever order, the ledger balances: a machine that tries."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.errors import AlreadyDone, FreeCreditsUsedUp, NotEnoughCredits, NothingToTakeBack
from bot.ledger.allowance import Allowance, Period
from bot.ledger.entries import EntryKind
from bot.ledger.operations import capture, grant, hold, refill, release
from bot.ports import Transaction
from storage.store import SqliteStore
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock
from tests.support.samples import held

AMOUNTS = st.integers(0, 60)
PEOPLE = st.sampled_from([1, 2])
ALLOWANCES = st.sampled_from(
    [
        Allowance(50, Period.MONTH),
        Allowance(0, Period.DAY),
        Allowance(None, Period.WEEK),
        Allowance(9, Period.ONCE),
        Allowance(50, Period.DAY, budget=20),
        Allowance(None, Period.DAY, budget=20),
    ]
)


class Ledger(RuleBasedStateMachine):
    """Two people, an operator who changes their mind, and every step repeated at will."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.runner = self.stack.enter_context(asyncio.Runner())
        self.clock = FakeClock()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        database = self.runner.run(empty_database(Path(folder) / "kiosk.db"))
        self.stack.callback(lambda: self.runner.run(database.close()))
        self.store = SqliteStore(database, self.clock)
        self.allowance = Allowance(50, Period.MONTH)
        self.ends: dict[int, list[str]] = {}
        self.captured = 0
        self.key = 0

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
        except (AlreadyDone, FreeCreditsUsedUp, NotEnoughCredits, NothingToTakeBack):
            return

    @rule(person=PEOPLE, amount=st.integers(-60, 60), again=st.booleans())
    def grants(self, person: int, amount: int, again: bool) -> None:
        """The operator gives or takes, sometimes with a key that was used before."""
        self.key += not again

        async def work(tx: Transaction) -> None:
            account = await tx.account_of_person(person)
            await grant(tx, account, amount, f"grant:{self.key}", self.clock.now())

        self.at_once(work)

    @rule(person=PEOPLE)
    def refills(self, person: int) -> None:
        """A person looks into their account."""

        async def work(tx: Transaction) -> None:
            await refill(tx, await tx.account_of_person(person), self.allowance, self.clock.now())

        self.at_once(work)

    @rule(person=PEOPLE, amount=AMOUNTS)
    def holds(self, person: int, amount: int) -> None:
        """A person confirms a quote."""

        async def work(tx: Transaction) -> None:
            account = await tx.account_of_person(person)
            generation = await tx.add_generation(
                held(account.id, f"t{len(self.ends)}-{self.clock.now()}-{amount}", price=amount)
            )
            spent = await tx.free_spent(self.clock.now())
            one = await hold(tx, account, amount, generation.id, self.allowance, self.clock.now())
            assert await tx.free_spent(self.clock.now()) == spent + one.allowance
            if one.allowance and self.allowance.budget is not None:
                assert spent + one.allowance <= self.allowance.budget
            made.append(generation.id)

        made: list[int] = []
        self.clock.advance(microseconds=1)
        self.at_once(work)
        self.ends.update({number: [] for number in made})

    @precondition(lambda self: self.ends)
    @rule(data=st.data(), amount=st.integers(-5, 80), spent=st.booleans())
    def ends_a_hold(self, data: st.DataObject, amount: int, spent: bool) -> None:
        """A generation is delivered or fails, sometimes once more."""
        number = data.draw(st.sampled_from(sorted(self.ends)))

        async def work(tx: Transaction) -> None:
            if spent:
                taken = await capture(tx, number, amount, self.clock.now())
            else:
                taken = await release(tx, number, self.clock.now()) * 0
            self.ends[number].append("captured" if spent else "released")
            self.captured += taken

        self.at_once(work)

    @rule(days=st.integers(-40, 40))
    def time_passes(self, days: int) -> None:
        """Time goes on, or a clock is set back."""
        self.clock.advance(timedelta(days=days))

    @rule(allowance=ALLOWANCES)
    def another_tariff(self, allowance: Allowance) -> None:
        """The operator changes the allowance."""
        self.allowance = allowance

    @invariant()
    def every_hold_ends_at_most_once(self) -> None:
        """Captured or released, never both and never twice."""
        assert all(len(ends) <= 1 for ends in self.ends.values())

    @invariant()
    def the_ledger_balances(self) -> None:
        """What came in and was not spent, taken back or expired is available or held, in every account."""
        self.runner.run(self._count())

    async def _count(self) -> None:
        moved = dict.fromkeys(EntryKind, 0)
        available = still_held = 0
        async with self.store.transaction() as tx:
            for person in (1, 2):
                account = await tx.account_of_person(person)
                entries = await tx.entries(account.id, 100_000)
                assert account.allowance >= 0
                assert account.bought >= 0
                assert account.available == sum(entry.amount for entry in entries)
                available += account.available
                still_held += await tx.held(account.id)
                for entry in entries:
                    moved[entry.kind] += entry.amount
        income = moved[EntryKind.GRANT] + moved[EntryKind.REFUND] + moved[EntryKind.EXPIRE]
        assert income - self.captured == available + still_held


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
