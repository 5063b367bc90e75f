"""What the handlers of payments need beside the use cases: what takes in changes, and who hears of checkouts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionChange:
    """A person has cancelled a subscription, has taken it up again, or could not pay for it (Bot API, BotSubscriptionUpdated).

    Attributes:
        payer_id: whose.
        payload: what its invoice was made with.
        state: "canceled", "active" or "failed".
    """

    payer_id: int
    payload: str
    state: str


class PaymentChanges(Protocol):
    """Takes in what becomes of payments at Telegram. Each is one transaction, and repeating it changes nothing."""

    async def refunded(self, charge_id: str) -> None:
        """Telegram has given this payment back."""
        ...

    async def subscription_changed(self, change: SubscriptionChange) -> None:
        """A subscription goes on or does not."""
        ...


class CheckoutObserver(Protocol):
    """Hears of checkouts (`bot.web.metrics.Metrics`)."""

    def checkout(self, outcome: str, seconds: float) -> None:
        """One was answered after so long: `accepted`, `refused`, or `failed` when it could not be checked."""
        ...
