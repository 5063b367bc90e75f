"""Subscriptions: begun once, renewed by every payment, stopped at Telegram as surely as they are here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.catalog.spec import Dialect
from bot.domain.order import Order, OrderKind
from bot.domain.payment import Checkout, FoundBy, PaymentState, ReceivedPayment
from bot.domain.subscription import PERIOD, Subscription, SubscriptionState
from bot.domain.terms import FixedTariff
from bot.errors import (
    AccountBlocked,
    AlreadySubscribed,
    PackGone,
    Refusal,
    SubscriptionNotChanged,
    SubscriptionNotReached,
    SubscriptionUnknown,
)
from bot.payments.orders import OrderPlacer, OrderRequest
from bot.payments.packs import Packs
from bot.payments.pre_checkout import PreCheckout
from bot.payments.receive import PaymentReceiver
from bot.payments.subscription_changes import SubscriptionChanges
from bot.payments.subscription_periods import SubscriptionPeriods
from bot.payments.subscriptions import Subscriptions
from bot.people.balance import Balances
from bot.ports import Store
from storage.core.database import Database
from storage.payments.orders import SqliteOrderReader
from storage.payments.packs import SqlitePackReader
from storage.payments.subscriptions import SqliteSubscriptionReader
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_payments import FakePayerNotifier, FakeStars
from tests.support.payment_core import refunds_of
from tests.support.store_setup import NONE, available

PAYER = 7
MONTH = timedelta(days=30)


class Club:
    """The use cases over one database, and Telegram's side of them."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.clock = clock
        self.selling = True
        self.stars = FakeStars(clock)
        self.notifier = FakePayerNotifier()
        self.store: Store = SqliteStore(database, clock, aliases=lambda person_id: (person_id + 1000,))
        self.packs = Packs(self.store, SqlitePackReader(database), clock)
        self.pre_checkout = PreCheckout(SqliteOrderReader(database), clock, lambda: self.selling)
        self.receiver = PaymentReceiver(
            self.store,
            clock,
            FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=NONE),
            [SubscriptionPeriods()],
        )
        placer = OrderPlacer(self.store, clock, lambda: self.selling)
        self.subscriptions = Subscriptions(
            self.store, SqliteSubscriptionReader(database), placer, self.stars, clock
        )
        self.changes = SubscriptionChanges(self.store, self.stars, self.notifier, clock)

    async def order(self, *, kind: OrderKind = OrderKind.PERSON) -> Order:
        """The link of the monthly pack."""
        pack = await self.packs.add(stars=500, credits_=900, monthly=True, made_by=1)
        return await self.subscriptions.order(
            OrderRequest(buyer_id=PAYER, pack_id=pack.id, kind=kind, chat_id=PAYER, language="en")
        )

    async def pay(
        self,
        order: Order,
        charge_id: str,
        *,
        at: datetime | None = None,
        first: bool = False,
        bare: bool = False,
    ) -> None:
        """A payment of it arrives; a `bare` one is found in Telegram's list, which says less."""
        paid_at = at or self.clock.now()
        received = ReceivedPayment(
            charge_id=charge_id,
            checkout=Checkout(payer_id=PAYER, payload=order.token, currency="XTR", amount=order.stars),
            paid_at=paid_at,
            recurring=True,
            first_recurring=first,
            period_ends_at=None if bare else paid_at + MONTH,
        )
        found_by = FoundBy.RECONCILIATION if bare else FoundBy.UPDATE
        for _ in range(2):
            await self.receiver.receive(received, found_by)

    async def row(self, order: Order) -> Subscription:
        """Its row."""
        async with self.store.transaction() as tx:
            subscription = await tx.subscription(order.token)
        assert subscription is not None
        return subscription

    async def refusal(self, order: Order) -> str:
        """What a checkout of it is answered now; empty when it may be paid."""
        try:
            await self.pre_checkout.check(
                Checkout(payer_id=PAYER, payload=order.token, currency="XTR", amount=order.stars)
            )
        except Refusal as refusal:
            return refusal.code
        return ""

    async def forget(self) -> None:
        """The payer is forgotten."""
        async with self.store.transaction() as tx:
            await tx.forget_person(PAYER, PAYER + 1000)


@pytest.fixture
def club(database: Database, clock: FakeClock) -> Club:
    """No one has subscribed yet."""
    return Club(database, clock)


