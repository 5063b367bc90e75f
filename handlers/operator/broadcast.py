"""The operator writes to everybody: a look at the message first, then a button."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcast import BroadcastRepository
from bot.domain.staff import Act
from bot.i18n import escaped
from handlers.core.buttons.operator import BroadcastButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.news_buttons import news_button
from handlers.core.ports import Wakes
from handlers.core.views.screen import Screen
from handlers.operator import views


def build() -> Router:
    """The router of /broadcast."""
    router = Router(name="broadcast")
    router.message.register(broadcast, AnyCaseCommand("broadcast"), MayAct(Act.BROADCAST))
    router.callback_query.register(decide, BroadcastButton.filter(), MayAct(Act.BROADCAST))
    return router


async def broadcast(
    message: Message, command: CommandObject, ctx: Context, broadcasts: BroadcastRepository
) -> None:
    """Show the message as everybody will see it, and ask; without a message, how the one under way is doing."""
    if message.reply_to_message is not None:
        copy = await ctx.chat.bot.copy_message(
            ctx.chat.topic.chat_id,
            ctx.chat.topic.chat_id,
            message.reply_to_message.message_id,
            reply_markup=news_button(ctx.t, wanted=True),
        )
        shown = copy.message_id
    elif command.args:
        screen = Screen(escaped(command.args), news_button(ctx.t, wanted=True))
        shown = (await ctx.chat.send(screen)).id
    else:
        await ctx.chat.send(views.broadcast_usage(ctx.t, await broadcasts.current()))
        return
    await ctx.chat.send(views.broadcast_question(ctx.t, shown, await broadcasts.audience()))


async def decide(
    _: CallbackQuery,
    callback_data: BroadcastButton,
    ctx: Context,
    broadcasts: BroadcastRepository,
    broadcaster: Wakes,
) -> None:
    """Begin, once, or put it away."""
    await ctx.chat.answer_callback()
    if not callback_data.send:
        await ctx.chat.replace(Screen(ctx.t("broadcast-dropped")))
        return
    if await broadcasts.begin(
        admin_id=ctx.person.id,
        chat_id=ctx.chat.topic.chat_id,
        message_id=callback_data.message,
        to_all=callback_data.to_all,
    ):
        broadcaster.wake()
    await ctx.chat.replace(Screen(ctx.t("broadcast-begun")))
