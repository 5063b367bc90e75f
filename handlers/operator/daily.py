"""/daily: yesterday in ten lines with a picture, and what needs a hand, as it also comes by itself."""

from __future__ import annotations

from aiogram import Router

from bot.domain.staff import Act
from bot.payments.daily_report import DailyReports
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.operator import daily_views as views
from handlers.operator.day_chart import drawn


def build() -> Router:
    """The router of /daily; to everybody but operators it does not exist."""
    router = Router(name="operator_daily")
    router.message.register(daily, AnyCaseCommand("daily"), MayAct(Act.STATS))
    return router


async def daily(_: object, ctx: Context, daily_reports: DailyReports) -> None:
    """The report of yesterday."""
    report = await daily_reports.report()
    text = views.report(ctx.t, report, ctx.catalog.title, comes=True)
    picture = await drawn(views.chart(ctx.t, report))
    if await ctx.chat.send_photo(picture, text) is None:
        await ctx.chat.send(Screen(text), alone=True)
