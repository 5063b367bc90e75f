"""Brings a message to its place: as a reply, in its topic, and still when the topic or the chat has moved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.methods import TelegramMethod
from aiogram.types import ReplyParameters

from bot.delivery.telegram_errors import is_reply_gone, is_topic_gone
from bot.domain.generation import Destination

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

SECONDS: Final = 60
"""Time for a call that carries no file."""
SLOWEST_UPLOAD: Final = 64 * 1024
"""Bytes per second that an upload must reach at least."""


class ChatSender:
    """Sends calls to their destinations."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(
        self,
        method: type[TelegramMethod[_Answer]],
        destination: Destination,
        *,
        upload: int = 0,
        unanswering: Mapping[str, Any] | None = None,
        **content: Any,
    ) -> _Answer:
        """Make the call `method(content)` at `destination`.

        When the topic is gone the message goes to the chat itself; when the group became a supergroup, there.

        Args:
            method: one of aiogram's `Send…` methods.
            destination: chat, topic and message to reply to.
            upload: bytes that the call carries, for its time-out.
            unanswering: what is said otherwise when it answers no message: the request is deleted, or in another topic.
            content: the method's other arguments.

        Raises:
            AiogramError: what Telegram or the way to it did.
        """
        seconds = SECONDS + upload // SLOWEST_UPLOAD
        for _ in range(_MOVES):
            try:
                call = _call(method, destination, content, unanswering)
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
        call = _call(method, destination, content, unanswering)
        return await self._bot(call, request_timeout=seconds)


_MOVES: Final = 3
"""A chat can lose the message that is answered, lose its topic, and move, once each."""


def naming(asker: str, words: str, said: Callable[[str], dict[str, Any]]) -> dict[str, Any] | None:
    """What `ChatSender.send` says instead when it answers nothing: the same words below the asker's name.

    Args:
        asker: HTML, empty where nobody has to be named.
        words: HTML of what is said; without words nobody is named.
        said: puts the new words into the arguments of the call.
    """
    return said(f"{asker}\n{words}") if asker and words else None


def _call(
    method: type[TelegramMethod[_Answer]],
    destination: Destination,
    content: Mapping[str, Any],
    unanswering: Mapping[str, Any] | None,
) -> TelegramMethod[_Answer]:
    said = dict(content)
    if unanswering is not None and destination.reply_to is None:
        said |= unanswering
    return method(**_placed(destination, alone=unanswering is None), **said)


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
