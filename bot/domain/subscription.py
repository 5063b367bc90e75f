"""Subscriptions: packs that Telegram takes Stars for every 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class SubscriptionState(StrEnum):
    """Where a subscription is."""

    ACTIVE = "active"
    """Telegram will renew it."""
    CANCELED = "canceled"
    """It runs until its period ends; the payer may resume it."""
    FAILED = "failed"
    """Telegram could not take the Stars for another period."""
    ENDED = "ended"
    """Its last period is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One subscription.

    Attributes:
        order_token: its order, whose terms count for every period.
        payer_id: who pays.
        account_id: which account gets the credits of each period.
        first_charge_id: by which Telegram cancels and resumes it (editUserStarSubscription).
        last_charge_id: the newest payment.
        period_ends_at: how long it is paid for.
        state: where it is.
        changed_at: since when.
    """

    order_token: str
    payer_id: int
    account_id: int
    first_charge_id: str
    last_charge_id: str
    period_ends_at: datetime
    state: SubscriptionState
    changed_at: datetime


class SubscriptionReader(Protocol):
    """Reads subscriptions, without a transaction."""

    async def subscriptions_of(self, payer_id: int) -> Sequence[Subscription]:
        """A person's subscriptions that have not ended, the newest first."""
        ...


class SubscriptionRepository(Protocol):
    """Subscriptions within a transaction."""

    async def subscription(self, order_token: str) -> Subscription | None:
        """The subscription of an order, or None."""
        ...

    async def save_subscription(self, subscription: Subscription) -> None:
        """Store it, in place of what was stored for its order."""
        ...
