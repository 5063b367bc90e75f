"""/users: operators find people. To everybody else it does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.domain.people_search import PeoplePage, PeoplePlace, PeopleQuery, PeopleReader, searched_words
from bot.domain.staff import Act
from handlers.core.buttons.operator import UsersButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.person_meant import person_id_in
from handlers.core.views.screen import Screen
from handlers.operator import users_views as views
from handlers.operator.private_answer import answer_alone


def build() -> Router:
    """The router of the command and its pages."""
    router = Router(name="users")
    router.message.filter(MayAct(Act.USER))
    router.callback_query.filter(MayAct(Act.USER))
    router.message.register(users, AnyCaseCommand("users"))
    router.callback_query.register(turn, UsersButton.filter())
    return router


async def users(_: object, command: CommandObject, ctx: Context, people_reader: PeopleReader) -> None:
    """Everybody, or who is called so: by an id, the beginning of an @name, or beginnings of words of a name."""
    said = command.args or ""
    words = searched_words(said)
    if said and not words:
        await answer_alone(ctx, Screen(ctx.t("users-usage")))
        return
    asked = UsersButton(words=" ".join(words))
    person_id = person_id_in(said.strip())
    known = await ctx.user.people.person(person_id) if person_id else None
    if known is not None:
        page = views.users(ctx.t, PeoplePage(people=[known], next=None), asked, words)
    else:
        page = await _page(ctx, people_reader, asked)
    await answer_alone(ctx, page)


async def turn(
    _: CallbackQuery, callback_data: UsersButton, ctx: Context, people_reader: PeopleReader
) -> None:
    """Another page, or others of them."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _page(ctx, people_reader, callback_data))


async def _page(ctx: Context, people_reader: PeopleReader, asked: UsersButton) -> Screen:
    words = searched_words(asked.words)
    after = PeoplePlace(person_id=asked.after, day=asked.day)
    found = await people_reader.find(PeopleQuery(words=words, only=asked.only, after=after), views.PAGE)
    return views.users(ctx.t, found, asked, words)
