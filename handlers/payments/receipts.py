"""/receipts: what a person has paid, page by page, and each payment with what is needed to ask about it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.paging import OpenPage, limit
from bot.domain.payment import PaymentReader
from bot.errors import PaymentUnknown
from handlers.core.buttons.payment import ReceiptButton, ReceiptProblemButton, ReceiptsButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.private_link import RECEIPTS, receipts_button
from handlers.core.views.screen import Screen
from handlers.payments import receipt_views as views
from handlers.payments.support import PayersHelp


def build() -> Router:
    """The router of /receipts and of its buttons."""
    router = Router(name="receipts")
    router.message.register(receipts, AnyCaseCommand("receipts"))
    router.message.register(receipts, AnyCaseCommand("start", words=RECEIPTS))
    router.callback_query.register(turn, ReceiptsButton.filter())
    router.callback_query.register(problem, ReceiptProblemButton.filter())
    router.callback_query.register(one, ReceiptButton.filter())
    return router


async def receipts(_: object, ctx: Context, payments: PaymentReader) -> None:
    """The newest; in a group the way to the private chat, since what people pay is their own affair."""
    if ctx.chat.in_group:
        await ctx.chat.send(views.elsewhere(ctx.t, await receipts_button(ctx)), alone=True)
        return
    await ctx.chat.send(await _page(ctx, payments, 0))


async def turn(
    _: CallbackQuery, callback_data: ReceiptsButton, ctx: Context, payments: PaymentReader
) -> None:
    """Another page."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _page(ctx, payments, callback_data.receipt))


async def one(_: CallbackQuery, callback_data: ReceiptButton, ctx: Context, payments: PaymentReader) -> None:
    """One payment in full."""
    payment = await payments.payment_with_number(callback_data.receipt)
    if payment is None:
        raise PaymentUnknown
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.details(ctx.t, payment, ctx.person, callback_data.before))


async def problem(
    _: CallbackQuery,
    callback_data: ReceiptProblemButton,
    ctx: Context,
    payments: PaymentReader,
    payment_help: PayersHelp,
) -> None:
    """What can be done about it: have the Stars back, or write to the operator."""
    payment = await payments.payment_with_number(callback_data.receipt)
    if payment is None:
        raise PaymentUnknown
    await ctx.chat.answer_callback()
    screen = await payment_help.own_payment(ctx.t, payment)
    await ctx.chat.replace(views.problem(ctx.t, screen, payment.number))


async def _page(ctx: Context, payments: PaymentReader, before: int) -> Screen:
    found = await payments.payments_of(ctx.person.id, limit(views.PAGE), before or None)
    return views.page(ctx.t, OpenPage.of(found, views.PAGE), ctx.person, before)
