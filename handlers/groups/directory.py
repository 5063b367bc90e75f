"""/groups: the operator's list of groups, and what can be decided about each."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.group import Span
from bot.domain.group_directory import GroupDirectory
from bot.domain.paging import PageNumber
from bot.domain.staff import Act
from bot.staff.staff import Staff
from handlers.core.buttons.operator import GroupInfoButton, GroupsButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.groups.views import directory as views


def build() -> Router:
    """The router of /groups and its buttons."""
    router = Router(name="groups")
    router.message.register(groups, AnyCaseCommand("groups"), MayAct(Act.GROUPS))
    router.callback_query.register(turn, GroupsButton.filter(), MayAct(Act.GROUPS))
    router.callback_query.register(show, GroupInfoButton.filter(), MayAct(Act.GROUPS))
    return router


async def groups(_: object, ctx: Context, register: GroupDirectory) -> None:
    """The first page."""
    await ctx.chat.send(await _page(ctx, register, 0))


async def turn(_: CallbackQuery, callback_data: GroupsButton, ctx: Context, register: GroupDirectory) -> None:
    """Another page."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _page(ctx, register, callback_data.page))


async def show(
    _: CallbackQuery,
    callback_data: GroupInfoButton,
    ctx: Context,
    register: GroupDirectory,
    staff: Staff,
) -> None:
    """One group, with what can be decided about it."""
    since = Span.MONTH.begin(ctx.clock.now(), 0)
    line = await register.line(callback_data.chat, since=since)
    await ctx.chat.answer_callback()
    if line is None:
        await ctx.chat.replace(Screen(ctx.t("group-unknown")))
        return
    by = await NamedPerson.of(line.group.added_by, ctx.user.people) if line.group.added_by else None
    rights = views.Rights(
        admits=staff.may(ctx.person.id, Act.ADMIT), grants=staff.may(ctx.person.id, Act.GRANT)
    )
    await ctx.chat.replace(views.group(ctx.t, line, rights, added_by=by, page=callback_data.page))


async def _page(ctx: Context, register: GroupDirectory, page: int) -> Screen:
    count = await register.count()
    place = PageNumber.near(page, total=count, size=views.PAGE)
    since = Span.MONTH.begin(ctx.clock.now(), 0)
    lines = await register.page(offset=place.offset, limit=place.size, since=since)
    return views.groups(ctx.t, lines, place, count=count)
