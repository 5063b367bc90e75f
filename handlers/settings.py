"""A person's settings: the language, and results as files."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from bot.generation.people import People
from bot.i18n import Texts
from handlers.callbacks import OriginalsTap, SettingsTap
from handlers.desk import Desk
from handlers.stage import Stage
from handlers.views import settings as views


def build() -> Router:
    """The router of /settings."""
    router = Router(name="settings")
    router.message.register(settings, Command("settings"))
    router.callback_query.register(open_page, SettingsTap.filter())
    router.callback_query.register(set_originals, OriginalsTap.filter())
    return router


async def settings(_: object, desk: Desk, stage: Stage) -> None:
    """What can be set."""
    await stage.say(views.settings(desk.words, desk.person))


async def open_page(
    _: CallbackQuery, callback_data: SettingsTap, desk: Desk, stage: Stage, texts: Texts
) -> None:
    """The languages, or the settings themselves."""
    await stage.answer()
    if callback_data.page == "language":
        await stage.turn(views.languages(desk.words, texts.languages, desk.person.language))
    else:
        await stage.turn(views.settings(desk.words, desk.person))


async def set_originals(
    _: CallbackQuery, callback_data: OriginalsTap, desk: Desk, stage: Stage, people: People
) -> None:
    """Whether results also come as files from now on."""
    person = replace(desk.person, originals=callback_data.on)
    await people.keep(person)
    await stage.answer(desk.words.plain("toast-saved"))
    await stage.turn(views.settings(desk.words, person))
