"""The one message per generation that is edited while it works: seldom, never twice the same, never in anyone's way."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Final, Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from cachetools import LRUCache

from bot.delivery.message_templates import MessageTemplates, MessageView
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.chat import is_group
from bot.domain.generation import Generation
from bot.generation.progress_estimate import ProgressEstimate
from bot.telegram.errors import is_not_modified
from bot.telegram.send import MessageSender

PRIVATE_SECONDS: Final = 3.0
GROUP_SECONDS: Final = 10.0
"""Least time between two edits for one generation. Groups have 20 messages a minute for everything."""
_REMEMBERED: Final = 10_000
"""Generations whose last card is known; older ones may be edited once too often."""
_log = logging.getLogger(__name__)


class Room(Protocol):
    """Tells whether a chat has room for a message that no one waits for (`Pacer`)."""

    def has_room(self, chat_id: int | str) -> bool:
        """Whether it may be sent now."""
        ...


@dataclass(slots=True)
class _Shown:
    """What a generation's message says since when.

    Attributes:
        card: its words, None when the last try to show them failed.
        at: when that was, in the loop's time.
        message_id: the message, None before it is sent.
        chat_id: the chat that it is in.
        refused: whether Telegram does not take it (any more): leave it alone.
    """

    card: MessageView | None
    at: float
    message_id: int | None
    chat_id: int
    refused: bool = False


class ProgressMessages:
    """Shows the progress of generations."""

    def __init__(self, bot: Bot, sender: MessageSender, cards: MessageTemplates, room: Room) -> None:
        self._bot = bot
        self._sender = sender
        self._cards = cards
        self._room = room
        self._shown: LRUCache[int, _Shown] = LRUCache(_REMEMBERED)

    async def show(self, generation: Generation, wait: ProgressEstimate) -> int | None:
        """Show where it is, if that is worth a message now.

        Returns:
            Id of the message when a new one was sent, else None.
        """
        card = self._cards.progress(generation, wait)
        now = asyncio.get_running_loop().time()
        chat_id = generation.destination.chat_id
        known = self._known(generation)
        if not self._is_worth(chat_id, known, card, now):
            return None
        message_id = generation.progress_message_id or (known.message_id if known else None)
        # Noted before the call, so that two calls at once do not send two messages.
        self._shown[_key(generation)] = _Shown(card, now, message_id, chat_id)
        try:
            with priority(Priority.PROGRESS):
                if message_id is None:
                    return await self._send(generation, card)
                await self._edit(generation, message_id, card)
        except AiogramError as error:
            self._learn(_key(generation), message_id, error)
        return None

    def forget(self, generation: Generation) -> None:
        """Its message is another generation's from now on."""
        self._shown.pop(generation.id, None)

    async def remove(self, generation: Generation) -> None:
        """Delete the message, if there is one and Telegram agrees."""
        known = self._known(generation)
        self._shown.pop(_key(generation), None)
        message_id = generation.progress_message_id or (known.message_id if known else None)
        if message_id is None:
            return
        try:
            await self._bot.delete_message(generation.destination.chat_id, message_id)
        except AiogramError as error:
            _log.info("progress of generation %s stays: %s", generation.id, type(error).__name__)

    def _known(self, generation: Generation) -> _Shown | None:
        """What is shown, unless the generation's chat has moved since: there the ids are others."""
        known = self._shown.get(_key(generation))
        return known if known and known.chat_id == generation.destination.chat_id else None

    def _is_worth(self, chat_id: int, known: _Shown | None, card: MessageView, now: float) -> bool:
        if known is not None:
            pause = GROUP_SECONDS if is_group(chat_id) else PRIVATE_SECONDS
            if known.refused or known.card == card or now < known.at + pause:
                return False
        return self._room.has_room(chat_id)

    async def _send(self, generation: Generation, card: MessageView) -> int:
        message = await self._sender.send_text(
            generation.destination, card.text, card.buttons, disable_notification=True
        )
        if known := self._shown.get(_key(generation)):
            known.message_id = message.message_id
        return message.message_id

    async def _edit(self, generation: Generation, message_id: int, card: MessageView) -> None:
        await self._sender.edit_text(generation.destination.chat_id, message_id, card.text, card.buttons)

    def _learn(self, key: int, message_id: int | None, error: AiogramError) -> None:
        known = self._shown.get(key)
        if known is None or is_not_modified(error):
            return
        # A message that is gone is not sent anew; what only failed on the way may be shown next time.
        refused = isinstance(error, TelegramBadRequest | TelegramForbiddenError)
        self._shown[key] = _Shown(None, known.at, message_id, known.chat_id, refused)
        _log.info("progress of generation %s not shown: %s", key, type(error).__name__)


def _key(generation: Generation) -> int:
    """What has a message of its own: a generation, or a whole batch (its number below zero)."""
    return generation.id if generation.batch_id is None else -generation.batch_id
