"""What else a purchase does, in the transaction that credits or refunds it: a gift card, a subscription, a reward."""

from __future__ import annotations

from bot.domain.order import Order
from bot.domain.payment import Payment
from bot.ports.store import Transaction


class PurchaseEffect:
    """Each of these does nothing, where an effect does not say otherwise."""

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """An order's payment was credited. Must not fail for what the payer has done: the Stars have moved."""

    async def refunding(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """A refund of a payment begins: bring back to the account what can be, such as a gift that no one has opened.

        It comes before anything is counted or taken, in the same transaction; the account has to be read after it.
        """

    async def refunded(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """What was left of a payment's credits was taken back: undo what can be undone.

        `payment.refund_attempts` names the attempt; after one that Telegram has refused another may follow.
        """

    async def refund_undone(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """Telegram does not return the Stars of this attempt: what `refunded` undid holds again."""
