"""The language that the bot speaks with a person."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from bot.domain.person import PersonRepository
from bot.i18n import Texts
from handlers.account.views import settings as views
from handlers.core.callback_data import LanguageButton
from handlers.core.responder import Stage
from handlers.core.user_context import Desk


def build() -> Router:
    """The router of /language."""
    router = Router(name="language")
    router.message.register(language, Command("language"))
    router.callback_query.register(choose, LanguageButton.filter())
    return router


async def language(_: object, desk: Desk, stage: Stage, texts: Texts) -> None:
    """Every language that there is."""
    await stage.say(views.languages(desk.t, texts.languages, desk.person.language))


async def choose(
    _: CallbackQuery,
    callback_data: LanguageButton,
    desk: Desk,
    stage: Stage,
    people: PersonRepository,
    texts: Texts,
) -> None:
    """Speak it from now on; the answer is in it already."""
    code = callback_data.code if callback_data.code in texts.languages else ""
    await people.keep(replace(desk.person, language=code))
    t = texts.speaking(texts.pick(code, desk.person.telegram_language))
    await stage.answer(t.plain("toast-saved"))
    await stage.turn(views.languages(t, texts.languages, code))
