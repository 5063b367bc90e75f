"""From the menu to a model: four shelves, and a search."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery

from bot.catalog.spec import Kind
from bot.generation.purse import Purses
from handlers.callbacks import MenuTap, ShelfTap
from handlers.desk import Desk
from handlers.stage import Stage
from handlers.views import shelves


def build() -> Router:
    """The router of /menu, the shelves' commands and buttons, and /models."""
    router = Router(name="menu")
    router.message.register(menu, Command("menu"))
    router.message.register(shelf_command, Command(*Kind))
    router.message.register(models, Command("models"))
    router.callback_query.register(menu_tap, MenuTap.filter())
    router.callback_query.register(shelf_tap, ShelfTap.filter())
    return router


async def menu(_: object, desk: Desk, stage: Stage, purses: Purses) -> None:
    """The four shelves."""
    await stage.say(shelves.menu(desk.words, await purses.balance(desk.person.id)))


async def menu_tap(_: CallbackQuery, desk: Desk, stage: Stage, purses: Purses) -> None:
    """Back to the four shelves."""
    await stage.answer()
    await stage.turn(shelves.menu(desk.words, await purses.balance(desk.person.id)))


async def shelf_command(_: object, command: CommandObject, desk: Desk, stage: Stage) -> None:
    """One shelf, by its name."""
    await stage.say(shelves.shelf(desk.words, desk.shop, Kind(command.command.lower()), page=0, draft=0))


async def shelf_tap(_: CallbackQuery, callback_data: ShelfTap, desk: Desk, stage: Stage) -> None:
    """One shelf, from a button."""
    await stage.answer()
    await stage.turn(
        shelves.shelf(
            desk.words, desk.shop, callback_data.kind, page=callback_data.page, draft=callback_data.draft
        )
    )


async def models(_: object, command: CommandObject, desk: Desk, stage: Stage) -> None:
    """Every model, or those that the words after the command fit."""
    await stage.say(shelves.found(desk.words, desk.shop, (command.args or "").strip()))
