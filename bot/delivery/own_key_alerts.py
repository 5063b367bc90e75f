"""Tells people about trouble with KIE keys of their own, in their private chats (`bot.availability.own_keys.KeyOwnerNotifier`)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.availability.circuit_breaker import KeyTrouble
from bot.delivery.message_templates import MessageView
from bot.domain.generation import Destination
from bot.domain.person import Person, PersonRepository
from bot.telegram.send import MessageSender

Write = Callable[[Person, KeyTrouble], MessageView]
"""Writes the message in the person's language."""

_log = logging.getLogger(__name__)


class TelegramKeyOwnerNotifier:
    """Writes to the owner of a key; an owner is `person:<id>` or `chat:<id>`."""

    def __init__(self, bot: Bot, people: PersonRepository, write: Write) -> None:
        self._sender = MessageSender(bot)
        self._people = people
        self._write = write

    async def tell_trouble(self, owner: str, trouble: KeyTrouble) -> None:
        """Say what is wrong and what to do. Best effort, never raises."""
        chat_id = int(owner.partition(":")[2])
        card = self._write(await self._people.person(chat_id) or Person(id=chat_id), trouble)
        try:
            await self._sender.send_text(Destination(chat_id=chat_id), card.text, card.buttons)
        except AiogramError as error:
            # Its kind only: messages of the HTTP client may hold the Bot API's address, which contains the token.
            _log.warning("the owner of a key was not notified of trouble: %s", type(error).__name__)
