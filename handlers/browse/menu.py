"""From the menu to a model: what was made last, and four shelves."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery

from bot.catalog.spec import Kind
from handlers.core.callback_data import MenuButton, ShelfButton
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import model_lists as shelves


def build() -> Router:
    """The router of /menu, and of the shelves' commands and buttons."""
    router = Router(name="menu")
    router.message.register(menu, Command("menu"))
    router.message.register(shelf_command, Command(*Kind))
    router.callback_query.register(menu_tap, MenuButton.filter())
    router.callback_query.register(shelf_tap, ShelfButton.filter())
    return router


async def menu(_: object, desk: Desk, stage: Stage) -> None:
    """What was made last, and the four shelves."""
    await stage.say(shelves.menu(desk.t, await desk.balance(), last=await last_made(desk, stage)))


async def menu_tap(_: CallbackQuery, desk: Desk, stage: Stage) -> None:
    """Back to the menu."""
    await stage.answer()
    await stage.turn(shelves.menu(desk.t, await desk.balance(), last=await last_made(desk, stage)))


async def shelf_command(_: object, command: CommandObject, desk: Desk, stage: Stage) -> None:
    """One shelf, by its name."""
    kind = Kind(command.command.lower())
    desk.shop.require_kind(kind)
    await stage.say(shelves.shelf(desk.t, desk.shop, await desk.preferences(), kind, page=0, draft=0))


async def shelf_tap(_: CallbackQuery, callback_data: ShelfButton, desk: Desk, stage: Stage) -> None:
    """One shelf, from a button."""
    desk.shop.require_kind(callback_data.kind)
    await stage.answer()
    kind, page, draft = callback_data.kind, callback_data.page, callback_data.draft
    await stage.turn(shelves.shelf(desk.t, desk.shop, await desk.preferences(), kind, page=page, draft=draft))


async def last_made(desk: Desk, stage: Stage) -> shelves.Last | None:
    """The person's newest wish, when it can be had again: a chain's step alone is none.

    What was asked for elsewhere is nobody's business in a group.
    """
    latest = await desk.shop.history.latest(desk.person.id)
    if latest is None or latest.chain_id is not None or latest.model not in desk.shop.catalog:
        return None
    if stage.in_group and latest.destination.chat_id != stage.place.chat_id:
        return None
    model = desk.shop.model(latest.model)
    if not desk.shop.is_sold(model):
        return None
    return shelves.Last(generation=latest.id, title=model.title, prompt=latest.prompt)
