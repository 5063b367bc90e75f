"""A person pays: the bot is asked, the Stars move, the chat tells of it. And back again."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.invoice import CURRENCY, Invoice
from bot.sandbox.telegram.stars import Charge, Checkout, Subscription
from bot.sandbox.telegram.updates import Update
from bot.sandbox.telegram.world import Chat, Json, Message, Status, User

_OUTSIDE = {Status.LEFT, Status.KICKED}


@dataclass(frozen=True, slots=True)
class Payment:
    """How paying went.

    Attributes:
        charge_id: Telegram's name of the payment; empty when nothing was paid.
        error: what the person saw instead: the bot's own words, or Telegram's code.
        message: the service message of the payment, None when nothing was paid.
        update: what the bot hears of it; None when it hears nothing. `telegram.updates.repeat` delivers it again.
    """

    charge_id: str = ""
    error: str = ""
    message: Message | None = None
    update: Update | None = None

    @property
    def paid(self) -> bool:
        """Whether the Stars moved."""
        return bool(self.charge_id)


def find_invoice(core: Core, target: Message | str) -> Invoice:
    """What a message or a link asks to pay; of a message also by the link on a button or in the text.

    AssertionError when there is none.
    """
    if isinstance(target, Message):
        texts = [*(button.url or "" for row in target.buttons for button in row), target.body.text]
        texts += [str(entity.get("url", "")) for entity in target.body.entities]
        found = target.invoice or next(filter(None, map(core.stars.linked, texts)), None)
    else:
        found = core.stars.linked(target)
    assert found, f"nothing to pay: {target!r}"  # noqa: S101 - a test's mistake
    return found


async def check_out(core: Core, user: User, target: Message | str) -> Checkout:
    """Press Pay: ask the bot, and wait for its answer as long as Telegram does."""
    invoice = find_invoice(core, target)
    message = target if isinstance(target, Message) and target.invoice else None
    private = core.world.chats[user.id]
    chat = _chat_of(core, message) or private
    checkout = Checkout(str(secrets.randbits(62)), user, invoice, chat, message, core.clock())
    if message is not None and message.deleted:
        checkout.error = "MESSAGE_ID_INVALID"
    elif message is not None and not _has_pay_button(message):
        checkout.error = "BUTTON_TYPE_INVALID"
    elif core.stars.balance(user) < invoice.amount:
        checkout.error = "BALANCE_TOO_LOW"
    else:
        await _ask(core, checkout)
    return checkout


async def _ask(core: Core, checkout: Checkout) -> None:
    core.stars.remember(checkout)
    payload: Json = {
        "id": checkout.id,
        "from": wire.user_json(checkout.user),
        "currency": CURRENCY,
        "total_amount": checkout.invoice.amount,
        "invoice_payload": checkout.invoice.payload,
    }
    core.updates.add("pre_checkout_query", payload, checkout.user.id)
    try:
        async with asyncio.timeout(core.options.checkout_seconds):
            while checkout.answer is None:
                await core.world.signal.wait()
    except TimeoutError:
        checkout.error = "BOT_PRECHECKOUT_TIMEOUT"


def _chat_of(core: Core, message: Message | None) -> Chat | None:
    """The group of an invoice, if the bot is there to hear of it."""
    if message is None or message.chat.is_private:
        return None
    chat = _grown(core, message.chat)
    return None if core.world.standing(chat, core.world.bot.id) in _OUTSIDE else chat


def _grown(core: Core, chat: Chat) -> Chat:
    """The supergroup that a basic group became: nothing new is written into the old one."""
    return core.world.chats[chat.migrated_to] if chat.migrated_to else chat


def _has_pay_button(message: Message) -> bool:
    return any(button.pay for row in message.buttons for button in row)


def settle(core: Core, checkout: Checkout, *, is_heard: bool = True) -> Payment:
    """Move the Stars of a checkout that the bot allowed; with `is_heard=False` its update never comes."""
    if not checkout.error and core.stars.balance(checkout.user) < checkout.invoice.amount:
        checkout.error = "BALANCE_TOO_LOW"
    if checkout.error:
        return Payment(error=checkout.error)
    subscription = None
    if checkout.invoice.subscription_period is not None:
        subscription = Subscription(checkout.user, checkout.invoice, "", int(time.time()))
        core.stars.subscriptions.append(subscription)
    return _charge(
        core, checkout.user, checkout.invoice, checkout.chat, checkout.invoice_message, subscription, is_heard
    )


def renew(core: Core, subscription: Subscription, *, is_heard: bool = True) -> Payment:
    """Pay a subscription again by itself; without enough Stars it fails. ValueError for one that was stopped."""
    if subscription.is_canceled or subscription.is_canceled_by_bot:
        message = "a cancelled subscription is not renewed"
        raise ValueError(message)
    if core.stars.balance(subscription.user) < subscription.invoice.amount:
        fail_renewal(core, subscription)
        return Payment(error="BALANCE_TOO_LOW")
    subscription.has_failed = False
    private = core.world.chats[subscription.user.id]
    return _charge(core, subscription.user, subscription.invoice, private, None, subscription, is_heard)


def _charge(
    core: Core,
    user: User,
    invoice: Invoice,
    chat: Chat,
    invoice_message: Message | None,
    subscription: Subscription | None,
    is_heard: bool,
) -> Payment:
    charge_id = core.stars.new_charge_id()
    paid: Json = {
        "currency": CURRENCY,
        "total_amount": invoice.amount,
        "invoice_payload": invoice.payload,
        "telegram_payment_charge_id": charge_id,
        "provider_payment_charge_id": f"{user.id}_{len(core.stars.charges) + 1}",
    }
    if subscription is not None:
        subscription.ends_at += invoice.subscription_period or 0
        is_first = not subscription.first_charge_id
        subscription.first_charge_id = subscription.first_charge_id or charge_id
        paid |= {"subscription_expiration_date": subscription.ends_at, "is_recurring": True}
        paid |= {"is_first_recurring": True} if is_first else {}
    if chat.is_private:
        chat.started = True  # the message is the person's own: the bot may answer it
    answered = invoice_message if invoice_message and invoice_message.chat is chat else None
    message = core.world.post(
        chat,
        user,
        service={"successful_payment": paid},
        reply_to=answered,
        topic_id=answered.topic_id if answered else None,
    )
    core.stars.pay(Charge(charge_id, user, invoice, message, subscription))
    return Payment(charge_id=charge_id, message=message, update=core.announce(message) if is_heard else None)


def refund(core: Core, charge: Charge) -> None:
    """Give a payment back: the bot itself says so in the chat where it was paid."""
    charge.is_refunded = True
    core.stars.give_back(charge)
    refunded = {
        "currency": CURRENCY,
        "total_amount": charge.amount,
        "invoice_payload": charge.invoice.payload,
        "telegram_payment_charge_id": charge.id,
    }
    message = core.world.post(
        _grown(core, charge.message.chat),
        core.world.bot,
        service={"refunded_payment": refunded},
        topic_id=charge.message.topic_id,
    )
    core.announce(message)


def cancel(core: Core, subscription: Subscription) -> None:
    """The person stops a subscription: it runs until its end."""
    subscription.is_canceled = True
    _tell(core, subscription, "canceled")


def reenable(core: Core, subscription: Subscription) -> None:
    """The person lets a stopped one go on. ValueError when the bot stopped it."""
    if subscription.is_canceled_by_bot:
        message = "the bot stopped this subscription: only the bot can allow it again"
        raise ValueError(message)
    subscription.is_canceled = False
    _tell(core, subscription, "active")


def fail_renewal(core: Core, subscription: Subscription) -> None:
    """A renewal could not be paid."""
    subscription.has_failed = True
    _tell(core, subscription, "failed")


def _tell(core: Core, subscription: Subscription, state: str) -> None:
    user = subscription.user
    payload = {
        "user": wire.user_json(user),
        "invoice_payload": subscription.invoice.payload,
        "state": state,
    }
    core.updates.add("subscription", payload, user.id)
    core.world.signal.beat()
