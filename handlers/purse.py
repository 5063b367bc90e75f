"""What a person has, and which rule decides it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command

from bot.generation.purse import Purses
from bot.generation.tariff import Tariff
from handlers.desk import Desk
from handlers.stage import Stage
from handlers.views import purse


def build() -> Router:
    """The router of /balance and /quota."""
    router = Router(name="purse")
    router.message.register(balance, Command("balance"))
    router.message.register(quota, Command("quota"))
    return router


async def balance(_: object, desk: Desk, stage: Stage, purses: Purses) -> None:
    """What is available now."""
    await stage.say(purse.balance(desk.words, await purses.balance(desk.person.id)))


async def quota(_: object, desk: Desk, stage: Stage, purses: Purses, tariff: Tariff) -> None:
    """Which purse pays, what is left, and when it refills."""
    now = await purses.balance(desk.person.id)
    await stage.say(purse.quota(desk.words, tariff.allowance, now))
