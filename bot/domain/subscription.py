"""Subscriptions: packs that Telegram takes Stars for every 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.order import Order
from bot.domain.pack import SUBSCRIPTION_DAYS

PERIOD: Final = timedelta(days=SUBSCRIPTION_DAYS)

RENEWAL_EARLY: Final = timedelta(days=2)
"""How long before the end of a period a payment may be its renewal. An earlier one is of a second subscription."""

RENEWAL_LATE: Final = timedelta(days=1)
"""How long after its period a subscription is waited for: a payment may be found in Telegram's list only."""


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
        canceled_by_bot: whether the bot has cancelled it: then the bot alone can let it renew again, and where the payer has
            done it in Telegram the payer alone (Bot API, editUserStarSubscription).
    """

    order_token: str
    payer_id: int
    account_id: int
    first_charge_id: str
    last_charge_id: str
    period_ends_at: datetime
    state: SubscriptionState
    changed_at: datetime
    canceled_by_bot: bool = False

    def goes_on(self, now: datetime) -> bool:
        """Whether the payer has it: it renews, or may be resumed."""
        is_resumable = self.state is SubscriptionState.CANCELED and self.period_ends_at > now
        return self.state is SubscriptionState.ACTIVE or is_resumable

    def renewed(self, charge_id: str, paid_at: datetime, period_ends_at: datetime) -> Subscription:
        """After another payment of it. One that is learned of late changes nothing that came after it."""
        if period_ends_at <= self.period_ends_at:
            return self
        is_news = paid_at >= self.changed_at or self.state is not SubscriptionState.CANCELED
        return replace(
            self,
            last_charge_id=charge_id,
            period_ends_at=period_ends_at,
            state=SubscriptionState.ACTIVE if is_news else self.state,
            changed_at=max(paid_at, self.changed_at),
            canceled_by_bot=self.canceled_by_bot and not is_news,
        )

    def changed(self, state: SubscriptionState, at: datetime, *, by_bot: bool = False) -> Subscription | None:
        """After it was cancelled, was taken up again, or could not be paid; None when that is no news."""
        if state is self.state or (self.state is SubscriptionState.ENDED and self.period_ends_at <= at):
            return None
        return replace(self, state=state, changed_at=at, canceled_by_bot=by_bot)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribedPack:
    """A subscription with its terms."""

    subscription: Subscription
    order: Order


class SubscriptionReader(Protocol):
    """Reads subscriptions, without a transaction."""

    async def subscriptions_of(self, payer_id: int) -> Sequence[SubscribedPack]:
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

    async def subscriptions_over(self, now: datetime, late: datetime, limit: int) -> Sequence[Subscription]:
        """Some that have not ended and whose periods have, the oldest first: of those that may still be renewed the ones
        whose periods ended before `late`.
        """
        ...

    async def failed_subscriptions(self, payer_id: int) -> Sequence[Subscription]:
        """Those of a person that could not be renewed."""
        ...

    async def renewing_subscriptions(self, payer_id: int) -> Sequence[Subscription]:
        """Those of a person that Telegram renews, or tries to."""
        ...

    async def add_subscription_stop(self, first_charge_id: str, payer_id: int) -> None:
        """Telegram is to be asked, until it answers, not to renew this subscription."""
        ...

    async def subscription_stops(self, limit: int) -> Sequence[tuple[str, int]]:
        """Some that Telegram is still to be asked about: the first charge ids, and who pays."""
        ...

    async def end_subscription_stop(self, first_charge_id: str) -> bool:
        """Telegram need not be asked any more; False when that was so already."""
        ...
