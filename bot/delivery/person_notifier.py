"""Writes to one person what operators have done for them (`bot.staff.person_notifier.PersonNotifier`)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from bot.delivery.message_templates import MessageView
from bot.domain.generation import Destination
from bot.domain.person import Person, PersonRepository
from bot.ledger.entries import Balance
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)


class PersonMessageTemplates(Protocol):
    """Writes what is said, in the person's language."""

    def credits_changed(self, person: Person, amount: int, balance: Balance, reason: str) -> MessageView:
        """Credits were given or taken back."""
        ...

    def blocked(self, person: Person, reason: str) -> MessageView:
        """New requests are declined."""
        ...

    def unblocked(self, person: Person) -> MessageView:
        """They are not, any more."""
        ...

    def message(self, person: Person, words: str) -> MessageView:
        """What an operator writes."""
        ...


class TelegramPersonNotifier:
    """Writes to people.

    Args:
        bot: its session carries the pacer as middleware.
        people: in which language.
        templates: writes the words.
    """

    def __init__(self, bot: Bot, people: PersonRepository, templates: PersonMessageTemplates) -> None:
        self._sender = MessageSender(bot)
        self._people = people
        self._templates = templates

    async def credits_changed(self, person_id: int, amount: int, balance: Balance, reason: str) -> None:
        """See `PersonNotifier.credits_changed`."""
        await self._tell(
            person_id, lambda person: self._templates.credits_changed(person, amount, balance, reason)
        )

    async def blocked(self, person_id: int, reason: str) -> None:
        """See `PersonNotifier.blocked`."""
        await self._tell(person_id, lambda person: self._templates.blocked(person, reason))

    async def unblocked(self, person_id: int) -> None:
        """See `PersonNotifier.unblocked`."""
        await self._tell(person_id, self._templates.unblocked)

    async def message(self, person_id: int, words: str) -> bool:
        """See `PersonNotifier.message`."""
        person = await self._people.person(person_id)
        if person is None:
            return False
        try:
            await self._send(person, self._templates.message(person, words))
        except (TelegramForbiddenError, TelegramBadRequest):
            return False
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
        return True

    async def _tell(self, person_id: int, write: Callable[[Person], MessageView]) -> None:
        person = await self._people.person(person_id)
        if person is None:
            return
        try:
            await self._send(person, write(person))
        except AiogramError as error:
            _log.info("%s was not told: %s", person_id, translated(error))

    async def _send(self, person: Person, view: MessageView) -> None:
        await self._sender.send_text(Destination(chat_id=person.id), view.text, view.buttons)
