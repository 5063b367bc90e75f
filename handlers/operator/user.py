"""/user: one person as operators see them. To everybody else it does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.staff import Act
from bot.people.person_record import PersonRecords
from bot.staff.staff import Staff
from handlers.core.buttons.operator import UserButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.person_meant import PersonMeantTwice, person_meant
from handlers.core.views.screen import Screen
from handlers.operator.private_answer import answer_alone
from handlers.operator.user_card import user_card


def build() -> Router:
    """The router of the command and its button."""
    router = Router(name="user")
    router.message.register(user, AnyCaseCommand("user"), MayAct(Act.USER))
    router.callback_query.register(again, UserButton.filter(), MayAct(Act.USER))
    return router


async def user(
    message: Message, command: CommandObject, ctx: Context, staff: Staff, person_records: PersonRecords
) -> None:
    """By id, @name, or a reply, also to a forwarded message."""
    meant = await person_meant(message, (command.args or "").split(), ctx.user.people)
    if meant is None:
        await answer_alone(ctx, Screen(ctx.t("user-usage")))
        return
    if meant.rest:
        raise PersonMeantTwice
    await answer_alone(ctx, await user_card(ctx, staff, person_records, meant.person.id))


async def again(
    _: CallbackQuery,
    callback_data: UserButton,
    ctx: Context,
    staff: Staff,
    person_records: PersonRecords,
) -> None:
    """The same as it is now; from a list, which stays, as a new message."""
    card = await user_card(ctx, staff, person_records, callback_data.person)
    await ctx.chat.answer_callback()
    if callback_data.listed:
        await ctx.chat.send(card)
    else:
        await ctx.chat.replace(card)
