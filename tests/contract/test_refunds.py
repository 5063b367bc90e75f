"""A payment goes back once, and what is left of its credits is taken once, wherever the process dies."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.group import AdmissionStatus, Group
from bot.domain.order import Order
from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.domain.retention import Retention
from bot.errors import (
    ChatGone,
    PaymentUnknown,
    RefundNotCovered,
    RefundTooOld,
    SelfRefundFreeSpent,
    SelfRefundLate,
    SelfRefundOff,
    SelfRefundSpent,
    StorageError,
)
from bot.ledger.operations import grant, release
from bot.payments.group_purchase import GroupPurchase
from bot.payments.refunds import SelfRefundRule
from bot.people.forget import PersonEraser
from bot.ports import PurchaseEffect, Transaction
from storage.core.database import Database
from storage.operations.retention import SqlitePruner
from tests.support.fake_clock import START, FakeClock
from tests.support.payment_core import BUYER, PaymentCore

ADMIN = 1


@pytest.fixture
def core(database: Database, clock: FakeClock) -> PaymentCore:
    """Nothing was sold yet."""
    return PaymentCore(database, clock)


async def test_a_refund(core: PaymentCore) -> None:
    """The credits are taken, the Stars go back, the payer reads of it."""
    await core.buy()
    payment = await core.refunds.refund(1, asked_by=ADMIN, reason="a mistake")
    assert (payment.state, payment.taken_back, payment.uncollected) == (PaymentState.REFUNDED, 150, 0)
    assert (payment.refund_asked_by, payment.refund_reason) == (ADMIN, "a mistake")
    assert await core.credits() == 0
    assert core.stars.returned == ["c"]
    assert core.notifier.said == [("refunded", 1)]


async def test_two_at_once_are_one(core: PaymentCore) -> None:
    """Two admins and the payer, all at the same moment."""
    await core.buy()
    ended = await asyncio.gather(
        core.refunds.refund(1, asked_by=ADMIN),
        core.refunds.refund(1, asked_by=2),
        core.refunds.self_refund(1, BUYER),
    )
    assert {one.state for one in ended} == {PaymentState.REFUNDED}
    assert core.stars.returned == ["c"]
    entries = await core.database.rows("SELECT amount FROM ledger_entries WHERE kind = 'refund'")
    assert [row["amount"] for row in entries] == [-150]


async def test_what_was_spent_is_asked_about(core: PaymentCore) -> None:
    """Nothing is left of it: the operator reads that, and may return the Stars all the same."""
    await core.buy()
    await core.spend(150)
    with pytest.raises(RefundNotCovered) as refusal:
        await core.refunds.refund(1, asked_by=ADMIN)
    assert refusal.value.facts == {"left": 0, "credits": 150}
    payment = await core.refunds.refund(1, asked_by=ADMIN, accepts_loss=True)
    assert (payment.state, payment.taken_back, payment.uncollected) == (PaymentState.REFUNDED, 0, 150)


async def test_what_is_held_counts_as_spent(core: PaymentCore) -> None:
    """What comes back of it later is the person's."""
    await core.buy()
    generation = await core.spend(60)
    payment = await core.refunds.refund(1, asked_by=ADMIN, accepts_loss=True)
    assert (payment.taken_back, payment.uncollected) == (90, 60)
    async with core.store.transaction() as tx:
        await release(tx, generation, core.clock.now())
    assert await core.credits() == 60


async def test_telegram_refuses(core: PaymentCore) -> None:
    """The credits are there again, the admins read Telegram's words, and another try is another operation."""
    await core.buy()
    core.stars.refusal = "Bad Request: BALANCE_TOO_LOW"
    for attempt in (1, 2):
        payment = await core.refunds.refund(1, asked_by=ADMIN)
        assert (payment.state, payment.refund_attempts) == (PaymentState.CREDITED, attempt)
        assert await core.credits() == 150
    assert await core.alerts() == [("refund-refused", "1 Bad Request: BALANCE_TOO_LOW")] * 2
    core.stars.refusal = ""
    assert (await core.refunds.refund(1, asked_by=ADMIN)).state is PaymentState.REFUNDED
    assert await core.credits() == 0
    assert core.notifier.said == [("refused", 1), ("refused", 1), ("refunded", 1)]