@pytest.mark.parametrize("bare", [False, True])
async def test_each_period_brings_the_credits_once(club: Club, bare: bool) -> None:
    """Also where the payments were found in the list, and after the pack has ended."""
    order = await club.order()
    await club.pay(order, "a", first=not bare, bare=bare)
    await club.packs.end(order.pack_id, by=99)
    club.clock.moment = START + MONTH
    await club.pay(order, "b", bare=bare)
    assert await available(club.store, order.account_id) == 1800
    row = await club.row(order)
    assert (row.first_charge_id, row.last_charge_id, row.state) == ("a", "b", SubscriptionState.ACTIVE)
    assert row.period_ends_at == START + 2 * PERIOD


async def test_a_blocked_persons_subscription_is_not_renewed(club: Club, database: Database) -> None:
    """Telegram is asked as often as it takes. Unblocking resumes nothing; then the person may."""
    tariff = FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=NONE)
    balances = Balances(club.store, SqlitePersonRepository(database, club.clock), club.clock, tariff)
    order = await club.order()
    await club.pay(order, "a", first=True)
    assert await balances.set_blocked(PAYER, blocked=True, by=99) == 1
    assert (await club.row(order)).state is SubscriptionState.CANCELED
    club.stars.outage = True
    await club.changes.finish_stops()
    assert club.stars.canceled == []
    club.stars.outage = False
    await club.changes.finish_stops()
    assert club.stars.canceled == ["a"]
    with pytest.raises(AccountBlocked):
        await club.subscriptions.resume(PAYER, order.token)
    assert await balances.set_blocked(PAYER, blocked=True, by=99) == 0
    assert await balances.set_blocked(PAYER, blocked=False, by=99) == 0
    assert (await club.row(order)).state is SubscriptionState.CANCELED
    await club.subscriptions.resume(PAYER, order.token)
    assert club.stars.canceled == ["a", "-a"]
    assert (await club.row(order)).state is SubscriptionState.ACTIVE


async def test_a_renewal_that_was_under_way_when_its_payer_was_blocked(club: Club) -> None:
    """Its credits arrive, and it is the last one."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    async with club.store.transaction() as tx:
        await tx.set_blocked(order.account_id, blocked=True)
    club.clock.moment = START + MONTH
    await club.pay(order, "b")
    assert await available(club.store, order.account_id) == 1800
    assert (await club.row(order)).state is SubscriptionState.CANCELED
    await club.changes.finish_stops()
    assert club.stars.canceled == ["a"]


async def test_a_renewal_that_is_learned_of_before_the_first_payment(club: Club) -> None:
    """By the first one Telegram knows the subscription."""
    order = await club.order()
    await club.pay(order, "b", at=START + MONTH)
    await club.pay(order, "a", at=START, first=True)
    row = await club.row(order)
    assert (row.first_charge_id, row.last_charge_id, row.period_ends_at) == ("a", "b", START + 2 * PERIOD)
    await club.changes.finish_stops()
    assert club.stars.canceled == []


async def test_the_same_is_not_sold_twice(club: Club) -> None:
    """Neither by another link, nor by one that was made before, nor by the same one; a renewal may be paid when it is due."""
    order, other = await club.order(), await club.order()
    assert (await club.refusal(order), await club.refusal(other)) == ("", "")
    await club.pay(order, "a", first=True)
    with pytest.raises(AlreadySubscribed):
        await club.order()
    assert (await club.refusal(order), await club.refusal(other)) == ("already-subscribed",) * 2
    club.clock.moment = START + MONTH - timedelta(hours=1)
    club.selling = False
    assert await club.refusal(order) == "", "a renewal waits for no one"
    assert await club.refusal(other) == "already-subscribed"


async def test_two_payments_of_one_link_at_once_are_renewed_once(club: Club) -> None:
    """Both bring their credits, and Telegram is asked, until it answers, not to renew the second one."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    await club.pay(order, "b", first=True)
    assert await available(club.store, order.account_id) == 1800
    assert (await club.row(order)).first_charge_id == "a"
    club.stars.outage = True
    await club.changes.finish_stops()
    assert club.stars.canceled == []
    club.stars.outage = False
    await club.changes.finish_stops()
    await club.changes.finish_stops()
    assert club.stars.canceled == ["b"]


