"""A member's cap in a group: whatever is forgotten, and whenever, it counts what they have spent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.generation import Generation, State
from bot.ledger.operations import capture, grant, hold
from bot.people.forget import PersonEraser
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.core import PSEUDONYMS
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held
from tests.support.store_setup import NONE, moved

MEMBER = 7
GROUP = -100
PRICE = 10
NEXT = {State.HELD: State.SUBMITTING, State.SUBMITTING: State.RUNNING, State.RUNNING: State.READY}


class Spending(RuleBasedStateMachine):
    """A member spends from a group's account, forgets themself and comes back, while KIE works."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.clock = FakeClock()
        self.open: list[int] = []
        self.spent = 0
        self.number = 0
        self.account_id = 0
        self.database = self.runner.run(Database.open(Path(self.folder.name) / "kiosk.db"))
        self.store = SqliteStore(self.database, self.clock, aliases=PSEUDONYMS.all_of)
        self.runner.run(self._fund())

    def teardown(self) -> None:
        """Close what was opened."""
        self.runner.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()

    async def _fund(self) -> None:
        async with self.store.transaction() as tx:
            account = await tx.group_account(GROUP)
            await grant(tx, account, 100_000, "gift", START)
            self.account_id = account.id

    @rule()
    def asks(self) -> None:
        """A quote is confirmed, which begins with the person's own account."""
        self.runner.run(self._ask())

    async def _ask(self) -> None:
        self.number += 1
        async with self.store.transaction() as tx:
            await tx.account_of_person(MEMBER)
            facts = {"person_id": MEMBER, "price": PRICE}
            generation = await tx.add_generation(held(self.account_id, f"t{self.number}", **facts))
            await hold(tx, await tx.account(self.account_id), PRICE, generation.id, NONE, START)
        self.open.append(generation.id)
        self.spent += PRICE

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """One of them is a step further, or delivered."""
        self.runner.run(self._go_on(data.draw(st.sampled_from(self.open))))

    async def _go_on(self, number: int) -> None:
        generation = await self.store.generation(number)
        assert generation is not None
        if generation.state in NEXT:
            await moved(self.store, generation, NEXT[generation.state])
            return
        await self._deliver(generation)
        self.open.remove(number)

    async def _deliver(self, generation: Generation) -> None:
        ended = replace(
            generation.stepped(State.DELIVERED), completed_at=START, captured=PRICE, notified=True
        )
        async with self.store.transaction() as tx:
            await tx.save(ended, expected=State.READY, at=START)
            await capture(tx, generation.id, PRICE, START)

    @rule()
    def forgets(self) -> None:
        """What waits is cancelled and gives its credits back; the rest is made."""
        forgotten = self.runner.run(PersonEraser(self.store, self.clock, PSEUDONYMS.of).forget(MEMBER))
        self.spent -= forgotten.returned
        waiting = [one for one in self.open if self._state(one) is State.CANCELLED]
        self.open = [one for one in self.open if one not in waiting]

    def _state(self, number: int) -> State:
        generation = self.runner.run(self.store.generation(number))
        assert generation is not None
        return generation.state

    @rule()
    def comes_back(self) -> None:
        """They write to the bot again."""
        self.runner.run(self._count())

    @invariant()
    def every_credit_counts(self) -> None:
        """Who asks for a price is known again, and so is what they have spent."""
        assert self.runner.run(self._count()) == self.spent

    async def _count(self) -> int:
        async with self.store.transaction() as tx:
            await tx.account_of_person(MEMBER)
            since = START - timedelta(days=1)
            return sum(one.credits for one in await tx.spent(self.account_id, since, person_id=MEMBER))


TestSpending = Spending.TestCase
TestSpending.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
