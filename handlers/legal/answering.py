"""Who asks for a document and where the answer goes: without an account, a draft or a right, since everyone gets it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import CommandObject
from aiogram.types import Message, TelegramObject, User

from bot.domain.person import PersonRepository
from bot.errors import StorageError
from bot.i18n import Texts, Translator
from bot.rolling_window import RollingWindows, WindowLimit
from handlers.core.direct_messages import answer_direct_message, is_direct_message
from handlers.core.filters import Handler
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen

IN_A_GROUP: Final = WindowLimit(1, 30.0)
"""How often one of these commands is answered in a group: the answer stands there for all to read."""
_REMEMBERED: Final = 10_000
"""Groups and commands whose windows are kept."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks.

    Attributes:
        t: translator into their language.
        chat: where the answer goes.
        message: what they sent.
    """

    t: Translator
    chat: Responder
    message: Message

    @property
    def person(self) -> User | None:
        """The person; None when a group or a channel speaks."""
        return self.message.from_user if self.message.sender_chat is None else None

    @property
    def in_group(self) -> bool:
        """Whether others read the answer."""
        return self.chat.in_group or is_direct_message(self.message)

    async def answer(self, screen: Screen) -> None:
        """Send it. Where the bot may not write, nothing can be answered."""
        try:
            if is_direct_message(self.message):
                await answer_direct_message(self.message, self.chat.bot, screen.text)
            else:
                await self.chat.send(screen)
        except TelegramAPIError as error:
            _log.info("document_not_sent", chat=self.chat.topic.chat_id, reason=type(error).__name__)


class AskerMiddleware(BaseMiddleware):
    """Gives handlers the `asker`; other bots get no answer, and a group gets the same one once in a while.

    It needs nothing of the database: when that cannot be used, the answer is in the language of the person's app.

    Args:
        now: seconds that only go forward.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._answered: RollingWindows[tuple[int, int | None, str]] = RollingWindows(_REMEMBERED, IN_A_GROUP)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Answer, or leave it out."""
        if not isinstance(event, Message) or _is_a_machines(event):
            return None
        bot: Bot = data["bot"]
        command: CommandObject = data["command"]
        chat = Responder.of(bot, event)
        if chat.in_group and not self._is_due(event, command.command):
            _log.info("document_shown_already", chat=event.chat.id)
            return None
        t = await _words(event, data["people"], data["texts"])
        data["asker"] = Asker(t, chat, event)
        return await handler(event, data)

    def _is_due(self, message: Message, command: str) -> bool:
        apart = (
            message.direct_messages_topic
        )  # in a channel's direct messages each person reads their own topic only
        key = (message.chat.id, apart.topic_id if apart is not None else None, command)
        return self._answered.take(key, self._now())


def _is_a_machines(message: Message) -> bool:
    """What another bot says, or what a channel's post carries into its discussion group. An anonymous admin is a person."""
    if message.is_automatic_forward:
        return True
    return message.sender_chat is None and (message.from_user is None or message.from_user.is_bot)


async def _words(message: Message, people: PersonRepository, texts: Texts) -> Translator:
    user = message.from_user if message.sender_chat is None else None
    if user is None:
        return texts.speaking(texts.pick("", ""))
    try:
        person = await people.person(user.id)
    except StorageError:
        person = None
    chosen = person.language if person is not None else ""
    return texts.speaking(texts.pick(chosen, user.language_code or ""))