async def test_what_failed_may_be_bought_again(club: Club) -> None:
    """By a new link, or by the old one; the failed one is stopped at Telegram, which may try it again."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    assert await club.changes.change(PAYER, order.token, SubscriptionState.FAILED)
    second = await club.order()
    assert await club.refusal(second) == ""
    await club.pay(second, "b", first=True)
    await club.changes.finish_stops()
    assert club.stars.canceled == ["a"]
    assert await club.changes.change(PAYER, second.token, SubscriptionState.FAILED)
    await club.pay(second, "c", first=True)
    await club.changes.finish_stops()
    assert club.stars.canceled == ["a", "b"]
    assert (await club.row(second)).first_charge_id == "c"


async def test_stop_and_resume(club: Club) -> None:
    """By the first charge id, however many periods were paid since; repeating either changes nothing."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    club.clock.moment = START + MONTH
    await club.pay(order, "b")
    for _ in range(2):
        await club.subscriptions.stop(PAYER, order.token)
    assert club.stars.canceled == ["a"]
    assert (await club.row(order)).state is SubscriptionState.CANCELED
    for _ in range(2):
        await club.subscriptions.resume(PAYER, order.token)
    assert club.stars.canceled == ["a", "-a"]
    assert (await club.row(order)).state is SubscriptionState.ACTIVE


async def test_only_the_payer_stops_it(club: Club) -> None:
    """The token alone gives no right."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    for step in (club.subscriptions.stop, club.subscriptions.resume):
        with pytest.raises(SubscriptionUnknown):
            await step(8, order.token)
    assert not await club.changes.change(8, order.token, SubscriptionState.CANCELED)
    assert club.stars.canceled == []


async def test_telegram_refuses_or_is_silent(club: Club) -> None:
    """Nothing is said to have changed, and nothing has."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    club.stars.subscription_refusal = "CHARGE_NOT_FOUND"
    with pytest.raises(SubscriptionNotChanged):
        await club.subscriptions.stop(PAYER, order.token)
    club.stars.outage = True
    with pytest.raises(SubscriptionNotReached):
        await club.subscriptions.stop(PAYER, order.token)
    assert (await club.row(order)).state is SubscriptionState.ACTIVE


async def test_what_the_payer_has_cancelled_in_telegram_is_resumed_there(club: Club) -> None:
    """The bot cannot; where it is resumed in Telegram, that is news once."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    assert await club.changes.change(PAYER, order.token, SubscriptionState.CANCELED)
    assert not await club.changes.change(PAYER, order.token, SubscriptionState.CANCELED)
    with pytest.raises(SubscriptionNotChanged):
        await club.subscriptions.resume(PAYER, order.token)
    with pytest.raises(AlreadySubscribed):
        await club.order()
    assert await club.changes.change(PAYER, order.token, SubscriptionState.ACTIVE)
    assert club.notifier.said == [("subscription canceled", 900), ("subscription active", 900)]


async def test_it_ends_silently_and_may_come_back(club: Club) -> None:
    """A day after its period, unless it was renewed; a renewal that is found later still counts."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    club.clock.moment = START + MONTH + timedelta(hours=12)
    await club.changes.end_over()
    assert (await club.row(order)).state is SubscriptionState.ACTIVE
    club.clock.moment = START + MONTH + timedelta(hours=25)
    await club.changes.end_over()
    assert (await club.row(order)).state is SubscriptionState.ENDED
    assert await club.subscriptions.of(PAYER) == []
    await club.pay(order, "b", at=START + MONTH, bare=True)
    assert (await club.row(order)).state is SubscriptionState.ACTIVE
    [mine] = await club.subscriptions.of(PAYER)
    assert (mine.subscription, mine.order) == (await club.row(order), order)


async def test_what_was_cancelled_ends_with_its_period_and_may_be_bought_again(club: Club) -> None:
    """No renewal is waited for then: a new link is made at once, and can be paid."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    await club.subscriptions.stop(PAYER, order.token)
    club.clock.moment = START + MONTH
    second = await club.order()
    await club.changes.end_over()
    assert (await club.row(order)).state is SubscriptionState.ENDED
    assert await club.refusal(second) == ""


async def test_who_is_forgotten_is_not_charged_again(club: Club) -> None:
    """Telegram is asked until it answers; what it takes before that is credited to who comes back."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    await club.forget()
    club.stars.outage = True
    await club.changes.finish_stops()
    club.clock.moment = START + MONTH
    assert await club.refusal(order) == "invoice-over"
    await club.pay(order, "b")
    assert await available(club.store, order.account_id) == 1800
    club.stars.outage = False
    await club.changes.finish_stops()
    assert club.stars.canceled == ["a"]


