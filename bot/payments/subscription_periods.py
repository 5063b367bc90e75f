"""What a payment of a subscription begins or renews, in the transaction that credits it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.order import Order
from bot.domain.payment import Payment
from bot.domain.subscription import PERIOD, Subscription, SubscriptionState
from bot.payments.renewals import stop_renewals
from bot.ports import PurchaseEffect, Transaction


class SubscriptionPeriods(PurchaseEffect):
    """Keeps subscriptions.

    Each payment of a link that Telegram calls the first one begins a subscription there. One that runs already goes on, and
    the second one is not renewed: its period was paid, and brings its credits.
    """

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """Begin a subscription, or renew it."""
        if not order.monthly or payment.payer_id is None or payment.account_id is None:
            return
        period_ends_at = payment.period_ends_at or payment.paid_at + PERIOD
        begun = Subscription(
            order_token=order.token,
            payer_id=payment.payer_id,
            account_id=payment.account_id,
            first_charge_id=payment.charge_id,
            last_charge_id=payment.charge_id,
            period_ends_at=period_ends_at,
            state=SubscriptionState.ACTIVE,
            changed_at=payment.paid_at,
        )
        known = await tx.subscription(order.token)
        if known is None:
            await self._stop_failed(tx, order, payment.payer_id)
            await tx.save_subscription(begun)
        elif not payment.first_recurring:
            await tx.save_subscription(known.renewed(payment.charge_id, payment.paid_at, period_ends_at))
        else:
            await self._again(tx, known, begun)
        if (await tx.account(order.account_id)).blocked:  # it was renewed before Telegram could be asked
            await stop_renewals(tx, payment.payer_id, payment.written_at)

    async def _again(self, tx: Transaction, known: Subscription, begun: Subscription) -> None:
        """A link that has begun a subscription has begun one at another time, too."""
        first = await tx.payment(known.first_charge_id)
        if first is not None and first.paid_at > begun.changed_at:
            # Its renewal was learned of before its first payment, by which Telegram knows it.
            await tx.save_subscription(replace(known, first_charge_id=begun.first_charge_id))
        elif known.goes_on(begun.changed_at) and known.period_ends_at > begun.changed_at:
            await tx.add_subscription_stop(begun.first_charge_id, begun.payer_id)
        else:
            await tx.add_subscription_stop(known.first_charge_id, known.payer_id)
            await tx.save_subscription(begun)

    async def _stop_failed(self, tx: Transaction, order: Order, payer_id: int) -> None:
        """It takes the place of those of the same pack that could not be renewed: Telegram may try them again."""
        for failed in await tx.failed_subscriptions(payer_id):
            former = await tx.order(failed.order_token)
            if former is not None and former.pack_id == order.pack_id:
                await tx.add_subscription_stop(failed.first_charge_id, payer_id)
