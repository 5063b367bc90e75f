"""Messages that one member of a group and the bot alone see (Bot API, "Ephemeral messages and commands").

What Telegram does not document is played so: without a reason the answer is CHAT_ADMIN_REQUIRED, an unknown message is
MESSAGE_ID_INVALID, an edit without a keyboard takes the old one away. Ephemeral messages never expire here.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import methods

from bot.sandbox.telegram.calls import AnyMethod
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.rules import keyboard, message_text
from bot.sandbox.telegram.world import Chat, Message, Status, User

WINDOW: Final = 15.0
"""Seconds in which a tap, or a message that only the bot saw, may be answered by any bot."""


def listener(core: Core, chat: Chat, call: Any) -> User | None:
    """Who alone is to see a new message; None = everybody.

    A Telegram that does not know such messages ignores the argument, as it ignores every unknown one.
    """
    wanted = getattr(call, "ephemeral_message_parameters", None)
    if wanted is None or not core.options.ephemeral:
        return None
    user = core.world.users.get(wanted.receiver_user_id)
    if chat.is_private:
        raise bad_request("PEER_ID_INVALID")
    if user is None or core.world.standing(chat, user.id) in {Status.LEFT, Status.KICKED}:
        raise bad_request("USER_NOT_PARTICIPANT")
    if user.is_bot:
        raise bad_request("USER_IS_BOT")
    entitled = (
        core.world.bot_is_admin(chat)
        or _answers_tap(core, chat, user, wanted.callback_query_id)
        or _answers_ephemeral(chat, user, call)
    )
    if not entitled:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return user


def _answers_tap(core: Core, chat: Chat, user: User, query_id: str | None) -> bool:
    query = core.queries.get(query_id or "")
    return (
        query is not None
        and query.user is user
        and query.message.chat is chat
        and core.clock() - query.made <= WINDOW
    )


def _answers_ephemeral(chat: Chat, user: User, call: Any) -> bool:
    replied = replied_ephemeral(chat, call)
    return replied is not None and replied.sender is user and time.time() - replied.date <= WINDOW


def replied_ephemeral(chat: Chat, call: Any) -> Message | None:
    """The incoming ephemeral message that a new message answers, if it names one."""
    parameters = getattr(call, "reply_parameters", None)
    number = parameters.ephemeral_message_id if parameters else None
    found = chat.store.get(number) if number is not None else None
    return found if found is not None and found.visible_to is not None and not found.deleted else None


def _ephemeral_message(core: Core, call: Any) -> Message:
    """The bot's ephemeral message that a call names."""
    if not core.options.ephemeral:
        raise bad_request("method not found")
    found = core.writable_chat(call.chat_id).store.get(call.ephemeral_message_id)
    known = found is not None and not found.deleted and found.sender is core.world.bot
    if found is None or not known or found.visible_to is None:
        raise bad_request("MESSAGE_ID_INVALID")
    if found.visible_to.id != call.receiver_user_id:
        raise bad_request("MESSAGE_ID_INVALID")
    return found


async def edit_text(core: Core, call: methods.EditEphemeralMessageText) -> bool:
    """Another text and keyboard."""
    message = _ephemeral_message(core, call)
    message.body = message_text(call.text, call.parse_mode, call.entities)
    message.markup = keyboard(call.reply_markup)
    core.world.edited(message)
    return True


async def edit_markup(core: Core, call: methods.EditEphemeralMessageReplyMarkup) -> bool:
    """Another keyboard."""
    message = _ephemeral_message(core, call)
    message.markup = keyboard(call.reply_markup)
    core.world.edited(message)
    return True


async def delete(core: Core, call: methods.DeleteEphemeralMessage) -> bool:
    """Take it out of its person's sight."""
    core.world.delete(_ephemeral_message(core, call))
    return True


METHODS: Final[dict[type[AnyMethod], Callable[[Core, Any], Awaitable[Any]]]] = {
    methods.EditEphemeralMessageText: edit_text,
    methods.EditEphemeralMessageReplyMarkup: edit_markup,
    methods.DeleteEphemeralMessage: delete,
}
