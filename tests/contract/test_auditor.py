"""What no update has brought is found in Telegram's list, once, whatever the list does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.group import AdmissionStatus, Group
from bot.domain.order import Order, OrderKind
from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.errors import ChatGone, DeliveryPostponed, PaymentsUnavailable, StorageError
from bot.payments.group_purchase import GroupPurchase
from bot.payments.orders import new_token
from bot.payments.receive import PaymentReceiver, Receipt
from bot.ports import PurchaseEffect, Transaction
from storage.core.database import Database
from tests.support.fake_clock import START, FakeClock
from tests.support.payment_core import BUYER, PaymentCore
from tests.support.samples import tariff

OLD = START - timedelta(minutes=5)


@pytest.fixture
def core(database: Database, clock: FakeClock) -> PaymentCore:
    """Nothing was sold yet."""
    return PaymentCore(database, clock)


async def lines(core: PaymentCore) -> int:
    """How many lines of the list are booked."""
    rows = await core.database.rows("SELECT count(*) AS lines FROM star_moves")
    return int(rows[0]["lines"])


async def test_a_payment_without_an_update(core: PaymentCore) -> None:
    """It is credited, its payer reads of it, and repeating changes nothing."""
    order = await core.order()
    core.stars.pays("c", order.token, at=OLD)
    for _ in range(2):
        await core.auditor.run()
    payment = await core.payment()
    assert (payment.state, payment.found_by) == (PaymentState.CREDITED, FoundBy.RECONCILIATION)
    assert await core.credits() == 150
    core.clock.advance(minutes=2)
    for _ in range(2):
        await core.receipt_sender.send()
    assert core.notifier.said == [("received", 1)]


async def test_a_young_payment_is_left_to_its_update(core: PaymentCore) -> None:
    """Unless its payer asks for it; what comes after it is not overlooked."""
    order = await core.order()
    core.stars.pays("young", order.token)
    core.stars.pays("old", order.token, at=OLD)
    await core.auditor.read_on()
    assert [one.charge_id for one in await core.payments.payments_of(BUYER, 5)] == ["old"]
    await core.auditor.read_on(payer_id=8)
    assert await core.credits() == 150
    await core.auditor.read_on(payer_id=BUYER)
    assert await core.credits() == 300
    assert await lines(core) == 2


async def test_a_young_payment_is_found_later(core: PaymentCore) -> None:
    """When its update has not come for a minute."""
    order = await core.order()
    core.stars.pays("young", order.token)
    await core.auditor.run()
    assert (await core.credits(), await lines(core)) == (0, 0)
    core.clock.advance(seconds=61)
    await core.auditor.run()
    assert (await core.credits(), await lines(core)) == (150, 1)


async def test_many_pages(core: PaymentCore) -> None:
    """Each page is read once; the next time begins at the last line that is known."""
    order = await core.order()
    for number in range(250):
        core.stars.pays(f"c{number}", order.token, at=OLD)
    await core.auditor.read_on()
    await core.auditor.read_on()
    assert core.stars.reads == [0, 100, 200, 249]
    assert await core.credits() == 250 * 150
    assert await lines(core) == 250


async def test_the_list_in_another_order(core: PaymentCore) -> None:
    """Newest first, growing at its beginning: all is read anew, all is found, nothing twice."""
    order = await core.order()
    for number in range(120):
        core.stars.pays(f"c{number}", order.token, at=OLD)
    core.stars.lines.reverse()
    await core.auditor.read_on()
    core.stars.pays("new", order.token, at=OLD)
    core.stars.lines.insert(0, core.stars.lines.pop())
    await core.auditor.read_on()
    assert await core.credits() == 121 * 150
    assert await lines(core) == 121


async def test_an_empty_list_changes_nothing(core: PaymentCore) -> None:
    """Telegram forgets the list for a moment."""
    order = await core.order()
    core.stars.pays("c", order.token, at=OLD)
    await core.auditor.read_on()
    kept, core.stars.lines = core.stars.lines, []
    await core.auditor.read_on()
    assert await lines(core) == 1
    core.stars.lines = kept
    await core.auditor.read_on()
    assert await core.credits() == 150


async def test_returned_elsewhere(core: PaymentCore) -> None:
    """A line to the payer with the payment's id: what is left of the credits is taken."""
    await core.buy(at=OLD)
    core.stars.line("c", 100, incoming=False, at=OLD)
    for _ in range(2):
        await core.auditor.read_on()
    assert (await core.payment()).state is PaymentState.REFUNDED
    assert await core.credits() == 0
    assert await core.alerts() == [("refunded-elsewhere", "1")]