@pytest.mark.parametrize("is_done", [False, True])
async def test_telegram_does_not_answer(core: PaymentCore, is_done: bool) -> None:
    """Whether it was done or not, the refund waits and is tried again; the Stars go back once."""
    await core.buy()
    core.stars.outage, core.stars.answer_is_lost = not is_done, is_done
    payment = await core.refunds.refund(1, asked_by=ADMIN)
    assert payment.state is PaymentState.REFUNDING
    assert await core.credits() == 0
    core.stars.outage = False
    await core.refunds.finish()
    assert (await core.payment()).state is PaymentState.REFUNDED
    assert core.stars.returned == ["c"]


@pytest.mark.parametrize("point", range(9))
async def test_killed_anywhere(core: PaymentCore, point: int) -> None:
    """At every boundary: before and after each transaction and the call. The next process ends it."""
    await core.buy()
    core.fault_injector.arm(StorageError("killed"), after=point)
    killed = False
    try:
        await core.refunds.refund(1, asked_by=ADMIN)
    except StorageError:
        killed = True
    core.fault_injector.disarm()
    core.restart()
    await core.refunds.finish()
    begun = (await core.payment()).refund_attempts == 1
    if not begun:
        assert killed
        assert (await core.credits(), core.stars.returned) == (150, [])
        return
    payment = await core.payment()
    assert (payment.state, payment.taken_back) == (PaymentState.REFUNDED, 150)
    assert (await core.credits(), core.stars.returned) == (0, ["c"])


async def test_retention_keeps_who_is_to_get_stars_back(core: PaymentCore) -> None:
    """A refund under way, and a payment that no one has decided about, know their payers however old they are."""
    await core.buy()
    await core.receiver.receive(core.stars.pays("other", "old bot"), FoundBy.UPDATE)
    await core.buy("d")
    core.stars.outage = True
    await core.refunds.refund(1, asked_by=ADMIN, accepts_loss=True)
    core.clock.moment = START + timedelta(days=91)
    days = {"quotes": 30, "drafts": 31, "callbacks": 90, "transitions": 91, "payments": 90}
    retention = Retention(**{name: timedelta(days=age) for name, age in days.items()})
    await SqlitePruner(core.database, core.clock, retention).prune()
    assert [(await core.payment(number)).payer_id for number in (1, 2, 3)] == [BUYER, BUYER, None]
    core.stars.outage = False
    await core.refunds.finish()
    assert (await core.payment()).state is PaymentState.REFUNDED


@pytest.mark.sqlite_only  # a trigger of the test's own
async def test_refunds_that_cannot_go_on_are_not_in_the_way(core: PaymentCore) -> None:
    """A hundred that never move and one that fails: the next one ends, and each of them is said once, after a day."""
    for number in range(103):
        await core.buy(f"c{number:03}")
    core.stars.outage = True
    for number in range(1, 104):
        await core.refunds.refund(number, asked_by=ADMIN, accepts_loss=True)
    async with core.database.transaction() as connection:
        await connection.execute("UPDATE payments SET payer_id = NULL WHERE number <= 100")
        await connection.execute(
            "CREATE TRIGGER broken BEFORE UPDATE ON payments WHEN NEW.number = 101 AND NEW.state = 'refunded'"
            " BEGIN SELECT RAISE(ABORT, 'a fault of one row'); END"
        )
    core.stars.outage = False
    await core.refunds.finish()
    assert (await core.payment(102)).state is PaymentState.REFUNDED
    assert (await core.payment(101)).state is PaymentState.REFUNDING
    assert await core.alerts() == []
    core.clock.moment = START + timedelta(days=1)
    for _ in range(2):
        await core.refunds.finish()
    assert await core.alerts() == [("refund-overdue", str(number)) for number in range(1, 102)]


