"""/log: owners read what operators have changed. To everybody else it does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.paging import OpenPage, limit
from bot.domain.staff import Act, ActQuery, ActReader
from bot.i18n import Translator
from handlers.core.buttons.operator import LogButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.person_meant import person_meant
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.operator import log_views as views
from handlers.operator.private_answer import answer_alone


def build() -> Router:
    """The router of the command and its button."""
    router = Router(name="log")
    router.message.filter(MayAct(Act.LOG))
    router.callback_query.filter(MayAct(Act.LOG))
    router.message.register(log, AnyCaseCommand("log"))
    router.callback_query.register(turn, LogButton.filter())
    return router


async def log(message: Message, command: CommandObject, ctx: Context, act_reader: ActReader) -> None:
    """The newest lines; by or about one person (an id, an @name, a reply), or of one kind."""
    words = (command.args or "").split()
    act = _acts(ctx.t).get(" ".join(words).casefold())
    meant = await person_meant(message, words, ctx.user.people) if act is None else None
    if act is None and words and meant is None:
        await answer_alone(ctx, Screen(ctx.t("log-usage")))
        return
    asked = LogButton(act=act, person=meant.person.id if meant is not None else 0)
    await answer_alone(ctx, await log_page(ctx, act_reader, asked))


async def turn(_: CallbackQuery, callback_data: LogButton, ctx: Context, act_reader: ActReader) -> None:
    """Another page."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await log_page(ctx, act_reader, callback_data))


async def log_page(ctx: Context, act_reader: ActReader, asked: LogButton) -> Screen:
    """A page of the log, with the names of everybody on it."""
    query = ActQuery(act=asked.act, person_id=asked.person or None, before_id=asked.before or None)
    page = OpenPage.of(await act_reader.acts(query, limit(views.PAGE)), views.PAGE)
    ids = {one for line in page.lines for one in (line.by_id, line.person_id)} | {asked.person or None}
    names = {one: await NamedPerson.of(one, ctx.user.people) for one in ids}
    return views.log(ctx.t, page, names, asked)


def _acts(t: Translator) -> dict[str, Act]:
    """What is logged, by its name and as it is called in the operator's language."""
    return {t.plain(f"log-act-{act}").casefold(): act for act in Act} | {str(act): act for act in Act}
