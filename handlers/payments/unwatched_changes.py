"""What becomes of payments at Telegram, written into the log."""

from __future__ import annotations

import structlog

from handlers.payments.ports import SubscriptionChange

_log = structlog.get_logger(__name__)


class UnwatchedChanges:
    """Implements `handlers.payments.ports.PaymentChanges`."""

    async def refunded(self, charge_id: str) -> None:
        """Log it."""
        _log.info("payment_refunded", charge=charge_id)

    async def subscription_changed(self, change: SubscriptionChange) -> None:
        """Log it."""
        _log.info("subscription_changed", payer=change.payer_id, state=change.state)
