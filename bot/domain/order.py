"""Orders: the exact terms of one invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class OrderKind(StrEnum):
    """Who the credits are for."""

    PERSON = "person"
    """The buyer, who alone can pay it."""
    GROUP = "group"
    """A group's account; every member can pay it."""
    GIFT = "gift"
    """A gift card: credits for the person who opens its link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The terms that an invoice was made with. They count even when prices have changed since.

    Attributes:
        token: payload of the invoice; unguessable.
        pack_id: what was picked.
        buyer_id: who asked for the invoice; None when they were forgotten.
        account_id: which account the credits go to; of a gift, the buyer's.
        kind: who they are for.
        stars: price of one payment.
        credits: paid credits of one payment.
        bonus: credits that are given beside them, for a promo code.
        monthly: whether it is a subscription of 30 days.
        code_id: the promo code that the bonus is of.
        chat_id, thread_id, message_id: where the invoice is; no message when it is a link.
        draft_id: the draft whose price the account lacked: it comes again after the payment.
        language: what its words are in.
        made_at: when.
    """

    token: str
    pack_id: int
    buyer_id: int | None
    account_id: int
    kind: OrderKind
    stars: int
    credits: int
    bonus: int = 0
    monthly: bool = False
    code_id: int | None = None
    chat_id: int
    thread_id: int | None = None
    message_id: int | None = None
    draft_id: int | None = None
    language: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutFacts:
    """All that decides whether an order may be paid now, read at once.

    Attributes:
        order: the order.
        is_on_sale: whether its pack is.
        is_blocked: whether the account is.
        is_subscribed: whether a subscription of this order has begun: this is a renewal then, or the order is paid again.
        paid_until: of such a subscription that renews, or may be resumed.
        has_another: whether the buyer has another subscription of the same pack that does.
        group_admitted: whether the group that it is for is admitted; None when it is for no group.
        is_code_gone: whether the promo code that its bonus is of was used up, by this account or by others, or switched off,
            or is for a first purchase and the account has made one.
        code_ends_at: when that code ends, None when it does not.
    """

    order: Order
    is_on_sale: bool
    is_blocked: bool
    is_subscribed: bool
    paid_until: datetime | None = None
    has_another: bool = False
    group_admitted: bool | None = None
    is_code_gone: bool = False
    code_ends_at: datetime | None = None


class OrderReader(Protocol):
    """Reads orders, without a transaction."""

    async def checkout_facts(self, token: str) -> CheckoutFacts | None:
        """What decides whether it may be paid, or None when there is no such order."""
        ...

    async def order(self, token: str) -> Order | None:
        """The order, or None."""
        ...


class OrderRepository(Protocol):
    """Orders within a transaction."""

    async def add_order(self, order: Order) -> None:
        """Store it."""
        ...

    async def order(self, token: str) -> Order | None:
        """The order as this transaction sees it, or None."""
        ...

    async def note_invoice(self, token: str, message_id: int) -> None:
        """Note which message is its invoice."""
        ...
