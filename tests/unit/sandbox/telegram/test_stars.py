"""Stars: invoices, paying them, giving them back, the bot's list, subscriptions; and what Telegram refuses of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNetworkError, TelegramServerError
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LabeledPrice,
    Message,
    StarTransaction,
    TransactionPartnerUser,
    Update,
)

from bot.sandbox.telegram import Cut, Payment, Person, TelegramSimulator

PRICE = [LabeledPrice(label="100 credits", amount=100)]
MONTH = 2_592_000


def terms(**other: Any) -> dict[str, Any]:
    """The fields of an invoice that is fine, with others instead."""
    fields = {
        "title": "Pack",
        "description": "100 credits",
        "payload": "order-1",
        "currency": "XTR",
        "prices": PRICE,
    }
    return fields | other


class Cashier:
    """The bot's side: answers each checkout, and keeps what it hears."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.heard: list[Update] = []
        self.refusal = ""
        self.is_silent = False
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Poll until it is cancelled."""
        offset = 0
        while True:
            for update in await self._bot.get_updates(offset, timeout=20):
                offset = update.update_id + 1
                self.heard.append(update)
                self._news.set()
                query = update.pre_checkout_query
                if query is not None and not self.is_silent:
                    await self._bot.answer_pre_checkout_query(
                        query.id, not self.refusal, self.refusal or None
                    )

    async def hears(self, kind: str, count: int = 1) -> list[Any]:
        """Wait until it has received `count` updates, or messages with a field, of this kind."""
        async with asyncio.timeout(5):
            while len(found := self.of(kind)) < count:
                self._news.clear()
                await self._news.wait()
        return found

    def of(self, kind: str) -> list[Any]:
        """What it has received of this kind."""
        own = [getattr(update, kind, None) for update in self.heard]
        inside = [getattr(update.message, kind, None) for update in self.heard]
        return [found for found in (*own, *inside) if found is not None]


@pytest.fixture
async def cashier(bot: Bot) -> AsyncIterator[Cashier]:
    """A bot that lets everything be paid."""
    found = Cashier(bot)
    work = asyncio.create_task(found.run())
    yield found
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def invoice(bot: Bot, person: Person, **other: Any) -> Any:
    """An invoice in the person's private chat, as people see it."""
    sent = await bot.send_invoice(person.id, **terms(**other))
    return person.private.chat.find(sent.message_id)


async def refused(answer: Any, words: str) -> None:
    """The call fails with 400 and these words."""
    with pytest.raises(TelegramBadRequest, match=words):
        await answer


BAD_TERMS = [
    ({"title": ""}, "title"),
    ({"title": "x" * 33}, "invoice title"),
    ({"description": " "}, "invoice description"),
    ({"description": "x" * 256}, "invoice description"),
    ({"payload": ""}, "INVOICE_PAYLOAD_INVALID"),
    ({"payload": "д" * 65}, "INVOICE_PAYLOAD_INVALID"),
    ({"currency": "stars"}, "CURRENCY_INVALID"),
    ({"currency": "XTS"}, "PAYMENT_PROVIDER_INVALID"),
    ({"provider_token": "1:TEST:2"}, "STARS_INVOICE_INVALID"),
    ({"max_tip_amount": 10}, "STARS_INVOICE_INVALID"),
    ({"prices": []}, "STARS_INVOICE_INVALID"),
    ({"prices": PRICE * 2}, "STARS_INVOICE_INVALID"),
    ({"prices": [LabeledPrice(label="x", amount=0)]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"prices": [LabeledPrice(label="x", amount=100_001)]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"prices": [LabeledPrice(label=" ", amount=1)]}, "price label"),
]


@pytest.mark.parametrize(("wrong", "words"), BAD_TERMS)
async def test_wrong_terms_are_refused(bot: Bot, alice: Person, wrong: dict[str, Any], words: str) -> None:
    """Both in a message and as a link."""
    await refused(bot.send_invoice(alice.id, **terms(**wrong)), words)
    await refused(bot.create_invoice_link(**terms(**wrong)), words)
    assert alice.private.last.text == "/start"


