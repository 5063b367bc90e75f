"""What the core needs of Telegram's payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.payment import ReceivedPayment
from bot.domain.star_move import StarMove


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTransaction:
    """A line of Telegram's list of Star transactions.

    Attributes:
        move: what is kept of it.
        payment: the payment behind it, when it is one of an invoice of this bot.
    """

    move: StarMove
    payment: ReceivedPayment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StarBalance:
    """What the bot has at Telegram; it can be below zero after a chargeback.

    Attributes:
        stars, nanos: whole Stars and billionths beside them, both with the same sign.
        at: when it was read.
    """

    stars: int
    nanos: int
    at: datetime


class Stars(Protocol):
    """Telegram's methods about Stars. Each raises PaymentsUnavailable when Telegram gives no answer that counts."""

    async def transactions(self, offset: int, limit: int) -> Sequence[ListedTransaction]:
        """Part of the bot's list, the oldest first (getStarTransactions).

        Args:
            offset: how many of the oldest are left out.
            limit: 1 to 100.
        """
        ...

    async def balance(self) -> StarBalance:
        """What the bot has now (getMyStarBalance)."""
        ...

    async def refund(self, payer_id: int, charge_id: str) -> None:
        """Return the whole payment (refundStarPayment). One that was returned before counts as done.

        Raises:
            PaymentCallRefused: Telegram will not; its words are the error's text.
        """
        ...

    async def set_subscription_canceled(self, payer_id: int, first_charge_id: str, *, canceled: bool) -> None:
        """End a subscription's renewals, or allow them again (editUserStarSubscription).

        Raises:
            PaymentCallRefused: Telegram knows no such subscription.
        """
        ...
