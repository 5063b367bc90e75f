"""Free credits for members of the operator's channel: a person has joined and wants to go on."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.ports import FreeCreditsAccess
from handlers.core.buttons.account import FreeGateButton
from handlers.core.context import Context
from handlers.core.views.refusal_text import refusal_text


def build() -> Router:
    """The router of the button below the refusal."""
    router = Router(name="free_gate")
    router.callback_query.register(joined, FreeGateButton.filter())
    return router


async def joined(_: CallbackQuery, ctx: Context, free_access: FreeCreditsAccess) -> None:
    """Say whether it works now; the price that was refused is still there."""
    closed = await free_access.closed_for(ctx.person.id, now=True)
    text = ctx.t.plain("toast-free-open") if closed is None else refusal_text(ctx.t, closed, plain=True)
    await ctx.chat.answer_callback(text, alert=True)