async def test_the_largest_terms_pass(bot: Bot, alice: Person) -> None:
    """32 and 255 characters, 128 bytes, 100,000 Stars; a link may renew itself for up to 10,000."""
    largest = terms(
        title="x" * 32,
        description="x" * 255,
        payload="д" * 64,
        prices=[LabeledPrice(label="x", amount=100_000)],
        provider_token="",
    )
    sent = await bot.send_invoice(alice.id, **largest, start_parameter="x" * 64)
    assert sent.invoice is not None
    assert (sent.invoice.title, sent.invoice.total_amount) == ("x" * 32, 100_000)
    price = [LabeledPrice(label="x", amount=10_000)]
    await bot.create_invoice_link(**largest)
    await bot.create_invoice_link(**terms(prices=price), subscription_period=MONTH)


async def test_subscriptions_and_deep_links_have_limits(bot: Bot, alice: Person) -> None:
    """30 days, 10,000 Stars, 64 plain characters; only a link can be a subscription."""
    dear = [LabeledPrice(label="x", amount=10_001)]
    for period in (0, 60, MONTH * 3):
        await refused(
            bot.create_invoice_link(**terms(), subscription_period=period), "SUBSCRIPTION_PERIOD_INVALID"
        )
    await refused(
        bot.create_invoice_link(**terms(prices=dear), subscription_period=MONTH),
        "SUBSCRIPTION_AMOUNT_INVALID",
    )
    for parameter in ("x" * 65, "a b", "д"):
        await refused(bot.send_invoice(alice.id, **terms(), start_parameter=parameter), "START_PARAM_INVALID")


def keys(*cells: dict[str, Any]) -> InlineKeyboardMarkup:
    """A column of buttons."""
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(**cell)] for cell in cells])


async def test_only_the_first_button_of_an_invoice_pays(bot: Bot, alice: Person) -> None:
    """Without a keyboard it gets one; a keyboard without Pay, with Pay elsewhere, or Pay elsewhere is refused."""
    pay, other = {"text": "Pay ⭐100", "pay": True}, {"text": "No", "callback_data": "no"}
    assert (await invoice(bot, alice)).labels == ["Pay ⭐100"]
    sent = await bot.send_invoice(alice.id, **terms(), reply_markup=keys(pay, other))
    assert sent.reply_markup is not None
    for wrong, words in (
        (keys(other), "REPLY_MARKUP_BUY_EMPTY"),
        (keys(other, pay), "BUTTON_POS_INVALID"),
        (keys(pay, pay), "BUTTON_POS_INVALID"),
    ):
        await refused(bot.send_invoice(alice.id, **terms(), reply_markup=wrong), words)
        await refused(
            bot.edit_message_reply_markup(None, alice.id, sent.message_id, reply_markup=wrong), words
        )
    await refused(bot.send_message(alice.id, "x", reply_markup=keys(pay)), "BUTTON_TYPE_INVALID")
    await refused(bot.edit_message_text("x", None, alice.id, sent.message_id), "there is no text")
    await refused(bot.copy_message(alice.id, alice.id, sent.message_id), "can't be copied")


