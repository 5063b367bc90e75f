"""/daily: yesterday in ten lines with a picture, and what needs a hand, as it also comes by itself to who wants it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.staff import Act
from bot.payments.daily_report import DailyReports
from bot.staff.staff import Staff
from handlers.core.buttons.operator import DailyReportButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.operator import daily_views as views
from handlers.operator.day_chart import drawn


def build() -> Router:
    """The router of /daily and its switch; to everybody but operators they do not exist."""
    router = Router(name="operator_daily")
    router.message.register(daily, AnyCaseCommand("daily"), MayAct(Act.STATS))
    router.callback_query.register(let_come, DailyReportButton.filter(), MayAct(Act.STATS))
    return router


async def daily(_: object, ctx: Context, daily_reports: DailyReports, staff: Staff) -> None:
    """The report of yesterday; the switch is the operator's own, so that a group does not see it."""
    report = await daily_reports.report()
    foot = views.foot(ctx.t, report, sets_hour=staff.may(ctx.person.id, Act.CONFIG))
    text = views.report(ctx.t, report, ctx.catalog.title, foot=foot)
    comes = ctx.person.daily_report
    buttons = None if ctx.chat.in_group or report.hour is None else views.switch(ctx.t, comes=comes)
    picture = await drawn(views.chart(ctx.t, report))
    if await ctx.chat.send_photo(picture, text, buttons) is None:
        await ctx.chat.send(Screen(text, buttons), alone=True)


async def let_come(
    _: CallbackQuery, callback_data: DailyReportButton, ctx: Context, daily_reports: DailyReports
) -> None:
    """From now on it comes, or does not; the button offers the other."""
    await daily_reports.let_come(ctx.person, comes=callback_data.on)
    await ctx.chat.answer_callback(
        ctx.t.plain("toast-daily-on" if callback_data.on else "toast-daily-off"), alert=not callback_data.on
    )
    await ctx.chat.edit_buttons(views.switch(ctx.t, comes=callback_data.on))
