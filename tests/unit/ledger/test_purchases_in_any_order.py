"""Purchases, grants, spending, refunds and gifts in any order: what is left of payments is always what is left of the paid
credits, and no credit appears or vanishes.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.errors import AlreadyDone, NotEnoughCredits, NothingToTakeBack
from bot.ledger.operations import capture, grant, release
from bot.ledger.purchases import paid_left, refundable, unspent_of_each
from bot.ledger.transfer import transfer
from bot.payments.orders import new_token
from bot.ports import Transaction
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock
from tests.support.payment_core import BUYER, PaymentCore
from tests.support.store_setup import NONE, available

OTHER = 8
AMOUNTS = st.integers(1, 60)


class Purchases(RuleBasedStateMachine):
    """A buyer, an operator, and a Telegram that returns Stars, refuses to, or does not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.runner = self.stack.enter_context(asyncio.Runner())
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        database = self.runner.run(empty_database(Path(folder) / "kiosk.db"))
        self.stack.callback(lambda: self.runner.run(database.close()))
        self.core = PaymentCore(database, FakeClock())
        self.held: list[int] = []
        self.key = 0

    def teardown(self) -> None:
        """Close what was opened."""
        self.stack.close()

    def at_once(self, work: Callable[[Transaction], Awaitable[object]]) -> None:
        """Do this in one transaction; a refusal is no surprise."""

        async def done() -> None:
            async with self.core.store.transaction() as tx:
                await work(tx)

        try:
            self.runner.run(done())
        except (AlreadyDone, NotEnoughCredits, NothingToTakeBack):
            return

    @rule(credits_=AMOUNTS, bonus=st.integers(0, 20))
    def buys(self, credits_: int, bonus: int) -> None:
        """A payment arrives, heard of or found."""
        self.key += 1
        charge_id = f"c{self.key}"

        async def pays() -> None:
            order = replace(await self.core.order(), credits=credits_, bonus=bonus, token=new_token())
            async with self.core.store.transaction() as tx:
                await tx.add_order(order)
            await self.core.receiver.receive(self.core.stars.pays(charge_id, order.token), FoundBy.UPDATE)

        self.runner.run(pays())

    @rule(amount=st.integers(-60, 60))
    def grants(self, amount: int) -> None:
        """The operator gives or takes."""
        self.key += 1

        async def work(tx: Transaction) -> None:
            account = await tx.account_of_person(BUYER)
            await grant(tx, account, amount, f"grant:{self.key}", self.core.clock.now())

        self.at_once(work)

    @rule(amount=AMOUNTS)
    def spends(self, amount: int) -> None:
        """A generation is confirmed."""
        self.key += 1
        try:
            self.held.append(self.runner.run(self.core.spend(amount, f"t{self.key}")))
        except NotEnoughCredits:
            return

    @precondition(lambda self: self.held)
    @rule(amount=st.integers(0, 80), arrives=st.booleans())
    def ends(self, amount: int, arrives: bool) -> None:
        """It arrives, or fails."""
        number = self.held.pop()
        now = self.core.clock.now()
        self.at_once(lambda tx: capture(tx, number, amount, now) if arrives else release(tx, number, now))

    @rule(amount=AMOUNTS)
    def gives_away(self, amount: int) -> None:
        """Credits go to another person."""
        self.key += 1

        async def work(tx: Transaction) -> None:
            giver, taker = await tx.account_of_person(BUYER), await tx.account_of_person(OTHER)
            await transfer(
                tx, giver, taker, amount, NONE, operation_key=f"given:{self.key}", now=self.core.clock.now()
            )

        self.at_once(work)

    @precondition(lambda self: self.key)
    @rule(data=st.data(), how=st.sampled_from(["done", "refused", "silent", "elsewhere"]))
    def refunds(self, data: st.DataObject, how: str) -> None:
        """A payment is to go back."""
        payments = self.runner.run(self.core.payments.payments_of(BUYER, 100))
        if not payments:
            return
        payment = data.draw(st.sampled_from(payments))
        self.core.stars.refusal = "Bad Request: no" if how == "refused" else ""
        self.core.stars.outage = how == "silent"
        if how == "elsewhere":
            self.runner.run(self.core.refunds.confirm(payment.charge_id))
        else:
            self.runner.run(self.core.refunds.refund(payment.number, asked_by=1, accepts_loss=True))
        self.core.stars.outage = False

    @rule(refused=st.booleans())
    def answers(self, refused: bool) -> None:
        """Telegram answers what it had left open."""
        self.core.stars.refusal = "Bad Request: no" if refused else ""
        self.runner.run(self.core.refunds.finish())

    @invariant()
    def everything_adds_up(self) -> None:
        """Paid credits are what is left of the payments; entries are what is available; nothing is below zero."""
        self.runner.run(self._count())

    async def _count(self) -> None:
        async with self.core.store.transaction() as tx:
            account = await tx.account_of_person(BUYER)
            standing = [one for one in await self._payments() if one.state is PaymentState.CREDITED]
            purchases = [one.credits for one in standing]
            assert account.purchased == sum(purchases)
            left = paid_left(account.bought, account.purchased)
            assert left >= 0
            each = unspent_of_each(account.bought, purchases)
            assert sum(each) == left
            for one, unspent in zip(standing, each, strict=True):
                newer = await tx.newer_purchases(one)
                taken = refundable(account, paid=one.credits, bonus=one.bonus, newer=newer)
                assert (taken.paid, taken.paid + taken.uncollected) == (unspent, one.credits)
                assert 0 <= taken.bonus <= one.bonus
                assert taken.paid + taken.bonus <= max(0, account.bought - newer)
        for person in (BUYER, OTHER):
            async with self.core.store.transaction() as tx:
                owner = await tx.account_of_person(person)
            assert await available(self.core.store, owner.id) >= 0

    async def _payments(self) -> list[Payment]:
        """Oldest first."""
        return list(reversed(await self.core.payments.payments_of(BUYER, 1000)))


TestPurchases = Purchases.TestCase
TestPurchases.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
