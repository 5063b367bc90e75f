"""Tells people in their private chats what became of gifts, and closes the cards of those that are over."""

from __future__ import annotations

import logging
from typing import Protocol

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError

from bot.delivery.message_templates import MessageView
from bot.domain.generation import Destination
from bot.domain.gift import Gift
from bot.domain.person import Person, PersonRepository
from bot.gifts.give import GiftCard
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)


class GiftMessageTemplates(Protocol):
    """Writes what is said about gifts."""

    def opened(self, giver: Person, gift: Gift, name: str) -> MessageView:
        """That it was opened; `name` is who did, possibly empty."""
        ...

    def returned(self, giver: Person, gift: Gift) -> MessageView:
        """That it came back."""
        ...

    def bought(self, giver: Person, card: GiftCard, bot_name: str) -> MessageView:
        """The card of a gift that was bought; `bot_name` is the bot's @username."""
        ...

    def closed(self, gift: Gift) -> MessageView:
        """The card of one that is over, as everybody in its chat may read it."""
        ...


class TelegramGiftNotifier:
    """Writes to givers (`bot.gifts.notifier.GiftNotifier`)."""

    def __init__(self, bot: Bot, people: PersonRepository, cards: GiftMessageTemplates) -> None:
        self._bot = bot
        self._sender = MessageSender(bot)
        self._people = people
        self._cards = cards

    async def tell_opened(self, gift: Gift) -> None:
        """Say that it was opened. Best effort, never raises."""
        giver = await self._giver(gift)
        if giver is not None:
            opener = await self._people.person(gift.claimed_by) if gift.claimed_by is not None else None
            await self._tell(giver, self._cards.opened(giver, gift, opener.name if opener else ""))

    async def tell_returned(self, gift: Gift) -> None:
        """Say that it came back. Best effort, never raises."""
        giver = await self._giver(gift)
        if giver is not None:
            await self._tell(giver, self._cards.returned(giver, gift))

    async def close_card(self, gift: Gift) -> None:
        """Take the link and the buttons from its card. Best effort, never raises."""
        if not gift.message_id:
            return
        card = self._cards.closed(gift)
        try:
            await self._bot.edit_message_text(
                card.text,
                chat_id=gift.chat_id,
                message_id=gift.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=card.buttons,
            )
        except AiogramError as error:
            _log.info("the card of gift %s was not closed: %s", gift.id, type(error).__name__)

    async def show_card(self, card: GiftCard) -> int:
        """Send a bought gift's card to its buyer; see `BoughtGiftNotifier.show_card`."""
        giver_id = card.gift.giver_id or card.gift.chat_id
        giver = await self._people.person(giver_id) or Person(id=giver_id)
        me = await self._bot.me()
        view = self._cards.bought(giver, card, me.username or "")
        try:
            sent = await self._sender.send_text(Destination(chat_id=giver_id), view.text, view.buttons)
        except AiogramError as error:
            raise translated(error) from None
        return sent.message_id

    async def _giver(self, gift: Gift) -> Person | None:
        return await self._people.person(gift.giver_id) if gift.giver_id is not None else None

    async def _tell(self, giver: Person, card: MessageView) -> None:
        try:
            await self._sender.send_text(Destination(chat_id=giver.id), card.text, card.buttons)
        except AiogramError as error:
            # Its kind only: messages of the HTTP client may hold the Bot API's address, which contains the token.
            _log.info("a giver was not notified: %s", type(error).__name__)