async def test_an_update_confirms(core: PaymentCore) -> None:
    """Ours in the middle of the call, then again, then one that is not known."""
    await core.buy()
    core.stars.answer_is_lost = True
    await core.refunds.refund(1, asked_by=ADMIN)
    for charge_id in ("c", "c", "unknown"):
        await core.refunds.confirm(charge_id)
    assert (await core.payment()).state is PaymentState.REFUNDED
    assert await core.alerts() == []


async def test_refunded_by_another_program(core: PaymentCore) -> None:
    """What is left is taken, the rest is uncollected, the admins know; once."""
    await core.buy()
    await core.spend(100)
    for _ in range(2):
        await core.refunds.confirm("c")
    payment = await core.payment()
    assert (payment.state, payment.taken_back, payment.uncollected) == (PaymentState.REFUNDED, 50, 100)
    assert await core.credits() == 0
    assert await core.alerts() == [("refunded-elsewhere", "1")]


async def test_an_unclaimed_payment(core: PaymentCore) -> None:
    """It has no credits; refused, it is unclaimed again."""
    paid = core.stars.pays("c", "old bot")
    await core.receiver.receive(paid, FoundBy.UPDATE)
    core.stars.refusal = "Bad Request: CHARGE_NOT_FOUND"
    assert (await core.refunds.refund(1, asked_by=ADMIN)).state is PaymentState.UNCLAIMED
    core.stars.refusal = ""
    assert (await core.refunds.refund(1, asked_by=ADMIN)).state is PaymentState.REFUNDED


async def test_it_is_not_known_any_more_who_has_paid(core: PaymentCore) -> None:
    """After the years for which that is kept."""
    await core.buy()
    async with core.database.transaction() as connection:
        await connection.execute("UPDATE payments SET payer_id = NULL")
    with pytest.raises(RefundTooOld):
        await core.refunds.refund(1, asked_by=ADMIN)


async def test_people_return_what_they_have_not_touched(core: PaymentCore) -> None:
    """Within the days, all of it; another person's payment is none."""
    await core.buy()
    assert (await core.refunds.why_not(1, BUYER)).spent == 0
    for stranger in (core.refunds.why_not(1, 8), core.refunds.self_refund(1, 8)):
        with pytest.raises(PaymentUnknown):
            await stranger
    assert (await core.refunds.self_refund(1, BUYER)).state is PaymentState.REFUNDED
    assert core.notifier.said == []


async def test_an_operator_decides_the_rest(database: Database, core: PaymentCore) -> None:
    """Spent, too old, or the operator wants to see every one."""
    await core.buy()
    await core.spend(1)
    with pytest.raises(SelfRefundSpent):
        await core.refunds.self_refund(1, BUYER)
    core.clock.moment = START + timedelta(days=15)
    with pytest.raises(SelfRefundLate):
        await core.refunds.self_refund(1, BUYER)
    by_hand = PaymentCore(database, core.clock, SelfRefundRule(allowed=False))
    with pytest.raises(SelfRefundOff):
        await by_hand.refunds.self_refund(1, BUYER)
    assert (await core.payment()).state is PaymentState.CREDITED


