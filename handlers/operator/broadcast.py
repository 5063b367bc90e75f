"""The operator writes to everybody: a look at the message first, then a button."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcast import BroadcastRepository
from bot.i18n import escaped
from handlers.core.callback_data import BroadcastButton
from handlers.core.filters import FromAdmin
from handlers.core.ports import Wakes
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.operator import views


def build() -> Router:
    """The router of /broadcast."""
    router = Router(name="broadcast")
    router.message.register(broadcast, Command("broadcast"), FromAdmin())
    router.callback_query.register(decide, BroadcastButton.filter(), FromAdmin())
    return router


async def broadcast(
    message: Message,
    command: CommandObject,
    bot: Bot,
    desk: Desk,
    stage: Stage,
    broadcasts: BroadcastRepository,
) -> None:
    """Show the message as everybody will see it, and ask; without a message, how the one under way is doing."""
    if message.reply_to_message is not None:
        copy = await bot.copy_message(
            stage.place.chat_id, stage.place.chat_id, message.reply_to_message.message_id
        )
        shown = copy.message_id
    elif command.args:
        shown = await stage.say(Screen(escaped(command.args)))
    else:
        await stage.say(views.broadcast_usage(desk.t, await broadcasts.current()))
        return
    await stage.say(views.broadcast_question(desk.t, shown, await broadcasts.count_people()))


async def decide(
    _: CallbackQuery,
    callback_data: BroadcastButton,
    desk: Desk,
    stage: Stage,
    broadcasts: BroadcastRepository,
    broadcaster: Wakes,
) -> None:
    """Begin, once, or put it away."""
    await stage.answer()
    if not callback_data.send:
        await stage.turn(Screen(desk.t("broadcast-dropped")))
        return
    if await broadcasts.begin(
        admin_id=desk.person.id, chat_id=stage.place.chat_id, message_id=callback_data.message
    ):
        broadcaster.wake()
    await stage.turn(Screen(desk.t("broadcast-begun")))
