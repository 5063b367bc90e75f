"""What Telegram says after money has moved, in any chat, from anyone: taken in before anything else is decided about it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Final, TypeVar

import structlog
from aiogram import Bot
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotSubscriptionUpdated, Message, RefundedPayment, SuccessfulPayment

from bot.domain.payment import ID_SHOWN, Checkout, FoundBy, ReceivedPayment
from bot.errors import StorageError
from bot.payments.receive import PaymentReceiver
from bot.ports import Alert, AlertKind, AlertSender
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen
from handlers.payments.announcement import announce, remove_invoice
from handlers.payments.payer_language import PayerLanguage
from handlers.payments.ports import PaymentChanges, SubscriptionChange

RETRIES_SECONDS: Final = (0.2, 1.0, 3.0)
"""Pauses between the tries. What is not written after them is found in Telegram's list of transactions."""

_Written = TypeVar("_Written")

_log = structlog.get_logger(__name__)


async def receive_payment(
    message: Message,
    bot: Bot,
    payer_language: PayerLanguage,
    payment_receiver: PaymentReceiver,
    alert_sender: AlertSender,
) -> None:
    """Take a payment in and say so, once; where that cannot be done now, say that, and have the operator know.

    What cannot be said now is said later: the payment stays unnotified.
    """
    if (paid := message.successful_payment) is None:
        return
    charge = paid.telegram_payment_charge_id
    async with payment_receiver.telling(charge):
        receipt = await _written(
            charge, lambda: payment_receiver.receive(_payment(message, paid), FoundBy.UPDATE)
        )
        if receipt is not None:
            if receipt.payment.notified:
                return
            if await announce(message, bot, receipt, payer_language):
                with suppress(StorageError):
                    await payment_receiver.note_notified(receipt.payment)
    if receipt is not None:
        await remove_invoice(message, bot, receipt.order)
        if receipt.order is not None and receipt.order.draft_id is not None:
            raise SkipHandler  # to what goes on with it, as far as the payer may be answered
        return
    t = await payer_language.words(message.from_user)
    await alert_sender.alert(Alert(kind=AlertKind.PAYMENT_NOT_WRITTEN, detail=charge))
    with suppress(TelegramAPIError):
        await Responder.of(bot, message).send(Screen(t("payment-later")))


async def receive_refund(message: Message, payment_changes: PaymentChanges) -> None:
    """Telegram confirms a refund."""
    refund: RefundedPayment | None = message.refunded_payment
    if refund is not None:
        charge = refund.telegram_payment_charge_id
        await _written(charge, partial(payment_changes.refunded, charge))


async def change_subscription(subscription: BotSubscriptionUpdated, payment_changes: PaymentChanges) -> None:
    """A subscription goes on, or does not."""
    change = SubscriptionChange(
        payer_id=subscription.user.id, payload=subscription.invoice_payload, state=subscription.state
    )
    await _written(change.payload, partial(payment_changes.subscription_changed, change))


async def _written(what: str, write: Callable[[], Awaitable[_Written]]) -> _Written | None:
    """Try for some seconds. Returns what was written; None when it could not be.

    Args:
        what: Telegram's id of the payment, or the payload of a subscription; its beginning is logged.
        write: one transaction that may be repeated.
    """
    for pause in (*RETRIES_SECONDS, None):
        try:
            return await write()
        except Exception as error:  # noqa: BLE001  a fault here must not cost a person what they have paid for
            if pause is None:
                _log.exception("money_not_written", what=what[:ID_SHOWN])
                return None
            _log.warning("money_not_written_yet", what=what[:ID_SHOWN], error=type(error).__name__)
            await asyncio.sleep(pause)
    return None


def _payment(message: Message, paid: SuccessfulPayment) -> ReceivedPayment:
    ends = paid.subscription_expiration_date
    return ReceivedPayment(
        charge_id=paid.telegram_payment_charge_id,
        checkout=Checkout(
            payer_id=message.from_user.id if message.from_user is not None else message.chat.id,
            payload=paid.invoice_payload,
            currency=paid.currency,
            amount=paid.total_amount,
        ),
        recurring=bool(paid.is_recurring),
        first_recurring=bool(paid.is_first_recurring),
        period_ends_at=_moment(ends) if ends is not None else None,
        paid_at=message.date,
    )


def _moment(seconds: int) -> datetime | None:
    """A time of Telegram's; None for one that the calendar does not have: a payment counts whatever stands beside it."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