@pytest.mark.parametrize("opens_free_credits", [True, False])
async def test_free_credits_that_a_purchase_has_opened_count_as_spent(
    database: Database, clock: FakeClock, *, opens_free_credits: bool
) -> None:
    """Else a purchase that is returned opens them again and again. What came back of them, or was spent before, does not."""
    core = PaymentCore(database, clock, SelfRefundRule(opens_free_credits=opens_free_credits))
    await core.spend_free(5, "before")
    clock.moment += timedelta(minutes=1)
    await core.buy("a")
    returned = await core.spend_free(5, "returned")
    await core.release(returned)
    assert (await core.refunds.why_not(1, BUYER)).spent == 0
    clock.moment += timedelta(minutes=1)
    await core.spend_free(5, "since")
    if not opens_free_credits:
        assert (await core.refunds.self_refund(1, BUYER)).state is PaymentState.REFUNDED
        return
    await core.buy("b")
    await core.spend_free(5, "later")
    assert (await core.refunds.self_refund(2, BUYER)).state is PaymentState.REFUNDED
    with pytest.raises(SelfRefundFreeSpent):
        await core.refunds.self_refund(1, BUYER)
    assert (await core.refunds.refund(1, asked_by=ADMIN)).state is PaymentState.REFUNDED


async def test_a_payer_who_cannot_be_reached(core: PaymentCore) -> None:
    """The refund counts all the same."""
    await core.buy()
    core.notifier.error = ChatGone("bot was blocked by the user")
    assert (await core.refunds.refund(1, asked_by=ADMIN)).state is PaymentState.REFUNDED


class OpenGift(PurchaseEffect):
    """An effect of a purchase: its credits are in a card that comes back when a refund begins."""

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """The card takes them."""
        await self._move(tx, order, -payment.credits, f"out:{payment.charge_id}")

    async def refunding(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """The card gives them back."""
        await self._move(tx, order, payment.credits, f"back:{payment.charge_id}:{payment.refund_attempts}")

    async def refund_undone(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """The card takes them again."""
        await self._move(tx, order, -payment.credits, f"again:{payment.charge_id}:{payment.refund_attempts}")

    async def _move(self, tx: Transaction, order: Order, amount: int, key: str) -> None:
        await grant(tx, await tx.account(order.account_id), amount, key, START)


async def test_what_can_come_back_is_not_spent(core: PaymentCore) -> None:
    """An unopened gift is returned without the operator; to look at it changes nothing, and a refusal restores it."""
    core.effects = [OpenGift()]
    core.restart()
    await core.buy()
    assert await core.credits() == 0
    for _ in range(2):
        assert (await core.refunds.look(1)).would_take.paid == 150
        assert (await core.refunds.why_not(1, BUYER)).spent == 0
    assert await core.credits() == 0
    core.stars.refusal = "Bad Request: no"
    assert (await core.refunds.self_refund(1, BUYER)).state is PaymentState.CREDITED
    assert await core.credits() == 0
    core.stars.refusal = ""
    payment = await core.refunds.self_refund(1, BUYER)
    assert (payment.state, payment.taken_back, payment.uncollected) == (PaymentState.REFUNDED, 150, 0)
    assert await core.credits() == 0


@pytest.mark.parametrize("is_forgotten", [False, True])
async def test_a_groups_trail_names_no_forgotten_payer(core: PaymentCore, is_forgotten: bool) -> None:
    """The refund of a purchase for a group is in its trail, with its payer unless they were forgotten."""
    core.effects = (GroupPurchase(core.clock),)
    core.restart()
    async with core.store.transaction() as tx:
        await tx.save_group(Group(chat_id=-5, title="g", admission=AdmissionStatus.ADMITTED))
        account = await tx.group_account(-5)
    order = await core.order()
    async with core.database.transaction() as connection:
        await connection.execute("UPDATE orders SET kind = 'group', account_id = ?", (account.id,))
    await core.receiver.receive(core.stars.pays("c", order.token), FoundBy.UPDATE)
    if is_forgotten:
        await PersonEraser(core.store, core.clock, lambda one: one + 1000).forget(BUYER)
    assert (await core.refunds.refund(1, asked_by=ADMIN)).state is PaymentState.REFUNDED
    trail = await core.database.rows(
        "SELECT person_id FROM group_changes WHERE what IN ('purchase', 'refund')"
    )
    assert [row["person_id"] for row in trail] == [None if is_forgotten else BUYER] * 2
