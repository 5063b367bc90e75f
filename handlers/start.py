"""The first screen, and help."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext

from bot.generation.purse import Purses
from handlers.desk import Desk
from handlers.stage import Stage
from handlers.states import leave
from handlers.views import shelves
from handlers.views.screen import Screen


def build() -> Router:
    """The router of /start and /help."""
    router = Router(name="start")
    router.message.register(start, CommandStart())
    router.message.register(show_help, Command("help"))
    return router


async def start(_: object, desk: Desk, stage: Stage, purses: Purses, state: FSMContext) -> None:
    """Welcome: what can be made, and the credits there are."""
    await leave(state)
    balance = await purses.balance(desk.person.id)
    await stage.say(shelves.menu(desk.words, balance, name=desk.person.name or "🙂"))


async def show_help(_: object, desk: Desk, stage: Stage) -> None:
    """How it works, in a few lines."""
    await stage.say(Screen(desk.words("help", slug=desk.shop.first().slug)))
