"""/money: what came in, what it cost and what is owed, as text, as a picture and as a table."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.domain.staff import Act
from bot.payments.money_report import USUAL, MoneyReports
from bot.payments.money_table import money_csv
from handlers.core.buttons.operator import MoneyFileButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.operator import money_views as views
from handlers.operator.day_chart import drawn


def build() -> Router:
    """The router of /money; to everybody but operators it does not exist."""
    router = Router(name="operator_money")
    router.message.register(money, AnyCaseCommand("money"), MayAct(Act.STATS))
    router.callback_query.register(table, MoneyFileButton.filter(), MayAct(Act.STATS))
    return router


async def money(_: object, command: CommandObject, ctx: Context, money_reports: MoneyReports) -> None:
    """`/money`, `/money 7d`, `/money month`, `/money 2026-11`."""
    report = await money_reports.report((command.args or "").strip() or USUAL)
    if report is None:
        await ctx.chat.send(Screen(ctx.t("money-usage")), alone=True)
        return
    await ctx.chat.send(views.money(ctx.t, report, ctx.catalog.title), alone=True)
    picture = await drawn(views.chart(ctx.t, report))
    await ctx.chat.send_photo(picture, ctx.t("money-chart"))


async def table(
    _: CallbackQuery, callback_data: MoneyFileButton, ctx: Context, money_reports: MoneyReports
) -> None:
    """The same as a file for a spreadsheet, as it is now."""
    report = await money_reports.report(callback_data.span)
    await ctx.chat.answer_callback()
    if report is None:
        await ctx.chat.send(Screen(ctx.t("money-usage")), alone=True)
        return
    name = f"money-{report.money.first}-{report.money.last}.csv"
    await ctx.chat.bot.send_document(
        ctx.chat.topic.chat_id,
        BufferedInputFile(money_csv(report), name),
        message_thread_id=ctx.chat.topic.thread_id,
    )
