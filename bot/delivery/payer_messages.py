"""Writes to payers in their private chats (`bot.payments.notify.PayerNotifier`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.delivery.message_templates import MessageView
from bot.domain.generation import Destination
from bot.domain.payment import Payment
from bot.domain.person import Person, PersonRepository
from bot.domain.subscription import SubscribedPack
from bot.payments.receive import Receipt
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender


class PayerMessageTemplates(Protocol):
    """Writes what is said, in the payer's language."""

    def received(self, person: Person, receipt: Receipt) -> MessageView:
        """What a payment has become."""
        ...

    def refunded(self, person: Person, receipt: Receipt) -> MessageView:
        """The Stars are back."""
        ...

    def refund_refused(self, person: Person, payment: Payment) -> MessageView:
        """Telegram does not return the Stars."""
        ...

    def subscription_changed(self, person: Person, pack: SubscribedPack) -> MessageView:
        """What has become of a subscription."""
        ...


class TelegramPayerNotifier:
    """Writes to payers.

    Args:
        bot: its session carries the pacer as middleware.
        people: in which language.
        templates: writes the words.
    """

    def __init__(self, bot: Bot, people: PersonRepository, templates: PayerMessageTemplates) -> None:
        self._sender = MessageSender(bot)
        self._people = people
        self._templates = templates

    async def received(self, receipt: Receipt) -> None:
        """See `PayerNotifier.received`."""
        await self._say(receipt.payment.payer_id, lambda person: self._templates.received(person, receipt))

    async def refunded(self, receipt: Receipt) -> None:
        """See `PayerNotifier.refunded`."""
        await self._say(receipt.payment.payer_id, lambda person: self._templates.refunded(person, receipt))

    async def refund_refused(self, payment: Payment) -> None:
        """See `PayerNotifier.refund_refused`."""
        await self._say(payment.payer_id, lambda person: self._templates.refund_refused(person, payment))

    async def subscription_changed(self, pack: SubscribedPack) -> None:
        """See `PayerNotifier.subscription_changed`."""
        payer_id = pack.subscription.payer_id
        await self._say(payer_id, lambda person: self._templates.subscription_changed(person, pack))

    async def _say(self, payer_id: int | None, write: Callable[[Person], MessageView]) -> None:
        if payer_id is None:
            return
        card = write(await self._people.person(payer_id) or Person(id=payer_id))
        try:
            await self._sender.send_text(Destination(chat_id=payer_id), card.text, card.buttons)
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
