"""/best: what the members of a group like best of a month, by their hearts."""

from __future__ import annotations

from typing import Final

from aiogram import Router
from aiogram.filters import CommandObject

from bot.domain.month import Month
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import InGroup
from handlers.core.first_names import first_names
from handlers.core.views.screen import Screen
from handlers.history.gallery_pager import Galleries
from handlers.history.views.best import best_of_month, none_of_month

BEST: Final = 6
"""Results that are named: their buttons fit in one row."""


def build() -> Router:
    """The router of /best."""
    router = Router(name="best")
    router.message.register(show, AnyCaseCommand("best"), InGroup())
    router.message.register(elsewhere, AnyCaseCommand("best"))
    return router


async def elsewhere(_: object, ctx: Context) -> None:
    """In private no one else marks anything: one's own favourites are a filter of the history."""
    await ctx.chat.send(Screen(ctx.t("best-only-in-groups")))


async def show(_: object, command: CommandObject, ctx: Context, galleries: Galleries) -> None:
    """The best of the month that is named; of this one, or before it has any of the last one, when none is."""
    this, typed = Month.of(ctx.clock.now()), (command.args or "").strip()
    month = Month.parse(typed) if typed else this
    if month is None:
        await ctx.chat.send(Screen(ctx.t("best-usage", month=str(this.previous))))
        return
    if month > this:
        await ctx.chat.send(Screen(ctx.t("best-to-come")))
        return
    for shown in (month,) if typed else (month, month.previous):
        if screen := await _screen(ctx, galleries, shown, empty=month if shown != month else None):
            await ctx.chat.send(screen)
            return
    await ctx.chat.send(Screen(none_of_month(ctx.t, month)))


async def _screen(ctx: Context, galleries: Galleries, month: Month, *, empty: Month | None) -> Screen | None:
    """None when nothing of this month has a heart."""
    ranked = await galleries.favourites.best(ctx.chat.topic.chat_id, month, BEST)
    if not ranked:
        return None
    names = await first_names(ctx.user.people, {one.generation.person_id for one in ranked})
    titles = {one.generation.model: ctx.catalog.title(one.generation.model) for one in ranked}
    return best_of_month(ctx.t, month, ranked, names=names, titles=titles, empty=empty)
