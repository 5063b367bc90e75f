"""Methods about Stars: invoices, the answer before a payment, refunds, the bot's list, subscriptions.

The refusals have the codes of Telegram's own pages (https://core.telegram.org/method/payments.refundStarsCharge,
messages.setBotPrecheckoutResults, payments.exportInvoice). Amounts and periods are refused as createInvoiceLink was
seen to refuse them; how a title or a description that is too long is refused is written nowhere.
"""

from __future__ import annotations

import re
from typing import Any, Final

from aiogram import methods

from bot.sandbox.telegram import limits, wire
from bot.sandbox.telegram.calls import AnyMethod
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.invoice import CURRENCY, Invoice, pay_keyboard
from bot.sandbox.telegram.methods_send import Method, place
from bot.sandbox.telegram.payments import refund
from bot.sandbox.telegram.world import Json

_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_START_PARAMETER: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


async def send_invoice(core: Core, call: methods.SendInvoice) -> Json:
    """An invoice with its Pay button."""
    where = place(core, call)
    if call.suggested_post_parameters is not None:
        raise bad_request("suggested_post_parameters is not supported by the sandbox")
    invoice = _invoice(call)
    if not _START_PARAMETER.fullmatch(invoice.start_parameter):
        raise bad_request("START_PARAM_INVALID")
    message = where.post(core, invoice=invoice)
    message.markup = message.markup or pay_keyboard(invoice)
    return wire.message_json(message)


async def create_invoice_link(core: Core, call: methods.CreateInvoiceLink) -> str:
    """A link that anybody can pay, any number of times."""
    if call.business_connection_id is not None:
        raise bad_request("business_connection_id is not supported by the sandbox")
    return core.stars.link(_invoice(call))


def _invoice(call: Any) -> Invoice:
    """What is asked to be paid, checked."""
    if not _CURRENCY.fullmatch(call.currency):
        raise bad_request("CURRENCY_INVALID")
    if call.currency != CURRENCY:
        raise bad_request("PAYMENT_PROVIDER_INVALID")  # only Stars need no provider, and here is none
    if call.provider_token or len(call.prices) != 1 or call.max_tip_amount or call.suggested_tip_amounts:
        raise bad_request("STARS_INVOICE_INVALID")
    for name, most in (("title", limits.INVOICE_TITLE), ("description", limits.INVOICE_DESCRIPTION)):
        if not 1 <= limits.utf16_length(getattr(call, name).strip()) <= most:
            raise bad_request(f"invoice {name} must have from 1 to {most} characters")
    if not 1 <= len(call.payload.encode()) <= limits.INVOICE_PAYLOAD:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    price = call.prices[0]
    if not price.label.strip():
        raise bad_request("price label must be non-empty")
    if not 1 <= price.amount <= limits.INVOICE_STARS:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    return Invoice(
        title=call.title.strip(),
        description=call.description.strip(),
        payload=call.payload,
        amount=price.amount,
        start_parameter=getattr(call, "start_parameter", None) or "",
        subscription_period=_subscription_period(call, price.amount),
    )


def _subscription_period(call: Any, amount: int) -> int | None:
    period: int | None = getattr(call, "subscription_period", None)
    if period is None:
        return None
    if period != limits.SUBSCRIPTION_PERIOD:
        raise bad_request("SUBSCRIPTION_PERIOD_INVALID")
    if amount > limits.SUBSCRIPTION_STARS:
        raise bad_request("SUBSCRIPTION_AMOUNT_INVALID")
    return period


async def answer_pre_checkout_query(core: Core, call: methods.AnswerPreCheckoutQuery) -> bool:
    """Let the payment go on, or say why not; within ten seconds, once."""
    checkout = core.stars.checkouts.get(call.pre_checkout_query_id)
    if checkout is None or checkout.error or checkout.answer is not None:
        raise bad_request(_TOO_OLD)
    if not call.ok and not (call.error_message or "").strip():
        raise bad_request("ERROR_TEXT_EMPTY")
    checkout.answer = call.ok
    checkout.error = "" if call.ok else call.error_message or ""
    core.world.signal.beat()
    return True


async def refund_star_payment(core: Core, call: methods.RefundStarPayment) -> bool:
    """Give a whole payment back, once."""
    if call.user_id not in core.world.users or call.user_id == core.world.bot.id:
        raise bad_request("USER_ID_INVALID")
    charge = core.stars.charges.get(call.telegram_payment_charge_id)
    if charge is None or charge.user.id != call.user_id:
        raise _no_such_charge(call.telegram_payment_charge_id)
    if charge.is_refunded:
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    if core.stars.bot_balance < charge.amount:
        raise bad_request("BALANCE_TOO_LOW")
    refund(core, charge)
    return True


def _no_such_charge(charge_id: str) -> ApiError:
    return bad_request("CHARGE_NOT_FOUND" if charge_id else "CHARGE_ID_EMPTY")


async def get_star_transactions(core: Core, call: methods.GetStarTransactions) -> Json:
    """A page of the bot's list, oldest first."""
    offset, limit = call.offset or 0, limits.STAR_MOVES if call.limit is None else call.limit
    if offset < 0:
        raise bad_request("OFFSET_INVALID")
    if not 1 <= limit <= limits.STAR_MOVES:
        raise bad_request("LIMIT_INVALID")
    return {"transactions": core.stars.listed()[offset : offset + limit]}


async def get_my_star_balance(core: Core, _call: methods.GetMyStarBalance) -> Json:
    """The bot's Stars."""
    return {"amount": core.stars.bot_balance}


async def edit_user_star_subscription(core: Core, call: methods.EditUserStarSubscription) -> bool:
    """Stop or allow the renewals of a subscription, by the charge of its first payment; the bot hears nothing of it."""
    if call.user_id not in core.world.users or call.user_id == core.world.bot.id:
        raise bad_request("USER_ID_INVALID")
    for subscription in core.stars.subscriptions:
        named = subscription.first_charge_id == call.telegram_payment_charge_id
        if named and subscription.user.id == call.user_id:
            subscription.is_canceled_by_bot = call.is_canceled
            core.world.signal.beat()
            return True
    raise _no_such_charge(call.telegram_payment_charge_id)


METHODS: Final[dict[type[AnyMethod], Method]] = {
    methods.SendInvoice: send_invoice,
    methods.CreateInvoiceLink: create_invoice_link,
    methods.AnswerPreCheckoutQuery: answer_pre_checkout_query,
    methods.RefundStarPayment: refund_star_payment,
    methods.GetStarTransactions: get_star_transactions,
    methods.GetMyStarBalance: get_my_star_balance,
    methods.EditUserStarSubscription: edit_user_star_subscription,
}