async def test_who_comes_back_at_once_may_resume(club: Club) -> None:
    """Then Telegram is not asked to stop it any more."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    await club.forget()
    await club.subscriptions.resume(PAYER, order.token)
    await club.changes.finish_stops()
    assert club.stars.canceled == ["-a"]


async def test_who_resumes_while_telegram_is_asked_to_stop_has_it(club: Club) -> None:
    """The answer to the earlier question comes after the press: what was pressed counts."""
    order = await club.order()
    await club.pay(order, "a", first=True)
    await club.forget()
    ask = club.stars.set_subscription_canceled

    async def slowly(payer_id: int, first_charge_id: str, *, canceled: bool) -> None:
        club.stars.set_subscription_canceled = ask  # type: ignore[method-assign]  # the press is not slow
        await club.subscriptions.resume(PAYER, order.token)
        await ask(payer_id, first_charge_id, canceled=canceled)

    club.stars.set_subscription_canceled = slowly  # type: ignore[method-assign]  # the first answer is
    await club.changes.finish_stops()
    assert club.stars.canceled == ["-a", "a", "-a"]
    assert (await club.row(order)).state is SubscriptionState.ACTIVE


@pytest.mark.parametrize("kind", [OrderKind.GROUP, OrderKind.GIFT])
async def test_only_for_oneself(club: Club, kind: OrderKind) -> None:
    """A monthly pack is not sold to a group or as a gift."""
    with pytest.raises(PackGone):
        await club.order(kind=kind)


async def test_ordinary_packs_begin_nothing(club: Club) -> None:
    """A payment of a pack that is bought once has no period."""
    order = await club.order()
    once = replace(order, token="kOnce", monthly=False)
    async with club.store.transaction() as tx:
        await tx.add_order(once)
    await club.pay(once, "a", first=True)
    assert await club.subscriptions.of(PAYER) == []


async def test_a_refund_ends_the_renewals_when_telegram_has(club: Club, database: Database) -> None:
    """Refused, it goes on as Telegram says, and is asked about once more."""
    refunds = refunds_of(database, club.receiver, club.stars, [SubscriptionPeriods()])
    order = await club.order()
    await club.pay(order, "a", first=True)
    club.stars.subscription_refusal = "Bad Request: try later"
    assert (await refunds.refund(1, asked_by=1)).state is PaymentState.REFUNDED
    assert (await club.row(order)).state is SubscriptionState.ACTIVE
    club.stars.subscription_refusal = ""
    await club.changes.finish_stops()
    subscription = await club.row(order)
    assert (subscription.state, subscription.canceled_by_bot) == (SubscriptionState.CANCELED, True)
    assert club.stars.canceled == ["a"]


async def test_a_refund_that_telegram_refuses_leaves_what_it_did(club: Club, database: Database) -> None:
    """The renewals have ended there, so they have here, and the payer may resume them."""
    refunds = refunds_of(database, club.receiver, club.stars, [SubscriptionPeriods()])
    order = await club.order()
    await club.pay(order, "a", first=True)
    club.stars.refusal = "Bad Request: BALANCE_TOO_LOW"
    assert (await refunds.refund(1, asked_by=1)).state is PaymentState.CREDITED
    assert (await club.row(order)).state is SubscriptionState.CANCELED
    await club.subscriptions.resume(PAYER, order.token)
    assert (await club.row(order)).state is SubscriptionState.ACTIVE


async def test_a_refund_elsewhere_ends_the_renewals_too(club: Club, database: Database) -> None:
    """Of the second period as of the first: Telegram is asked, by the first payment, and is heard."""
    refunds = refunds_of(database, club.receiver, club.stars, [SubscriptionPeriods()])
    order = await club.order()
    await club.pay(order, "a", first=True)
    await club.pay(order, "b", at=START + MONTH)
    await refunds.confirm("b")
    assert (await club.row(order)).state is SubscriptionState.ACTIVE
    await club.changes.finish_stops()
    assert (await club.row(order)).state is SubscriptionState.CANCELED
    assert club.stars.canceled == ["a"]
