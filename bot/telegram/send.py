"""Sends a message to its place: as a reply, in its topic, and still when the topic or the chat has moved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import ForceReply, InlineKeyboardMarkup, Message, ReplyParameters

from bot.domain.generation import Destination
from bot.telegram.errors import is_reply_gone, is_topic_gone

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

SECONDS: Final = 60
"""Time for a call that carries no file."""
SLOWEST_UPLOAD: Final = 64 * 1024
"""Bytes per second that an upload must reach at least."""


class MessageSender:
    """The only way in which a message is sent to a chat, whatever is in it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(
        self,
        method: type[TelegramMethod[_Answer]],
        destination: Destination,
        *,
        upload: int = 0,
        without_reply: Mapping[str, Any] | None = None,
        **content: Any,
    ) -> _Answer:
        """Make the call `method(content)` at `destination`.

        When the topic is gone the message goes to the chat itself; when the group became a supergroup, there.

        Args:
            method: one of aiogram's `Send…` methods.
            destination: chat, topic and message to reply to; a reply that is gone is left out.
            upload: bytes that the call carries, for its time-out.
            without_reply: arguments that replace those of `content` when it replies to no message: the request is
                deleted, or in another topic.
            content: the method's other arguments.

        Raises:
            AiogramError: what Telegram or the way to it did.
        """
        seconds = SECONDS + upload // SLOWEST_UPLOAD
        for _ in range(_MOVES):
            try:
                call = _call(method, destination, content, without_reply)
                return await self._bot(call, request_timeout=seconds)
            except TelegramMigrateToChat as moved:
                _log.info("chat %s is now %s", destination.chat_id, moved.migrate_to_chat_id)
                destination = Destination(chat_id=moved.migrate_to_chat_id)
            except (TelegramBadRequest, TelegramForbiddenError) as error:
                if destination.reply_to is not None and is_reply_gone(error):
                    destination = replace(destination, reply_to=None)
                elif destination.thread_id is not None and is_topic_gone(error):
                    destination = replace(destination, thread_id=None, reply_to=None)
                else:
                    raise
        call = _call(method, destination, content, without_reply)
        return await self._bot(call, request_timeout=seconds)

    async def send_text(
        self,
        destination: Destination,
        text: str,
        buttons: InlineKeyboardMarkup | ForceReply | None = None,
        *,
        asker: str = "",
        **content: Any,
    ) -> Message:
        """Send an HTML text; see `send`.

        Args:
            destination: chat, topic and message to reply to.
            text: HTML, everything from people escaped.
            buttons: what is under it.
            asker: HTML of the person who stands above the text when it replies to no message, or empty.
            content: further arguments of `SendMessage`.

        Raises:
            AiogramError: what Telegram or the way to it did.
        """
        return await self.send(
            SendMessage,
            destination,
            text=text,
            without_reply=naming(asker, text, lambda named: {"text": named}),
            parse_mode=ParseMode.HTML,
            reply_markup=buttons,
            **content,
        )

    async def edit_text(
        self, chat_id: int, message_id: int, text: str, buttons: InlineKeyboardMarkup | None = None
    ) -> None:
        """Change a message of the bot's into this HTML text.

        Raises:
            AiogramError: what Telegram or the way to it did; also that it says this already (`is_not_modified`).
        """
        await self._bot.edit_message_text(
            text, chat_id=chat_id, message_id=message_id, parse_mode=ParseMode.HTML, reply_markup=buttons
        )


_MOVES: Final = 3
"""A chat can lose the message that is answered, lose its topic, and move, once each."""


def naming(asker: str, words: str, said: Callable[[str], dict[str, Any]]) -> dict[str, Any] | None:
    """The `without_reply` of `MessageSender.send` that puts the asker's name above the same words.

    Args:
        asker: HTML that names a person, or empty.
        words: HTML of what is said; without words no person is named.
        said: puts the new words into the arguments of the call.
    """
    return said(f"{asker}\n{words}") if asker and words else None


def _call(
    method: type[TelegramMethod[_Answer]],
    destination: Destination,
    content: Mapping[str, Any],
    without_reply: Mapping[str, Any] | None,
) -> TelegramMethod[_Answer]:
    said = dict(content)
    if without_reply is not None and destination.reply_to is None:
        said |= without_reply
    return method(**_placed(destination, alone=without_reply is None), **said)


def _placed(destination: Destination, *, alone: bool) -> dict[str, Any]:
    """Arguments of the place. A topic is named only when there is one: General refuses its own id (observed).

    `alone` lets Telegram leave the answered message out by itself when that is gone.
    """
    arguments: dict[str, Any] = {"chat_id": destination.chat_id}
    if destination.thread_id is not None:
        arguments["message_thread_id"] = destination.thread_id
    if destination.reply_to is not None:
        arguments["reply_parameters"] = ReplyParameters(
            message_id=destination.reply_to, allow_sending_without_reply=alone
        )
    return arguments
