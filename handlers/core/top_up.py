"""The way to more credits, wherever a price is more than what there is."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.domain.group import Payer
from handlers.core.buttons.payment import BuyButton, PackButton
from handlers.core.context import Context
from handlers.core.keyboards import inline_button
from handlers.core.private_link import buy_button


async def pack_for(ctx: Context, missing: int, draft: int | None) -> InlineKeyboardButton | None:
    """The smallest pack that brings what is missing; None while no pack is sold.

    In a group whose members pay for themselves it leads to the private chat: what a member lacks is not for all to read.

    Args:
        ctx: the update.
        missing: credits.
        draft: whose price it is; it comes again after the payment.
    """
    pack = await ctx.user.packs.smallest_reaching(missing)
    if pack is None:
        return None
    if ctx.group is not None and ctx.rules.paid_by is not Payer.GROUP:
        return await buy_button(ctx)
    label = ctx.t.plain("button-pack-missing", credits=pack.credits, stars=pack.stars)
    return inline_button(label, PackButton(pack_id=pack.id, draft=draft))


async def buy_row(ctx: Context, draft: int | None = None) -> list[InlineKeyboardButton]:
    """The way to all packs; empty while none is sold."""
    if not await ctx.user.packs.on_sale():
        return []
    return [inline_button(ctx.t.plain("button-buy"), BuyButton(draft=draft))]
