"""What becomes of payments at Telegram (`handlers.payments.ports.PaymentChanges`)."""

from __future__ import annotations

import structlog

from bot.payments.refunds import Refunds
from handlers.payments.ports import SubscriptionChange

_log = structlog.get_logger(__name__)


class ChangesOfPayments:
    """Takes in refunds.

    Args:
        refunds: takes in what was returned.
    """

    def __init__(self, refunds: Refunds) -> None:
        self._refunds = refunds

    async def refunded(self, charge_id: str) -> None:
        """Telegram has given this payment back."""
        await self._refunds.confirm(charge_id)

    async def subscription_changed(self, change: SubscriptionChange) -> None:
        """Log it."""
        _log.info("subscription_changed", payer=change.payer_id, state=change.state)
