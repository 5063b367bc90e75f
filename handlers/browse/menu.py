"""From the menu to a model: what was made last, and four shelves."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.catalog.spec import Kind
from bot.domain.group import Payer
from handlers.core.buttons.menu import MenuButton, ShelfButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /menu, and of the shelves' commands and buttons."""
    router = Router(name="menu")
    router.message.register(menu, AnyCaseCommand("menu"))
    router.message.register(shelf_command, AnyCaseCommand(*Kind))
    router.callback_query.register(menu_tap, MenuButton.filter())
    router.callback_query.register(shelf_tap, ShelfButton.filter())
    return router


async def menu(_: object, ctx: Context) -> None:
    """What was made last, and the four shelves."""
    await ctx.chat.send(await menu_screen(ctx))


async def menu_tap(_: CallbackQuery, ctx: Context) -> None:
    """Back to the menu."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await menu_screen(ctx))


async def menu_screen(ctx: Context) -> Screen:
    """What was made last, and the four shelves; a group's says how to ask there."""
    last = await last_made(ctx)
    if ctx.group is None:
        examples = bool(await ctx.user.examples.kinds())
        return shelves.menu(ctx.t, await ctx.user.balance(), last=last, examples=examples)
    balance = await ctx.paying_balance()
    pays_group = ctx.rules.paid_by is Payer.GROUP
    money = (
        ctx.t("group-balance", count=balance.available)
        if pays_group
        else shelves.credits_line(ctx.t, balance)
    )
    return shelves.group_menu(ctx.t, money, last)


async def shelf_command(_: object, command: CommandObject, ctx: Context) -> None:
    """One shelf, by its name."""
    kind = Kind(command.command)
    ctx.catalog.require_kind(kind)
    await ctx.chat.send(
        shelves.shelf(ctx.t, ctx.catalog, await ctx.user.preferences(), ShelfButton(kind=kind))
    )


async def shelf_tap(_: CallbackQuery, callback_data: ShelfButton, ctx: Context) -> None:
    """One shelf, from a button."""
    ctx.catalog.require_kind(callback_data.kind)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(shelves.shelf(ctx.t, ctx.catalog, await ctx.user.preferences(), callback_data))


async def last_made(ctx: Context) -> shelves.Last | None:
    """The person's newest request, when it can be had again: a chain's step alone is none.

    A group never shows what was asked for elsewhere.
    """
    latest = await ctx.catalog.history.latest(ctx.person.id)
    if latest is None or latest.in_chain or latest.model not in ctx.catalog.models:
        return None
    if ctx.chat.in_group and latest.destination.chat_id != ctx.chat.topic.chat_id:
        return None
    model = ctx.catalog.model(latest.model)
    if not ctx.catalog.is_sold(model):
        return None
    return shelves.Last(generation=latest.id, title=model.title, prompt=latest.shown_prompt)
