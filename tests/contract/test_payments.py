"""A payment is credited once, whatever is repeated, and the ledger adds up."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.catalog.spec import Dialect
from bot.domain.order import Order, OrderKind
from bot.domain.payment import Checkout, FoundBy, PaymentState, ReceivedPayment
from bot.domain.terms import FixedTariff
from bot.errors import IllegalStep, PackGone, PaymentsPaused, Refusal
from bot.ledger.purchases import refundable, take_back_purchase, undo_take_back
from bot.payments.orders import OrderPlacer, OrderRequest
from bot.payments.packs import Packs
from bot.payments.pre_checkout import PreCheckout
from bot.payments.receive import PaymentReceiver
from bot.ports import Store
from storage.core.database import Database
from storage.payments.orders import SqliteOrderReader
from storage.payments.packs import SqlitePackReader
from storage.payments.payments import SqlitePaymentReader
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.store_setup import NONE, available, funded_account

BUYER = 7
LONG_ID = "stx" + "A" * 200


class Sales:
    """The use cases over one database."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.selling = True
        self.clock = clock
        self.database = database
        self.store: Store = SqliteStore(database, clock)
        self.packs = Packs(self.store, SqlitePackReader(database), clock)
        self.placer = OrderPlacer(self.store, clock, lambda: self.selling)
        self.pre_checkout = PreCheckout(SqliteOrderReader(database), clock, lambda: self.selling)
        self.receiver = PaymentReceiver(
            self.store, clock, FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=NONE)
        )
        self.payments = SqlitePaymentReader(database)

    async def order(self, *, stars: int = 100, credits_: int = 150) -> Order:
        """An order of a person in private."""
        pack = await self.packs.add(stars=stars, credits_=credits_, monthly=False, made_by=1)
        return await self.placer.place(
            OrderRequest(buyer_id=BUYER, pack_id=pack.id, kind=OrderKind.PERSON, chat_id=BUYER, language="en")
        )

    def paid(self, order: Order, charge_id: str = LONG_ID) -> ReceivedPayment:
        """Its payment, as Telegram says it."""
        return ReceivedPayment(
            charge_id=charge_id,
            checkout=Checkout(payer_id=BUYER, payload=order.token, currency="XTR", amount=order.stars),
            paid_at=START,
        )

    async def refusal(self, order: Order, **changes: str | int) -> str:
        """Code of what the payer is answered before the payment; empty when they may pay."""
        asked = replace(self.paid(order).checkout, **changes)  # type: ignore[arg-type]  # of a test's own table
        try:
            await self.pre_checkout.check(asked)
        except Refusal as refusal:
            return refusal.code
        return ""

    async def paid_left(self) -> int:
        """Paid credits that all accounts still have, as the triggers count them."""
        row = await self.database.row("SELECT coalesce(sum(amount), 0) FROM totals WHERE name = 'paid_left'")
        assert row is not None
        return int(row[0])


@pytest.fixture
def sales(database: Database, clock: FakeClock) -> Sales:
    """A sales with nothing on sale."""
    return Sales(database, clock)


async def test_ten_at_once_are_one(sales: Sales) -> None:
    """The same payment ten times in parallel: one purchase, ten receipts with the same number."""
    order = await sales.order()
    receipts = await asyncio.gather(
        *(sales.receiver.receive(sales.paid(order), FoundBy.UPDATE) for _ in range(10))
    )
    assert {one.payment.number for one in receipts} == {1}
    assert [one.is_new for one in receipts].count(True) == 1
    assert await available(sales.store, order.account_id) == 150
    assert await sales.paid_left() == 150


async def test_an_invoice_paid_twice_is_two_payments(sales: Sales) -> None:
    """Two charge ids bring twice the credits."""
    order = await sales.order()
    for charge_id in ("a", "b"):
        await sales.receiver.receive(sales.paid(order, charge_id), FoundBy.UPDATE)
    assert await available(sales.store, order.account_id) == 300
    assert [one.number for one in await sales.payments.payments_of(BUYER, 10)] == [2, 1]


