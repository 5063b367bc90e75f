"""The operator says that a word of the supplier's means success. To everybody else the button does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.availability.supplier_words import SupplierWords
from bot.domain.staff import Act
from handlers.core.buttons.operator import AcceptStateButton
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the button under the alert."""
    router = Router(name="supplier_words")
    router.callback_query.register(accept, AcceptStateButton.filter(), MayAct(Act.STATES))
    return router


async def accept(
    _: CallbackQuery, callback_data: AcceptStateButton, ctx: Context, supplier_words: SupplierWords
) -> None:
    """Take the results now, and of every task that is in this state from now on."""
    word = await supplier_words.accept(callback_data.generation, callback_data.asked, by=ctx.person.id)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(Screen(ctx.t("state-accepted", word=word)))
