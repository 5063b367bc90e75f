"""What the handlers of payments need: whether an invoice may be paid, and what takes in that money has moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A person is about to pay an invoice.

    Attributes:
        payer_id: who pays; not necessarily who the invoice was made for.
        payload: what the invoice was made with.
        currency: "XTR" for Stars.
        amount: in the currency's smallest unit; of Stars that is one.
    """

    payer_id: int
    payload: str
    currency: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPayment:
    """A person has paid an invoice (Bot API, SuccessfulPayment).

    Attributes:
        charge_id: Telegram's id of the payment, of any length; it is what is refunded.
        checkout: who paid what.
        recurring: whether it belongs to a subscription.
        first_recurring: whether it is the first of its subscription.
        period_ends_at: until when the subscription is paid; None without one.
        paid_at: when, by Telegram's clock.
        chat_id: where Telegram says so.
        thread_id: the forum topic there.
    """

    charge_id: str
    checkout: Checkout
    recurring: bool
    first_recurring: bool
    period_ends_at: datetime | None
    paid_at: datetime
    chat_id: int
    thread_id: int | None


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


class PreCheckout(Protocol):
    """Whether an invoice may be paid."""

    async def check(self, checkout: Checkout) -> None:
        """It may; nothing is written.

        Raises:
            Refusal: it may not; the words are shown to the payer.
            StorageError: that is not known now.
        """
        ...


class PaymentReceiver(Protocol):
    """Takes in what Telegram says about money. Each is one transaction, and repeating it changes nothing."""

    async def receive(self, payment: ReceivedPayment) -> None:
        """A payment arrived."""
        ...

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