@pytest.mark.parametrize("newest_first", [False, True])
async def test_paid_and_returned_before_it_was_read(core: PaymentCore, newest_first: bool) -> None:
    """It never fills an account; of another program's payment nothing is asked."""
    order = await core.order()
    core.stars.pays("c", order.token, at=OLD)
    core.stars.line("c", 100, incoming=False, at=OLD)
    core.stars.pays("other", "old bot", at=OLD)
    core.stars.line("other", 100, incoming=False, at=OLD)
    if newest_first:
        core.stars.lines.reverse()
    await core.auditor.read_on()
    assert await core.credits() == 0
    assert (await core.payment()).state is PaymentState.REFUNDED
    assert await core.alerts() == [("refunded-elsewhere", "1")]
    core.clock.advance(minutes=2)
    await core.receipt_sender.send()
    assert core.notifier.said == []


async def test_of_no_order_of_ours(core: PaymentCore) -> None:
    """A human decides; what another program sold long ago is only booked, and so are other moves."""
    core.stars.pays("recent", "old bot", at=OLD)
    core.stars.pays("ancient", "old bot", at=START - timedelta(days=31))
    core.stars.line("w", 60, incoming=False, partner="fragment", at=OLD)
    await core.auditor.read_on()
    assert await core.alerts() == [("payment-unclaimed", "1")]
    assert await lines(core) == 3
    assert await core.star_moves.star_total() == 140 * 10**9


async def test_telegram_is_away(core: PaymentCore) -> None:
    """The loop goes on; who asks learns it."""
    core.stars.outage = True
    await core.auditor.run()
    with pytest.raises(PaymentsUnavailable):
        await core.auditor.read_on()


@pytest.mark.parametrize("point", range(12))
async def test_killed_anywhere(core: PaymentCore, point: int) -> None:
    """What was not booked is done again, and changes nothing that was done."""
    order = await core.order()
    for charge_id in ("a", "b"):
        core.stars.pays(charge_id, order.token, at=OLD)
    core.stars.line("a", 100, incoming=False, at=OLD)
    core.fault_injector.arm(StorageError("killed"), after=point)
    try:
        await core.auditor.run()
    except StorageError:
        core.restart()
    core.fault_injector.disarm()
    await core.auditor.run()
    assert await core.credits() == 150
    assert await lines(core) == 3


async def test_receipts_wait_for_whom_telegram_holds_up(core: PaymentCore) -> None:
    """And are given up for whom it does not reach any more."""
    order = await core.order()
    core.stars.pays("c", order.token, at=OLD)
    await core.auditor.run()
    core.clock.advance(minutes=2)
    core.notifier.error = DeliveryPostponed("flood control", 5)
    await core.receipt_sender.send()
    assert not (await core.payment()).notified
    core.clock.advance(minutes=1)
    core.notifier.error = ChatGone("bot was blocked by the user")
    await core.receipt_sender.send()
    assert (await core.payment()).notified


