"""Payments: Stars that arrived, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from bot.errors import IllegalStep

ID_SHOWN: Final = 8
"""So many characters of a charge id or a payload are written to the log: with them it is found, and not refunded."""


class PaymentState(StrEnum):
    """Where a payment is."""

    CREDITED = "credited"
    """An account has its credits."""
    UNCLAIMED = "unclaimed"
    """Stars arrived that belong to no order of ours: an operator decides."""
    REFUNDING = "refunding"
    """What was left of its credits is taken back; Telegram is asked to return the Stars until it has."""
    REFUNDED = "refunded"
    """Telegram has returned the Stars."""


STEPS: Final[Mapping[PaymentState, frozenset[PaymentState]]] = {
    PaymentState.CREDITED: frozenset({PaymentState.REFUNDING, PaymentState.REFUNDED}),
    PaymentState.UNCLAIMED: frozenset({PaymentState.CREDITED, PaymentState.REFUNDING, PaymentState.REFUNDED}),
    # Back where it was when Telegram refuses the refund.
    PaymentState.REFUNDING: frozenset({PaymentState.REFUNDED, PaymentState.CREDITED, PaymentState.UNCLAIMED}),
    PaymentState.REFUNDED: frozenset(),
}
"""Legal steps; a refund that was made elsewhere is found when it is done. Any other step raises."""


def require_step(was: PaymentState, becomes: PaymentState) -> None:
    """Raises IllegalStep when a payment cannot go this way."""
    if becomes not in STEPS[was]:
        msg = f"a payment does not go from {was} to {becomes}"
        raise IllegalStep(msg)


class FoundBy(StrEnum):
    """How we learned of a payment."""

    UPDATE = "update"
    """Telegram's message about it."""
    RECONCILIATION = "reconciliation"
    """Telegram's list of transactions: the message never arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A person is about to pay an invoice, or has paid it.

    Attributes:
        payer_id: who pays; not necessarily who the invoice was made for.
        payload: of the invoice: an order's token, or anything from another program with this bot's token.
        currency: "XTR" for Stars.
        amount: in the currency's smallest unit; of Stars that is one.
    """

    payer_id: int
    payload: str
    currency: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPayment:
    """A person has paid an invoice (Bot API, SuccessfulPayment and StarTransaction).

    Attributes:
        charge_id: Telegram's id of the payment, of any length; by it the payment is known and refunded.
        checkout: who paid what.
        paid_at: when, by Telegram's clock.
        recurring: whether it belongs to a subscription.
        first_recurring: whether it is the first of its subscription.
        period_ends_at: until when the subscription is paid; None without one, or where Telegram does not say.
        affiliate_stars: what Telegram's referral programme took of it.
        nanos, affiliate_nanos: billionths of a Star beside the amount and beside that.
    """

    charge_id: str
    checkout: Checkout
    paid_at: datetime
    recurring: bool = False
    first_recurring: bool = False
    period_ends_at: datetime | None = None
    affiliate_stars: int = 0
    nanos: int = 0
    affiliate_nanos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment of Stars.

    Attributes:
        number: of its receipt.
        charge_id: Telegram's id.
        order_token: what was paid; None when it is of no order of ours.
        payload: the invoice's, then.
        payer_id: who paid; None when it is too long ago.
        account_id: which account got the credits; None while it is unclaimed.
        stars: amount.
        credits: paid credits that the account got.
        bonus: given credits beside them.
        state: where it is.
        found_by: how we learned of it.
        recurring, first_recurring, period_ends_at: of a subscription.
        paid_at, written_at: when Telegram took it, and when we had it.
        notified: whether the payer has read of it.
        refund_attempts: how often a refund has begun; names the operations of the ledger.
        refund_asked_by: who asked for the refund.
        refund_reason: in their words.
        refunded_at: when Telegram had returned the Stars.
        refund_alert_at: when the admins learn that a refund is still under way; None when they need not, or have.
        taken_back, bonus_taken_back: credits that the refund took.
        uncollected: paid credits that were spent before the refund.
        affiliate_stars: what Telegram's referral programme took.
    """

    number: int = 0
    charge_id: str
    order_token: str | None = None
    payload: str = ""
    payer_id: int | None
    account_id: int | None
    stars: int
    credits: int
    bonus: int = 0
    state: PaymentState
    found_by: FoundBy
    recurring: bool = False
    first_recurring: bool = False
    period_ends_at: datetime | None = None
    paid_at: datetime
    written_at: datetime
    notified: bool = False
    refund_attempts: int = 0
    refund_asked_by: int | None = None
    refund_reason: str = ""
    refunded_at: datetime | None = None
    refund_alert_at: datetime | None = None
    taken_back: int = 0
    bonus_taken_back: int = 0
    uncollected: int = 0
    affiliate_stars: int = 0


class PaymentReader(Protocol):
    """Reads payments, without a transaction."""

    async def payment_with_number(self, number: int) -> Payment | None:
        """The payment with this receipt number, or None."""
        ...

    async def payment_by_charge(self, charge_id: str) -> Payment | None:
        """The payment with this id of Telegram's, or None."""
        ...

    async def payments_with(self, charge_ids: Sequence[str]) -> Sequence[Payment]:
        """Those of these ids that are known, in any order."""
        ...

    async def payments_of(self, payer_id: int, limit: int, before: int | None = None) -> Sequence[Payment]:
        """What a person has paid, newest first; with `before`, those with lower receipt numbers."""
        ...

    async def payments_in(self, state: PaymentState, limit: int, after: int = 0) -> Sequence[Payment]:
        """Unclaimed or refunding ones with higher receipt numbers than `after`, oldest first."""
        ...

    async def unnotified(self, written_before: datetime, limit: int, after: int = 0) -> Sequence[Payment]:
        """Payments whose payers have not read of them, oldest first: what no update has brought, and what was written before;
        those with higher receipt numbers than `after`.
        """
        ...

    async def has_paid(self, person_id: int) -> bool:
        """Whether a payment of this person's stands: credited, and not returned."""
        ...


class PaymentRepository(Protocol):
    """Payments within a transaction."""

    async def add_payment(self, payment: Payment) -> Payment:
        """Store a new one (its number is ignored); returns it with its number.

        Raises:
            AlreadyDone: the charge id is known.
        """
        ...

    async def payment(self, charge_id: str) -> Payment | None:
        """The payment with this charge id as this transaction sees it, or None."""
        ...

    async def payment_with_number(self, number: int) -> Payment | None:
        """The payment with this receipt number as this transaction sees it, or None."""
        ...

    async def save_payment(self, payment: Payment, *, expected: PaymentState) -> None:
        """Write it back; its state in the database must still be `expected`.

        Raises:
            IllegalStep: another step was first, or the states do not know this one.
        """
        ...

    async def note_notified(self, number: int) -> bool:
        """Its payer has read of it; False when they had before."""
        ...

    async def has_older(self, payment: Payment) -> bool:
        """Whether an earlier payment of the same payer stands."""
        ...

    async def newer_purchases(self, payment: Payment) -> int:
        """Credits of the account's later payments that stand."""
        ...
