"""Tells people in their private chats that the service works again (`bot.availability.service_return`)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot.delivery.message_templates import MessageView
from bot.domain.generation import Destination
from bot.domain.person import Person, PersonRepository
from bot.telegram.send import MessageSender

Write = Callable[[Person], MessageView]
"""Writes the message in the person's language."""

_PASSING = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)
"""Who could not be reached for one of these may be reached later."""
_log = logging.getLogger(__name__)


class TelegramServiceReturnSender:
    """Writes to those who asked for it."""

    def __init__(self, bot: Bot, people: PersonRepository, write: Write) -> None:
        self._sender = MessageSender(bot)
        self._people = people
        self._write = write

    async def tell_service_back(self, person_id: int) -> bool:
        """Say that it works again; see `ServiceReturnSender`. A chat that is closed to us for good counts as reached."""
        card = self._write(await self._people.person(person_id) or Person(id=person_id))
        try:
            await self._sender.send_text(Destination(chat_id=person_id), card.text, card.buttons)
        except AiogramError as error:
            # Its kind only: messages of the HTTP client may hold the Bot API's address, which contains the token.
            _log.info("a person was not notified that the service is back: %s", type(error).__name__)
            return not isinstance(error, _PASSING)
        return True