async def test_payers_who_cannot_be_written_to_are_not_in_the_way(core: PaymentCore) -> None:
    """Fifty that Telegram holds up and one that fails: the next one reads the receipt, and they are tried more rarely."""
    for number in range(53):
        await core.buy(f"c{number:03}")
    core.clock.advance(minutes=2)
    tried: list[int] = []
    received = core.notifier.received

    async def held_up(receipt: Receipt) -> None:
        tried.append(receipt.payment.number)
        if receipt.payment.number <= 50:
            raise DeliveryPostponed("Bad Request: something new", 300)
        if receipt.payment.number == 51:
            raise KeyError("a fault of one receipt")
        await received(receipt)

    core.notifier.received = held_up  # type: ignore[method-assign]
    for _ in range(3):
        await core.receipt_sender.send()
    assert sorted(tried) == list(range(1, 54))
    assert core.notifier.said == [("received", 52), ("received", 53)]
    core.clock.advance(minutes=4)
    await core.receipt_sender.send()
    assert tried[53:] == [51]
    core.clock.advance(minutes=2)
    core.notifier.received = received  # type: ignore[method-assign]
    for _ in range(2):
        await core.receipt_sender.send()
    assert len(core.notifier.said) == 53


async def test_an_answer_on_its_way_is_not_given_twice(core: PaymentCore) -> None:
    """Who looks at an unannounced payment while it is being announced says nothing."""
    await core.buy()
    core.clock.advance(minutes=2)
    await asyncio.gather(*(core.receipt_sender.send() for _ in range(3)))
    assert core.notifier.said == [("received", 1)]


async def checked(core: PaymentCore) -> None:
    """A day has passed, and the balance was compared."""
    core.clock.advance(days=1)
    await core.auditor.run()
    core.clock.advance(minutes=10)
    await core.auditor.run()


async def test_the_balance_is_compared_once_a_day(core: PaymentCore) -> None:
    """A chargeback that the list does not have is noticed, once; another one again."""
    await core.buy(at=OLD)
    await checked(core)
    assert await core.alerts() == []
    core.stars.extra = -100
    await checked(core)
    core.restart()
    await checked(core)
    assert await core.alerts() == [("stars-differ", "-100")]
    core.stars.extra = -150
    await checked(core)
    assert await core.alerts() == [("stars-differ", "-100"), ("stars-differ", "-150")]


async def test_a_list_that_lags_is_no_difference(core: PaymentCore) -> None:
    """The balance has a payment that the list shows a minute later, and more arrive until it is compared."""
    order = await core.order()
    core.clock.advance(days=1)
    moment = core.clock.now()
    core.stars.extra = 100
    await core.auditor.run()
    core.stars.extra = 0
    core.stars.pays("late", order.token, at=moment - timedelta(seconds=2))
    core.stars.pays("later", order.token, at=moment + timedelta(minutes=4))
    core.clock.advance(minutes=10)
    await core.auditor.run()
    assert await core.alerts() == []
    check = await core.star_moves.last_star_check()
    assert check is not None
    assert check.difference == 0


class Faulty(PurchaseEffect):
    """An effect that falls for some payments, until it is mended."""

    prefix = "bad"

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """Fall, or not."""
        if payment.charge_id.startswith(self.prefix):
            raise KeyError(self.prefix)


async def test_a_line_that_fails_is_in_no_other_ones_way(core: PaymentCore) -> None:
    """The admins read of it once, it is tried again each time, and what comes after it is credited."""
    faulty = Faulty()
    core.effects = [faulty]
    core.restart()
    order = await core.order()
    core.stars.pays("bad", order.token, at=OLD)
    core.stars.pays("good", order.token, at=OLD)
    for _ in range(3):
        await core.auditor.run()
    assert [one.charge_id for one in await core.payments.payments_of(BUYER, 5)] == ["good"]
    assert (await lines(core), await core.alerts()) == (2, [("star-line-open", "1")])
    faulty.prefix = "mended"
    for _ in range(2):
        await core.auditor.run()
    assert await core.credits() == 300
    async with core.store.transaction() as tx:
        assert await tx.open_star_moves(-1, 5) == []


async def test_open_lines_are_in_no_newer_ones_way(core: PaymentCore) -> None:
    """Far apart and more than one time reads: each gets its turn."""
    faulty = Faulty()
    core.effects = [faulty]
    core.restart()
    order = await core.order()
    for number in range(12):
        core.stars.pays(f"bad{number}", order.token, at=OLD)
        for filler in range(100):
            core.stars.line(f"f{number}-{filler}", 1, at=OLD)
    await core.auditor.read_on()
    assert await core.credits() == 0
    faulty.prefix = "bad0"
    for _ in range(3):
        await core.auditor.read_on()
    assert await core.credits() == 11 * 150


