"""A pack that is bought as a gift becomes a gift card in its payment's transaction, and its refund takes it back first."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.order import Order, OrderKind
from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.errors import ChatGone, DeliveryPostponed, SelfRefundSpent
from bot.gifts.claim import GiftClaimer, GiftOutcome
from bot.gifts.give import GiftCard, GiftGiver
from bot.gifts.give_back import GiftReturner
from bot.gifts.purchase import BoughtGifts, GiftCardSender
from bot.gifts.tokens import GiftTokens
from bot.payments.orders import OrderRequest
from bot.payments.receive import PaymentReceiver
from bot.payments.refunds import Refunds
from storage.core.database import Database
from storage.gifts.gifts import SqliteGiftReader
from tests.contract.test_payments import BUYER, Sales
from tests.support.fake_clock import FakeClock
from tests.support.fake_gift_notifier import FakeGiftNotifier
from tests.support.fake_payments import FakePayerNotifier, FakeStars
from tests.support.samples import tariff
from tests.support.store_setup import available

FRIEND = 8


class CardNotifier(FakeGiftNotifier):
    """Remembers the cards that it showed; `trouble` is what Telegram does, and `trouble_of_some` to the `troubled`."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[GiftCard] = []
        self.trouble: Exception | None = None
        self.troubled: set[int] = set()
        self.trouble_of_some: Exception = ValueError()

    async def show_card(self, card: GiftCard) -> int:
        """Show it, or not."""
        if self.trouble is not None:
            raise self.trouble
        if card.gift.id in self.troubled:
            raise self.trouble_of_some
        self.cards.append(card)
        return 55


class GiftSales(Sales):
    """Sales with gift cards."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        super().__init__(database, clock)
        tokens = GiftTokens("secret")
        self.notifier = CardNotifier()
        self.effect = BoughtGifts(clock, tokens)
        self.receiver = PaymentReceiver(self.store, clock, tariff(0), [self.effect])
        self.giver = GiftGiver(self.store, clock, tokens)
        self.sender = GiftCardSender(self.store, self.giver, self.notifier)
        self.claimer = GiftClaimer(self.store, clock, tariff(0), self.notifier)
        self.returner = GiftReturner(self.store, clock, self.notifier)
        self.gifts = SqliteGiftReader(database)
        self.refunds = Refunds(
            store=self.store,
            payments=self.payments,
            clock=clock,
            stars=FakeStars(clock),
            receiver=self.receiver,
            notifier=FakePayerNotifier(),
            effects=[self.effect],
        )

    async def gift_order(self) -> Order:
        """An order of 150 credits as a gift."""
        pack = await self.packs.add(stars=100, credits_=150, monthly=False, made_by=1)
        return await self.placer.place(
            OrderRequest(buyer_id=BUYER, pack_id=pack.id, kind=OrderKind.GIFT, chat_id=BUYER, language="en")
        )

    async def pay(self, order: Order, charge_id: str = "a") -> Payment:
        """It is paid."""
        return (await self.receiver.receive(self.paid(order, charge_id), FoundBy.UPDATE)).payment

    async def bought(self, person_id: int) -> int:
        """Credits of a person that do not expire."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(person_id)
        await available(self.store, account.id)
        return account.bought


@pytest.fixture
def sales(database: Database, clock: FakeClock) -> GiftSales:
    """With nothing on sale."""
    return GiftSales(database, clock)


async def test_a_payment_makes_one_card(sales: GiftSales) -> None:
    """Ten times in parallel: one gift, nothing on the account; the card is shown once and can be opened."""
    order = await sales.gift_order()
    await asyncio.gather(*(sales.pay(order) for _ in range(10)))
    assert await sales.bought(BUYER) == 0
    for _ in range(2):
        await sales.sender.send()
    [card] = sales.notifier.cards
    assert (card.gift.credits, card.gift.charge_id) == (150, "a")
    opened = await sales.claimer.open(card.token, FRIEND, "")
    assert opened.outcome is GiftOutcome.OPENED
    assert (await sales.bought(FRIEND), await sales.paid_left()) == (150, 0)


async def test_an_invoice_paid_twice_is_two_cards(sales: GiftSales) -> None:
    """Each payment has its own."""
    order = await sales.gift_order()
    for charge_id in ("a", "b"):
        await sales.pay(order, charge_id)
    await sales.sender.send()
    assert len({card.token for card in sales.notifier.cards}) == 2


async def test_a_card_that_cannot_be_shown(sales: GiftSales) -> None:
    """What Telegram holds up is shown later; who has blocked the bot finds the gift in the list and can take it back."""
    await sales.pay(await sales.gift_order())
    sales.notifier.trouble = DeliveryPostponed("flood", 5)
    await sales.sender.send()
    sales.notifier.trouble = ChatGone("blocked")
    await sales.sender.send()
    sales.notifier.trouble = None
    await sales.sender.send()
    assert sales.notifier.cards == []
    [gift] = await sales.gifts.open_gifts_of(BUYER)
    await sales.returner.take_back(gift.id, BUYER)
    assert (await sales.bought(BUYER), await sales.paid_left()) == (150, 150)


@pytest.mark.parametrize(
    "trouble", [DeliveryPostponed("flood", 5), ValueError("of a kind that was not thought of")]
)
async def test_cards_that_fail_are_in_no_newer_ones_way(sales: GiftSales, trouble: Exception) -> None:
    """More of them than are tried at once; they are shown when that is over."""
    order = await sales.gift_order()
    for number in range(41):
        await sales.pay(order, f"c{number:02}")
    sales.notifier.troubled = set(range(1, 41))
    sales.notifier.trouble_of_some = trouble
    for _ in range(3):
        await sales.sender.send()
    assert [card.gift.id for card in sales.notifier.cards] == [41]
    sales.notifier.troubled = set()
    for _ in range(3):
        await sales.sender.send()
    assert len(sales.notifier.cards) == 41


async def test_a_buyer_who_was_forgotten_before_paying(sales: GiftSales) -> None:
    """The credits are on the account, which waits under its pseudonym."""
    order = await sales.gift_order()
    async with sales.store.transaction() as tx:
        await tx.forget_person(BUYER, 99)
    await sales.pay(order)
    assert await available(sales.store, order.account_id) == 150
    assert await sales.database.rows("SELECT 1 FROM gifts") == []


async def test_the_refund_of_an_unopened_gift_takes_it_back_first(sales: GiftSales) -> None:
    """Nothing of it is spent: the buyer may return it without the operator, and the link is over."""
    await sales.pay(await sales.gift_order())
    await sales.sender.send()
    payment = await sales.refunds.self_refund(1, BUYER)
    assert (payment.state, payment.taken_back, payment.uncollected) == (PaymentState.REFUNDED, 150, 0)
    [card] = sales.notifier.cards
    assert (await sales.claimer.open(card.token, FRIEND, "")).outcome is GiftOutcome.RETURNED
    assert (await sales.bought(BUYER), await sales.bought(FRIEND)) == (0, 0)


async def test_an_opened_gift_is_spent(sales: GiftSales) -> None:
    """The buyer cannot return it; the operator may, and nothing is taken from the friend."""
    await sales.pay(await sales.gift_order())
    await sales.sender.send()
    await sales.claimer.open(sales.notifier.cards[0].token, FRIEND, "")
    with pytest.raises(SelfRefundSpent):
        await sales.refunds.self_refund(1, BUYER)
    payment = await sales.refunds.refund(1, asked_by=1, accepts_loss=True)
    assert (payment.taken_back, payment.uncollected) == (0, 150)
    assert await sales.bought(FRIEND) == 150