async def test_paying_moves_stars_and_is_said(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """The bot is asked, then hears of it in the invoice's chat; the same invoice again is another payment."""
    bill = await invoice(bot, alice)
    answer = await alice.tap(bill, "Pay")
    assert answer.invoice is bill.invoice
    paid = await alice.pay(bill)
    assert (alice.stars, (await bot.get_my_star_balance()).amount) == (400, 100)
    query = cashier.of("pre_checkout_query")[0]
    assert (query.from_user.id, query.currency, query.total_amount) == (alice.id, "XTR", 100)
    assert query.invoice_payload == "order-1"
    heard = (await cashier.hears("successful_payment"))[0]
    assert (heard.telegram_payment_charge_id, heard.invoice_payload) == (paid.charge_id, "order-1")
    assert (heard.currency, heard.total_amount, heard.is_recurring) == ("XTR", 100, None)
    again = await alice.pay(bill, times=2)
    assert len({paid.charge_id, again.charge_id, *telegram.stars.charges}) == 3
    assert any(len(charge_id) > 128 for charge_id in telegram.stars.charges)
    assert alice.stars == 200


async def test_a_payment_in_a_group_is_said_there_and_one_of_a_link_in_private(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """Also to a bot that reads no messages, and from a person who never started it."""
    bob = telegram.person("Bob")
    group = telegram.group("Friends", [alice, bob])
    sent = await bot.send_invoice(group.id, **terms())
    link = await bot.create_invoice_link(**terms(payload="linked"))
    shown = group.chat.find(sent.message_id)
    assert shown is not None
    assert (await bob.pay(shown)).paid
    assert (await bob.pay(f"here: {link}")).paid
    await cashier.hears("successful_payment", 2)
    messages = [one.message for one in cashier.heard if one.message and one.message.successful_payment]
    assert [(one.chat.id, one.from_user and one.from_user.id) for one in messages] == [
        (group.id, bob.id),
        (bob.id, bob.id),
    ]
    assert isinstance(messages[0].reply_to_message, Message)
    await bot.send_message(bob.id, "thanks")


async def test_an_invoice_of_a_group_that_grew_is_paid_in_the_supergroup(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """So is its refund; the update can be delivered twice."""
    group = telegram.group("Friends", [alice])
    sent = await bot.send_invoice(group.id, **terms())
    bill = group.chat.find(sent.message_id)
    assert bill is not None
    grown = group.migrate()
    paid = await alice.pay(bill)
    assert paid.message is not None
    assert paid.message.chat is grown.chat
    assert paid.update is not None
    telegram.updates.repeat(paid.update)
    await cashier.hears("successful_payment", 2)
    await bot.refund_star_payment(alice.id, paid.charge_id)
    assert grown.last.service is not None
    assert "refunded_payment" in grown.last.service


async def test_a_link_on_a_button_is_paid_too(bot: Bot, alice: Person, cashier: Cashier) -> None:
    """`pay` finds it on the message, and a tap opens it."""
    link = await bot.create_invoice_link(**terms())
    await bot.send_message(alice.id, "Buy", reply_markup=keys({"text": "Go", "url": link}))
    opened = await alice.tap(alice.private.last, "Go")
    assert opened.invoice is not None
    assert (await alice.pay(alice.private.last)).paid
    with pytest.raises(AssertionError, match="nothing to pay"):
        await alice.pay("https://t.me/$nothing")


async def test_the_bot_can_refuse_in_words(bot: Bot, alice: Person, cashier: Cashier) -> None:
    """The person reads them, and nothing moves; a refusal without words is refused itself."""
    cashier.refusal = "This offer has ended."
    bill = await invoice(bot, alice)
    assert await alice.pay(bill) == Payment(error="This offer has ended.")
    query = cashier.of("pre_checkout_query")[0]
    await refused(bot.answer_pre_checkout_query(query.id, True), "query is too old")
    cashier.is_silent = True
    paying = asyncio.create_task(alice.check_out(bill))
    query = (await cashier.hears("pre_checkout_query", 2))[1]
    await refused(bot.answer_pre_checkout_query(query.id, False), "ERROR_TEXT_EMPTY")
    await bot.answer_pre_checkout_query(query.id, True)
    assert not (await paying).error
    assert (alice.stars, cashier.of("successful_payment")) == (500, [])


async def test_a_payment_fails_in_ten_seconds_without_an_answer(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """The error says so, and an answer that comes later is refused."""
    assert telegram.core.options.checkout_seconds == 10
    telegram.core.options.checkout_seconds = 0.05
    cashier.is_silent = True
    failed = await alice.pay(await invoice(bot, alice))
    assert (failed.paid, failed.error) == (False, "BOT_PRECHECKOUT_TIMEOUT")
    query = (await cashier.hears("pre_checkout_query"))[0]
    await refused(bot.answer_pre_checkout_query(query.id, True), "query is too old")
    assert alice.stars == 500


async def test_what_cannot_be_paid(bot: Bot, alice: Person, cashier: Cashier) -> None:
    """Too few Stars, a deleted invoice: the bot is not even asked. Stars can be bought."""
    bill = await invoice(bot, alice)
    alice.stars = 99
    assert (await alice.pay(bill)).error == "BALANCE_TOO_LOW"
    alice.stars += 1
    await bot.delete_message(alice.id, bill.id)
    assert (await alice.pay(bill)).error == "MESSAGE_ID_INVALID"
    assert cashier.of("pre_checkout_query") == []


async def test_stars_are_spent_once_however_many_checkouts_were_allowed(
    bot: Bot, alice: Person, cashier: Cashier
) -> None:
    """Two at once with Stars for one: the second fails."""
    bill = await invoice(bot, alice)
    alice.stars = 100
    both = await asyncio.gather(alice.pay(bill), alice.pay(bill))
    assert sorted(payment.error for payment in both) == ["", "BALANCE_TOO_LOW"]
    assert alice.stars == 0


async def test_a_forwarded_copy_carries_pay_or_a_deep_link(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """By the start parameter; whether a person forwards it or the bot."""
    bob = telegram.person("Bob")
    group = telegram.group("Friends", [alice, bob])
    copy = await alice.forward(await invoice(bot, alice), chat=group)
    assert (await bob.pay(copy)).paid
    guarded = await invoice(bot, alice, start_parameter="buy")
    copy = await alice.forward(guarded, chat=group)
    assert (await bob.pay(copy)).error == "BUTTON_TYPE_INVALID"
    answer = await bob.tap(copy, "Pay")
    assert (answer.url, answer.invoice) == ("https://t.me/kiosk_sandbox_bot?start=buy", None)
    assert bob.private.last.text == "/start buy"
    sent = await bot.forward_message(group.id, alice.id, guarded.id)
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].url == "https://t.me/kiosk_sandbox_bot?start=buy"


async def test_a_refund_gives_everything_back_once(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """The bot itself says so in the chat; a second one, another's and an unknown one are refused."""
    paid = await alice.pay(await invoice(bot, alice))
    bob = telegram.person("Bob")
    await refused(bot.refund_star_payment(4711, paid.charge_id), "USER_ID_INVALID")
    await refused(bot.refund_star_payment(bob.id, paid.charge_id), "CHARGE_NOT_FOUND")
    await refused(bot.refund_star_payment(alice.id, "stxNothing"), "CHARGE_NOT_FOUND")
    await refused(bot.refund_star_payment(alice.id, ""), "CHARGE_ID_EMPTY")
    telegram.withdraw(1)
    await refused(bot.refund_star_payment(alice.id, paid.charge_id), "BALANCE_TOO_LOW")
    telegram.stars.bot_balance += 1
    assert await bot.refund_star_payment(alice.id, paid.charge_id)
    await refused(bot.refund_star_payment(alice.id, paid.charge_id), "CHARGE_ALREADY_REFUNDED")
    assert (alice.stars, (await bot.get_my_star_balance()).amount) == (500, 0)
    heard = (await cashier.hears("refunded_payment"))[0]
    assert (heard.telegram_payment_charge_id, heard.total_amount) == (paid.charge_id, 100)
    sender = next(one.message for one in cashier.heard if one.message and one.message.refunded_payment)
    assert sender.from_user is not None
    assert sender.from_user.is_bot


async def moves(bot: Bot, **page: int) -> list[StarTransaction]:
    """A page of the bot's list."""
    return (await bot.get_star_transactions(**page)).transactions


async def test_the_list_is_oldest_first_and_in_pages(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """A refund has the id of its payment and a receiver; limits are 1 to 100."""
    first = await alice.pay(await invoice(bot, alice))
    second = await alice.pay(await invoice(bot, alice, payload="order-2"))
    await bot.refund_star_payment(alice.id, first.charge_id)
    telegram.withdraw(30)
    found = await moves(bot)
    assert [move.id for move in found[:3]] == [first.charge_id, second.charge_id, first.charge_id]
    assert isinstance(found[1].source, TransactionPartnerUser)
    assert (found[1].source.invoice_payload, found[1].source.transaction_type) == (
        "order-2",
        "invoice_payment",
    )
    assert found[2].source is None
    assert isinstance(found[2].receiver, TransactionPartnerUser)
    assert found[2].receiver.user.id == alice.id
    assert (found[3].receiver.type if found[3].receiver else None) == "fragment"
    assert [move.id for move in await moves(bot, offset=1, limit=1)] == [second.charge_id]
    assert await moves(bot, offset=4) == []
    for wrong in (0, 101):
        await refused(bot.get_star_transactions(limit=wrong), "LIMIT_INVALID")
    await refused(bot.get_star_transactions(offset=-1), "OFFSET_INVALID")


async def test_the_list_can_lag(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """What is younger than the lag is not listed yet."""
    telegram.stars.lag = 60
    await alice.pay(await invoice(bot, alice))
    assert await moves(bot) == []
    telegram.stars.lag = 0
    assert len(await moves(bot)) == 1


async def test_a_chargeback_is_silent(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """The balance goes down; the list says so only where it is wanted."""
    first, second = [await alice.pay(await invoice(bot, alice)) for _ in "12"]
    telegram.chargeback(first.charge_id)
    telegram.withdraw(50)
    telegram.chargeback(second.charge_id, is_listed=True)
    assert (await bot.get_my_star_balance()).amount == -50
    assert [move.id for move in await moves(bot)][3:] == [second.charge_id]
    await alice.send("next")
    await cashier.hears("text")
    assert cashier.of("refunded_payment") == []


async def test_lost_answers_and_lost_updates(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """A refund whose answer is lost or wrong is done; a payment can go unheard; what waits can be dropped."""
    first = await alice.pay(await invoice(bot, alice))
    second = await alice.pay(await invoice(bot, alice), is_heard=False)
    telegram.faults.cut("refundStarPayment", Cut.AFTER)
    with pytest.raises(TelegramNetworkError):
        await bot.refund_star_payment(alice.id, first.charge_id)
    await refused(bot.refund_star_payment(alice.id, first.charge_id), "CHARGE_ALREADY_REFUNDED")
    telegram.faults.fail("refundStarPayment", 500, after=True)
    with pytest.raises(TelegramServerError):
        await bot.refund_star_payment(alice.id, second.charge_id)
    assert alice.stars == 500
    telegram.faults.fail("getStarTransactions")
    with pytest.raises(TelegramAPIError):
        await moves(bot)
    heard = await cashier.hears("successful_payment")
    assert [one.telegram_payment_charge_id for one in heard] == [first.charge_id]
    telegram.updates.hold()
    await alice.send("lost")
    telegram.drop_updates()
    telegram.updates.release()
    assert telegram.updates.pending == []


async def test_a_subscription_renews_fails_stops_and_goes_on(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """Each renewal is a payment of its own with the same payload; the states come as updates without a charge id."""
    link = await bot.create_invoice_link(**terms(payload="sub-1"), subscription_period=MONTH)
    first = await alice.pay(link)
    renewed = telegram.renew(alice)
    assert renewed.charge_id != first.charge_id
    heard = await cashier.hears("successful_payment", 2)
    assert [(one.is_recurring, one.is_first_recurring) for one in heard] == [(True, True), (True, None)]
    assert heard[1].subscription_expiration_date - heard[0].subscription_expiration_date == MONTH
    assert [one.invoice_payload for one in heard] == ["sub-1", "sub-1"]
    assert all(getattr(move.source, "subscription_period", None) == MONTH for move in await moves(bot))
    telegram.cancel(alice)
    with pytest.raises(ValueError, match="cancelled"):
        telegram.renew(alice)
    telegram.reenable(alice)
    alice.stars = 1
    assert telegram.renew(alice).error == "BALANCE_TOO_LOW"
    states = await cashier.hears("subscription", 3)
    assert [(one.state, one.user.id, one.invoice_payload) for one in states] == [
        (state, alice.id, "sub-1") for state in ("canceled", "active", "failed")
    ]


async def test_the_bot_stops_a_subscription_by_its_first_charge(
    bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """The charge of a renewal is not its name; the person cannot go on until the bot allows it."""
    bob = telegram.person("Bob")
    first = await alice.pay(await bot.create_invoice_link(**terms(), subscription_period=MONTH))
    later = telegram.renew(alice)
    await refused(bot.edit_user_star_subscription(alice.id, later.charge_id, True), "CHARGE_NOT_FOUND")
    await refused(bot.edit_user_star_subscription(alice.id, "", True), "CHARGE_ID_EMPTY")
    await refused(bot.edit_user_star_subscription(bob.id, first.charge_id, True), "CHARGE_NOT_FOUND")
    await refused(bot.edit_user_star_subscription(4711, first.charge_id, True), "USER_ID_INVALID")
    assert await bot.edit_user_star_subscription(alice.id, first.charge_id, True)
    assert not alice.subscriptions[0].renews
    with pytest.raises(ValueError, match="only the bot"):
        telegram.reenable(alice)
    assert await bot.edit_user_star_subscription(alice.id, first.charge_id, False)
    assert telegram.renew(alice).paid
