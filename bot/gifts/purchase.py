"""A pack that is bought as a gift: its credits become a gift card in the transaction of the payment.

The card is shown by `GiftCardSender`, also when the process dies between the two.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from bot.domain.gift import GIFT_LIFE, Gift
from bot.domain.order import Order, OrderKind
from bot.domain.payment import Payment
from bot.errors import ChatGone, DeliveryPostponed
from bot.gifts.give import GiftCard, GiftGiver
from bot.gifts.give_back import give_back
from bot.gifts.notifier import GiftNotifier
from bot.gifts.tokens import GiftTokens, made_for_hash, token_hash
from bot.ledger.gifts import set_gift_aside
from bot.ports import Clock, PurchaseEffect, Store, Transaction
from bot.workers.isolated import isolated

_AT_ONCE: Final = 20
UNSHOWN: Final = 0
"""Instead of a message: the buyer cannot be written to. The gift stands in their list."""

_log = logging.getLogger(__name__)


class BoughtGiftNotifier(GiftNotifier, Protocol):
    """Shows bought gift cards to their buyers, beside what givers hear."""

    async def show_card(self, card: GiftCard) -> int:
        """Send it to the buyer; returns the message. Raises ChatGone, DeliveryPostponed."""
        ...


@dataclass(frozen=True, slots=True)
class BoughtGifts(PurchaseEffect):
    """What a purchase does to gifts. A gift that a refund took stays over, also when the refund is undone.

    Attributes:
        clock: the time.
        tokens: makes the links' secret parts.
    """

    clock: Clock
    tokens: GiftTokens

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """Make the gift. A buyer who was forgotten meanwhile finds the credits on their account."""
        if order.kind is not OrderKind.GIFT or order.buyer_id is None:
            return
        now, made_for = self.clock.now(), made_for_hash(f"payment {payment.charge_id}")
        token = self.tokens.all_of(made_for)[0]
        gift = await tx.add_gift(
            Gift(
                token_hash=token_hash(token),
                made_for=made_for,
                account_id=order.account_id,
                giver_id=order.buyer_id,
                credits=payment.credits + payment.bonus,
                charge_id=payment.charge_id,
                chat_id=order.buyer_id,
                language=order.language,
                made_at=now,
                ends_at=now + GIFT_LIFE,
            )
        )
        await set_gift_aside(tx, await tx.account(order.account_id), gift.credits, gift.token_hash, now)

    async def refunding(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """A gift that no one has opened goes back to the account, so that the refund takes it; an opened one is spent."""
        gift = await tx.open_gift_of_charge(payment.charge_id)
        if gift is not None:
            await give_back(tx, gift, self.clock.now())


class GiftCardSender:
    """Shows bought gift cards.

    Args:
        store: opens transactions.
        giver: knows their links.
        notifier: sends them.
    """

    def __init__(self, store: Store, giver: GiftGiver, notifier: BoughtGiftNotifier) -> None:
        self._store = store
        self._giver = giver
        self._notifier = notifier
        self._tried_until = 0

    async def send(self) -> None:
        """Show part of what has not been shown yet; the next time goes on behind it, and begins anew after the last one.

        What Telegram holds up, or what fails, waits for its next turn.

        Raises:
            StorageError: the database cannot be used.
        """
        async with self._store.transaction() as tx:
            unshown = await tx.unshown_bought_gifts(_AT_ONCE, self._tried_until)
        self._tried_until = unshown[-1].id if len(unshown) == _AT_ONCE else 0
        for gift in unshown:
            with isolated(_log, "the card of gift %s was not shown", gift.id), suppress(DeliveryPostponed):
                await self._show(gift)

    async def _show(self, gift: Gift) -> None:
        try:
            message_id = await self._notifier.show_card(self._giver.card(gift))
        except ChatGone:
            message_id = UNSHOWN
        await self._giver.note_card(gift, message_id)