@pytest.mark.parametrize("changes", [{"payload": "old bot"}, {"amount": 99}])
async def test_what_is_of_no_order_is_unclaimed(sales: Sales, changes: dict[str, str | int]) -> None:
    """Nothing is credited, the payment is kept, and the admins are notified in the same transaction."""
    order = await sales.order()
    paid = sales.paid(order)
    checkout = replace(paid.checkout, **changes)  # type: ignore[arg-type]  # values of a test's own table
    receipt = await sales.receiver.receive(replace(paid, checkout=checkout), FoundBy.UPDATE)
    assert (receipt.payment.state, receipt.payment.credits, receipt.balance) == (
        PaymentState.UNCLAIMED,
        0,
        None,
    )
    assert await available(sales.store, order.account_id) == 0
    notices = await sales.database.rows("SELECT kind, detail FROM operator_notices")
    assert [tuple(row) for row in notices] == [("payment-unclaimed", "1")]


async def test_other_money_is_no_stars(sales: Sales) -> None:
    """49.99 dollars of another program's are neither credits nor 4,999 Stars: nothing is stored, the admins read of it."""
    order = await sales.order()
    paid = sales.paid(order)
    checkout = replace(paid.checkout, currency="USD", amount=4999)
    receipt = await sales.receiver.receive(replace(paid, checkout=checkout), FoundBy.UPDATE)
    assert (receipt.order, receipt.payment.notified, receipt.payment.stars) == (None, True, 0)
    assert await sales.payments.payments_of(BUYER, 5) == []
    assert await available(sales.store, order.account_id) == 0
    notices = await sales.database.rows("SELECT kind, detail FROM operator_notices")
    assert [tuple(row) for row in notices] == [("payment-other-currency", "USD")]


async def test_an_unclaimed_payment_is_credited_when_it_comes_with_its_price(sales: Sales) -> None:
    """Once, and the payer reads of it although they have read that it was unclaimed."""
    order = await sales.order()
    paid = sales.paid(order)
    short = replace(paid, checkout=replace(paid.checkout, amount=94))
    unclaimed = await sales.receiver.receive(short, FoundBy.RECONCILIATION)
    await sales.receiver.note_notified(unclaimed.payment)
    healed = await sales.receiver.receive(paid, FoundBy.UPDATE)
    again = await sales.receiver.receive(short, FoundBy.RECONCILIATION)
    stored = await sales.payments.payment_by_charge(LONG_ID)
    assert stored is not None
    assert (healed.is_new, again.is_new, healed.payment.number) == (True, False, unclaimed.payment.number)
    assert (stored.state, stored.order_token, stored.stars, stored.payload, stored.notified) == (
        *(PaymentState.CREDITED, order.token, 100, "", False),
    )
    assert await available(sales.store, order.account_id) == 150


@pytest.mark.parametrize(
    ("stars", "nanos", "commission", "commission_nanos"),
    [(94, 500_000_000, 5, 500_000_000), (100, 0, 5, 500_000_000), (95, 0, 5, 0)],
)
async def test_a_commission_with_a_fraction_is_part_of_the_price(
    sales: Sales, stars: int, nanos: int, commission: int, commission_nanos: int
) -> None:
    """Whether Telegram's list has the amount with it or without."""
    order = await sales.order()
    paid = sales.paid(order)
    listed = replace(
        paid,
        checkout=replace(paid.checkout, amount=stars),
        nanos=nanos,
        affiliate_stars=commission,
        affiliate_nanos=commission_nanos,
    )
    receipt = await sales.receiver.receive(listed, FoundBy.RECONCILIATION)
    assert (receipt.payment.state, receipt.payment.stars) == (PaymentState.CREDITED, 100)


async def test_checkout(sales: Sales) -> None:
    """Only the buyer, at the order's price, while the pack is on sale or for a day, and while the service can deliver."""
    order = await sales.order()
    assert await sales.refusal(order) == ""
    assert await sales.refusal(order, payer_id=8) == "invoice-not-yours"
    assert await sales.refusal(order, amount=1) == "invoice-over"
    assert await sales.refusal(order, currency="USD") == "invoice-over"
    assert await sales.refusal(order, payload="'; --") == "invoice-over"
    sales.selling = False
    assert await sales.refusal(order) == "payments-paused"
    sales.selling = True
    await sales.packs.end(order.pack_id, by=99)
    assert await sales.refusal(order) == ""
    sales.clock.moment = START + timedelta(hours=25)
    assert await sales.refusal(order) == "invoice-over"
    with pytest.raises(PackGone):
        await sales.placer.place(
            OrderRequest(
                buyer_id=BUYER, pack_id=order.pack_id, kind=OrderKind.PERSON, chat_id=BUYER, language="en"
            )
        )


