"""What becomes of payments at Telegram (`handlers.payments.ports.PaymentChanges`)."""

from __future__ import annotations

from typing import Final

import structlog

from bot.domain.subscription import SubscriptionState
from bot.payments.refunds import Refunds
from bot.payments.subscription_changes import SubscriptionChanges
from handlers.payments.ports import SubscriptionChange

_STATES: Final = {
    "active": SubscriptionState.ACTIVE,
    "canceled": SubscriptionState.CANCELED,
    "failed": SubscriptionState.FAILED,
}
"""As Telegram says them (Bot API, BotSubscriptionUpdated)."""

_log = structlog.get_logger(__name__)


class ChangesOfPayments:
    """Takes in refunds, and changes of subscriptions.

    Args:
        refunds: takes in what was returned.
        subscriptions: takes in what goes on or does not.
    """

    def __init__(self, refunds: Refunds, subscriptions: SubscriptionChanges) -> None:
        self._refunds = refunds
        self._subscriptions = subscriptions

    async def refunded(self, charge_id: str) -> None:
        """Telegram has given this payment back."""
        await self._refunds.confirm(charge_id)

    async def subscription_changed(self, change: SubscriptionChange) -> None:
        """A subscription goes on or does not; a state that is not known is left to the log."""
        state = _STATES.get(change.state)
        if state is None:
            _log.warning("subscription_state_unknown", payer=change.payer_id, state=change.state)
            return
        await self._subscriptions.change(change.payer_id, change.payload, state)
