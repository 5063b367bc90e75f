"""Tells people in their private chats of rewards for invitations (`bot.referrals.announcements`)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.delivery.message_templates import MessageView
from bot.domain.generation import Destination
from bot.domain.person import Person, PersonRepository
from bot.errors import StorageError
from bot.referrals.announcements import RewardNotice
from bot.telegram.send import MessageSender

Write = Callable[[Person, int], MessageView]
"""Writes the message about so many credits in the person's language."""

_log = logging.getLogger(__name__)


class TelegramRewardSender:
    """Implements `bot.referrals.announcements.RewardSender`."""

    def __init__(self, bot: Bot, people: PersonRepository, write: Write) -> None:
        self._sender = MessageSender(bot)
        self._people = people
        self._write = write

    async def send_reward(self, notice: RewardNotice) -> None:
        """Send it; see `RewardSender.send_reward`."""
        try:
            person = await self._people.person(notice.person_id)
            card = self._write(person or Person(id=notice.person_id), notice.credits)
            await self._sender.send_text(Destination(chat_id=notice.person_id), card.text, card.buttons)
        except (AiogramError, StorageError) as error:
            # Its kind only: messages of the HTTP client may hold the Bot API's address, which contains the token.
            _log.info("a person was not notified of a reward: %s", type(error).__name__)
