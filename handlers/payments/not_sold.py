"""Nothing is sold: no invoice of ours can be paid, and what Telegram says about money is written into the log."""

from __future__ import annotations

import structlog

from bot.errors import NothingSold
from handlers.payments.ports import Checkout, ReceivedPayment, SubscriptionChange

_log = structlog.get_logger(__name__)


class NotSold:
    """Implements `handlers.payments.ports.PreCheckout` and `PaymentReceiver`."""

    async def check(self, checkout: Checkout) -> None:
        """No invoice may be paid."""
        raise NothingSold

    async def receive(self, payment: ReceivedPayment) -> None:
        """Log it: from there the operator can refund it."""
        _log.error(
            "payment_for_what_is_not_sold",
            charge=payment.charge_id,
            payer=payment.checkout.payer_id,
            amount=payment.checkout.amount,
        )

    async def refunded(self, charge_id: str) -> None:
        """Log it."""
        _log.info("payment_refunded", charge=charge_id)

    async def subscription_changed(self, change: SubscriptionChange) -> None:
        """Log it."""
        _log.info("subscription_changed", payer=change.payer_id, state=change.state)
