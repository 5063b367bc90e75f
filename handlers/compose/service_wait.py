"""Wanting to be notified when the service works again."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.availability.service_return import ServiceReturnNotifier
from handlers.core.buttons.draft import NotifyServedButton
from handlers.core.context import Context


def build() -> Router:
    """The router of what stands below a price while the service is paused."""
    router = Router(name="service_wait")
    router.callback_query.register(notify, NotifyServedButton.filter())
    return router


async def notify(
    _: CallbackQuery, callback_data: NotifyServedButton, ctx: Context, service_return: ServiceReturnNotifier
) -> None:
    """The person is notified once, in private, when it works."""
    await service_return.ask(ctx.person.id)
    await ctx.chat.answer_callback(ctx.t.plain("toast-notify-served"))
