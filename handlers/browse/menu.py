"""From the menu to a model: what was made last, and four shelves."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.catalog.spec import Kind
from bot.domain.group import Payer
from bot.ledger.entries import Balance
from handlers.compose.new_request import kept_of_button, kept_request
from handlers.compose.views.unused import with_kept
from handlers.core.buttons.menu import MenuButton, MenuWithDraftButton, ShelfButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import note_shelf
from handlers.core.shown_draft import show_again_at
from handlers.core.top_up import buy_row
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /menu, and of the shelves' commands and buttons."""
    router = Router(name="menu")
    router.message.register(menu, AnyCaseCommand("menu"))
    router.message.register(shelf_command, AnyCaseCommand(*Kind))
    router.callback_query.register(menu_tap, MenuButton.filter())
    router.callback_query.register(menu_with_draft, MenuWithDraftButton.filter())
    router.callback_query.register(shelf_tap, ShelfButton.filter())
    return router


async def menu(_: object, ctx: Context) -> None:
    """What was made last, and the four shelves."""
    await ctx.chat.send(await menu_screen(ctx))


async def menu_tap(_: CallbackQuery, ctx: Context) -> None:
    """Back to the menu."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await menu_screen(ctx))


async def menu_screen(ctx: Context, *, draft: int | None = None) -> Screen:
    """What was made last, and the four shelves, to which a draft is carried; a group's says how to ask there."""
    last, looks = await last_made(ctx), await has_looks(ctx)
    if ctx.group is None:
        examples = bool(await ctx.user.examples.kinds())
        balance = await ctx.user.balance()
        buying = await buying_when_short(ctx, balance)
        return shelves.menu(
            ctx.t, balance, last=last, examples=examples, draft=draft, buying=buying, looks=looks
        )
    balance = await ctx.paying_balance()
    pays_group = ctx.rules.paid_by is Payer.GROUP
    money = (
        ctx.t("group-balance", count=balance.available)
        if pays_group
        else shelves.credits_line(ctx.t, balance)
    )
    return shelves.group_menu(ctx.t, money, last, draft=draft, looks=looks)


async def has_looks(ctx: Context) -> bool:
    """Whether the person has looks, or the operator has published some."""
    if await ctx.user.looks.looks_of(ctx.person.id):
        return True
    return any(one.is_on for one in await ctx.user.looks.published_looks())


async def buying_when_short(ctx: Context, balance: Balance) -> Sequence[InlineKeyboardButton]:
    """The way to more credits, for who cannot pay for anything here."""
    return () if ctx.catalog.is_anything_covered(balance) else await buy_row(ctx)


async def menu_with_draft(_: CallbackQuery, callback_data: MenuWithDraftButton, ctx: Context) -> None:
    """Back to the menu, and what was said and sent goes on from there."""
    kept = await kept_of_button(ctx, callback_data.draft)
    await ctx.chat.answer_callback()
    menu_shown = await menu_screen(ctx, draft=kept.id if kept is not None else None)
    await ctx.chat.replace(with_kept(ctx.t, menu_shown, kept))


async def shelf_command(message: Message, command: CommandObject, ctx: Context) -> None:
    """One shelf, by its name; words and media that came with the command wait there for a model."""
    kind = Kind(command.command)
    ctx.catalog.require_kind(kind)
    draft = await kept_request(message, command.args or "", ctx)
    place = ShelfButton(kind=kind, draft=draft.id if draft is not None else None)
    shelf = shelves.shelf(ctx.t, ctx.catalog, await ctx.user.preferences(), place, draft)
    shown = await ctx.chat.send(with_kept(ctx.t, shelf, draft))
    if draft is not None:
        await show_again_at(ctx, draft.id, shown)
    await note_shelf(ctx.state, kind)


async def shelf_tap(_: CallbackQuery, callback_data: ShelfButton, ctx: Context) -> None:
    """One shelf, from a button; what waits there for a model stays in sight."""
    ctx.catalog.require_kind(callback_data.kind)
    kept = await kept_of_button(ctx, callback_data.draft)
    await ctx.chat.answer_callback()
    place = callback_data.model_copy(update={"draft": kept.id if kept is not None else None})
    shelf = shelves.shelf(ctx.t, ctx.catalog, await ctx.user.preferences(), place, kept)
    await ctx.chat.replace(with_kept(ctx.t, shelf, kept))
    await note_shelf(ctx.state, callback_data.kind)


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
