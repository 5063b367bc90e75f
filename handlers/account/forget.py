"""A person wants to be forgotten: one question, then it is done."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.payment import PaymentReader
from bot.people.forget import PersonEraser
from handlers.account.settings import not_here
from handlers.account.views import forget as views
from handlers.core.buttons.account import ForgetButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import Private


def build() -> Router:
    """The router of /forget."""
    router = Router(name="forget")
    router.message.register(ask, AnyCaseCommand("forget"), Private())
    router.message.register(not_here, AnyCaseCommand("forget"))
    router.callback_query.register(forget, ForgetButton.filter())
    return router


async def ask(_: object, ctx: Context) -> None:
    """Say what will happen, and ask."""
    await ctx.chat.send(views.ask(ctx.t))


async def forget(
    _: CallbackQuery, ctx: Context, person_eraser: PersonEraser, payments: PaymentReader
) -> None:
    """Forget the person who tapped, and say what was kept and why. A second tap finds nothing left."""
    forgotten = await person_eraser.forget(ctx.person.id)
    await ctx.chat.answer_callback()
    has_payments = bool(await payments.payments_of(ctx.person.id, 1))
    await ctx.chat.replace(views.done(ctx.t, forgotten, has_payments=has_payments))
