"""After a payment the request that lacked the credits comes again, with its price."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message

from bot.domain.order import OrderReader
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, reply_target, set_current_draft
from handlers.core.refusals import CardGone, CardNotYours


def build() -> Router:
    """The router of what follows a payment that was taken in."""
    router = Router(name="waiting draft")
    router.message.register(show_waiting, F.successful_payment)
    return router


async def show_waiting(message: Message, ctx: Context, orders: OrderReader) -> None:
    """The draft of the order, where the payer can still go on with it; it starts by itself only within their own price.
    The card that said what is missing goes then.

    One that was put away, used or sent elsewhere meanwhile, or that is another person's, is left alone.
    """
    paid = message.successful_payment
    order = await orders.order(paid.invoice_payload) if paid is not None else None
    if order is None or order.draft_id is None:
        return
    try:
        draft = await ctx.drafts.get(order.draft_id)
    except (CardGone, CardNotYours):
        return
    if not await ctx.drafts.withdrawer.end_waiting_price(draft.id):
        return
    lacking = await answer_of(ctx.state, draft.id)
    await set_current_draft(ctx.state, draft.id)
    await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=await reply_target(ctx.state)))
    if lacking is not None and lacking != await answer_of(ctx.state, draft.id):
        with suppress(TelegramAPIError):
            await ctx.chat.delete([lacking])