async def test_a_group_that_cannot_be_read_has_what_was_bought_for_it(core: PaymentCore) -> None:
    """Its rules are of another version; its members' Stars have arrived all the same."""
    core.receiver = PaymentReceiver(core.store, core.clock, tariff(0), [GroupPurchase(core.clock)])
    async with core.store.transaction() as tx:
        await tx.save_group(Group(chat_id=-5, title="g", admission=AdmissionStatus.ADMITTED))
        account = await tx.group_account(-5)
        pack = await tx.add_pack(stars=100, credits_=150, monthly=False, made_by=1, at=START)
        order = Order(
            token=new_token(),
            pack_id=pack.id,
            buyer_id=BUYER,
            account_id=account.id,
            kind=OrderKind.GROUP,
            stars=100,
            credits=150,
            chat_id=-5,
            language="en",
            made_at=START,
        )
        await tx.add_order(order)
    async with core.database.transaction() as connection:
        await connection.execute("UPDATE groups SET rules = replace(rules, 'quiet', 'loud')")
    receipt = await core.receiver.receive(core.stars.pays("group", order.token), FoundBy.UPDATE)
    assert receipt.balance is not None
    assert receipt.balance.bought == 150


async def test_a_list_that_lags_is_waited_for(core: PaymentCore) -> None:
    """Nothing is read anew for a line that is not there for a moment."""
    for number in range(1000):
        core.stars.line(f"x{number}", 5, at=OLD)
    await core.auditor.read_on()
    last = core.stars.lines.pop()
    core.stars.reads.clear()
    await core.auditor.read_on()
    assert (core.stars.reads, await lines(core)) == ([999], 1000)
    core.stars.lines.append(last)
    await core.auditor.read_on()
    assert core.stars.reads == [999, 999]


async def test_a_list_that_stays_shorter_is_followed(core: PaymentCore) -> None:
    """After half an hour: what is the same stays, the end is read anew, and what is paid then is found."""
    for number in range(1000):
        core.stars.line(f"x{number}", 5, at=OLD)
    await core.auditor.read_on()
    core.stars.lines.pop()
    await core.auditor.read_on()
    core.clock.advance(minutes=31)
    core.stars.reads.clear()
    await core.auditor.read_on()
    assert (core.stars.reads, await lines(core)) == ([999, 799, 899, 999], 999)
    core.stars.pays("c", (await core.order()).token, at=OLD)
    await core.auditor.read_on()
    assert await core.credits() == 150
    assert await core.star_moves.star_total() == (999 * 5 + 100) * 10**9


async def test_a_line_in_between_is_found_near(core: PaymentCore) -> None:
    """Only the end of the list is read anew."""
    for number in range(1000):
        core.stars.line(f"x{number}", 5, at=OLD)
    await core.auditor.read_on()
    core.stars.pays("c", (await core.order()).token, at=OLD)
    core.stars.lines.insert(950, core.stars.lines.pop())
    core.stars.reads.clear()
    await core.auditor.read_on()
    assert core.stars.reads == [999, 799, 899, 999]
    assert (await core.credits(), await lines(core)) == (150, 1001)


async def test_a_restored_backup_lacks_no_payment(core: PaymentCore) -> None:
    """What was paid since packs are on sale is a human's to decide however old it is, when its order is lost."""
    await core.order()
    core.stars.pays("before", "old bot", at=START - timedelta(days=1))
    core.stars.pays("lost", "k" + "x" * 22, at=START + timedelta(days=1))
    core.clock.advance(days=35)
    await core.auditor.read_on()
    assert [one.charge_id for one in await core.payments.payments_of(BUYER, 5)] == ["lost"]
    assert await core.alerts() == [("payment-unclaimed", "1")]
