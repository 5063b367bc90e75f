"""/refund and the buttons under a payment: operators return or credit it. To everybody else they do not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.domain.payment import PaymentReader
from bot.domain.staff import Act
from bot.errors import PaymentUnknown, RefundNotCovered
from bot.payments.find import find_payment
from bot.payments.refunds import Refunds
from bot.payments.unclaimed import UnclaimedPayments
from handlers.core.buttons.refund import CreditButton, PaymentCardButton, RefundButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct, Private
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.payments import operator_views as views


def build() -> Router:
    """The router of the command and of the buttons under cards and alerts."""
    router = Router(name="refund")
    router.message.filter(MayAct(Act.REFUND), Private())
    router.callback_query.filter(MayAct(Act.REFUND))
    router.message.register(refund_command, AnyCaseCommand("refund"))
    router.callback_query.register(card, PaymentCardButton.filter())
    router.callback_query.register(refund, RefundButton.filter())
    router.callback_query.register(credit, CreditButton.filter())
    return router


async def refund_command(
    _: object,
    command: CommandObject,
    ctx: Context,
    payments: PaymentReader,
    payment_cards: views.PaymentCards,
) -> None:
    """The card of a payment, by its receipt's number or Telegram's id."""
    words = (command.args or "").strip()
    if not words:
        await ctx.chat.send(Screen(ctx.t("refund-usage")))
        return
    payment = await find_payment(payments, words)
    if payment is None:
        await ctx.chat.send(views.unknown(ctx.t))
        return
    await ctx.chat.send(await payment_cards.card(ctx.t, payment.number))


async def card(
    _: CallbackQuery, callback_data: PaymentCardButton, ctx: Context, payment_cards: views.PaymentCards
) -> None:
    """The same from a list or an alert, as a message of its own."""
    await ctx.chat.answer_callback()
    await ctx.chat.send(await payment_cards.card(ctx.t, callback_data.receipt))


async def refund(_: CallbackQuery, callback_data: RefundButton, ctx: Context, refunds: Refunds) -> None:
    """Return it; where something of it was spent, only when that was read."""
    await ctx.chat.answer_callback()
    number = callback_data.receipt
    try:
        payment = await refunds.refund(number, asked_by=ctx.person.id, accepts_loss=callback_data.sure)
    except RefundNotCovered:
        await ctx.chat.replace(views.not_covered(ctx.t, await refunds.look(number)))
        return
    await ctx.chat.replace(views.returned(ctx.t, payment))


async def credit(
    _: CallbackQuery,
    callback_data: CreditButton,
    ctx: Context,
    payments: PaymentReader,
    unclaimed_payments: UnclaimedPayments,
) -> None:
    """Credit it to its payer."""
    payment = await payments.payment_with_number(callback_data.receipt)
    if payment is None or payment.payer_id is None:
        raise PaymentUnknown
    if not callback_data.credits:
        await ctx.chat.answer_callback()
        await ctx.chat.send(views.credit_other(ctx.t, payment, await unclaimed_payments.worth(payment.stars)))
        return
    credited = await unclaimed_payments.credit(
        payment.number, payment.payer_id, callback_data.credits, by=ctx.person.id
    )
    await ctx.chat.answer_callback()
    await ctx.chat.replace(
        views.credited(ctx.t, credited, await NamedPerson.of(payment.payer_id, ctx.user.people))
    )
