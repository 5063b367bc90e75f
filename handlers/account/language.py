"""The language that the bot speaks with a person."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.account.views import settings as views
from handlers.core.buttons.account import LanguageButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context


def build() -> Router:
    """The router of /language."""
    router = Router(name="language")
    router.message.register(language, AnyCaseCommand("language"))
    router.callback_query.register(choose, LanguageButton.filter())
    return router


async def language(_: object, ctx: Context) -> None:
    """Every language that there is."""
    await ctx.chat.send(views.languages(ctx.t, ctx.user.texts.languages, ctx.person.language))


async def choose(_: CallbackQuery, callback_data: LanguageButton, ctx: Context) -> None:
    """Speak it from now on; the answer is in it already."""
    code = callback_data.code if callback_data.code in ctx.user.texts.languages else None
    await ctx.user.people.keep(replace(ctx.person, language=code or ""))
    t = ctx.user.texts.speaking(ctx.user.texts.pick(code or "", ctx.person.telegram_language))
    await ctx.chat.answer_callback(t.plain("toast-saved"))
    await ctx.chat.replace(views.languages(t, ctx.user.texts.languages, code or ""))