async def test_nothing_is_ordered_while_nothing_could_be_delivered(sales: Sales) -> None:
    """The refusal comes before an invoice."""
    sales.selling = False
    with pytest.raises(PaymentsPaused):
        await sales.order()


async def test_a_refund_that_is_undone_leaves_the_ledger_as_it_was(sales: Sales) -> None:
    """Taken back, given again, taken back: each attempt has operation keys of its own."""
    order = await sales.order()
    payment = (await sales.receiver.receive(sales.paid(order), FoundBy.UPDATE)).payment
    for attempt in (1, 2):
        async with sales.store.transaction() as tx:
            account = await tx.account(order.account_id)
            taken = refundable(account, paid=150, bonus=0, newer=await tx.newer_purchases(payment))
            assert taken.paid == 150
            await take_back_purchase(
                tx, account, taken, charge_id=payment.charge_id, attempt=attempt, now=START
            )
            refunding = replace(
                payment, state=PaymentState.REFUNDING, refund_attempts=attempt, taken_back=150
            )
            await tx.save_payment(refunding, expected=PaymentState.CREDITED)
        assert (await available(sales.store, order.account_id), await sales.paid_left()) == (0, 0)
        async with sales.store.transaction() as tx:
            account = await tx.account(order.account_id)
            await undo_take_back(tx, account, taken, charge_id=payment.charge_id, attempt=attempt, now=START)
            payment = replace(refunding, state=PaymentState.CREDITED, taken_back=0)
            await tx.save_payment(payment, expected=PaymentState.REFUNDING)
        assert (await available(sales.store, order.account_id), await sales.paid_left()) == (150, 150)


async def test_a_step_that_payments_do_not_know_is_refused(sales: Sales) -> None:
    """What was returned stays returned, and a step that came late hits nothing."""
    order = await sales.order()
    payment = (await sales.receiver.receive(sales.paid(order), FoundBy.UPDATE)).payment
    refunded = replace(payment, state=PaymentState.REFUNDED)
    async with sales.store.transaction() as tx:
        await tx.save_payment(refunded, expected=PaymentState.CREDITED)
    for expected in (PaymentState.REFUNDED, PaymentState.CREDITED):
        with pytest.raises(IllegalStep):
            async with sales.store.transaction() as tx:
                await tx.save_payment(replace(payment, state=PaymentState.REFUNDING), expected=expected)


async def test_a_payment_for_an_account_that_moved_fills_the_new_one(sales: Sales) -> None:
    """An order of a group's account that another account took over: later payments go there, earlier ones count there."""
    order = await sales.order()
    await sales.receiver.receive(sales.paid(order, "a"), FoundBy.UPDATE)
    target = await funded_account(sales.store, 8, 0)
    async with sales.store.transaction() as tx:
        await tx.move_open_work(order.account_id, target)
    await sales.receiver.receive(sales.paid(order, "b"), FoundBy.UPDATE)
    async with sales.store.transaction() as tx:
        assert (await tx.account(target)).purchased == 300
        assert (await tx.account(order.account_id)).purchased == 0


async def test_forgotten_buyers_invoices_are_dead_and_their_payments_can_be_refunded(sales: Sales) -> None:
    """The order knows its buyer no more; the payment keeps who paid, and a late payment still finds the account."""
    order = await sales.order()
    await sales.receiver.receive(sales.paid(order, "a"), FoundBy.UPDATE)
    async with sales.store.transaction() as tx:
        await tx.forget_person(BUYER, 99)
    assert await sales.refusal(order) == "invoice-over"
    kept = await sales.payments.payment_by_charge("a")
    assert kept is not None
    assert kept.payer_id == BUYER
    receipt = await sales.receiver.receive(sales.paid(order, "b"), FoundBy.UPDATE)
    assert receipt.payment.state is PaymentState.CREDITED
    assert await available(sales.store, order.account_id) == 300
