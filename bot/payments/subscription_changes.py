"""What becomes of subscriptions without their payers' doing anything here: Telegram's word, and time."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime
from typing import Final

from bot.domain.subscription import RENEWAL_LATE, SubscribedPack, SubscriptionState
from bot.errors import DeliveryError, PaymentCallRefused, PaymentsUnavailable
from bot.payments.notify import PayerNotifier
from bot.ports import Clock, Stars, Store, Transaction

_AT_ONCE: Final = 50

_log = logging.getLogger(__name__)


class SubscriptionChanges:
    """Takes changes in.

    Args:
        store: opens transactions.
        stars: Telegram.
        notifier: writes to payers.
        clock: the time.
    """

    def __init__(self, store: Store, stars: Stars, notifier: PayerNotifier, clock: Clock) -> None:
        self._store = store
        self._stars = stars
        self._notifier = notifier
        self._clock = clock

    async def change(self, payer_id: int, payload: str, state: SubscriptionState) -> bool:
        """Telegram says that this person's subscription is in this state now: when that is news, they read it.

        Returns:
            Whether it is; not when there is no subscription of this person's.
        """
        changed = await self._changed(payer_id, payload, state)
        if changed is None:
            return False
        if changed.order.buyer_id is not None:  # else they were forgotten
            with suppress(DeliveryError):
                await self._notifier.subscription_changed(changed)
        return True

    async def _changed(self, payer_id: int, payload: str, state: SubscriptionState) -> SubscribedPack | None:
        async with self._store.transaction() as tx:
            subscription, order = await tx.subscription(payload), await tx.order(payload)
            if subscription is None or order is None or subscription.payer_id != payer_id:
                return None
            changed = subscription.changed(state, self._clock.now())
            if changed is None:
                return None
            await tx.save_subscription(changed)
            return SubscribedPack(subscription=changed, order=order)

    async def end_over(self) -> None:
        """Whose period is over, and was not renewed since, has ended. No one is notified: nothing was taken."""
        more = True
        while more:
            async with self._store.transaction() as tx:
                now = self._clock.now()
                over = await tx.subscriptions_over(now, now - RENEWAL_LATE, _AT_ONCE)
                for subscription in over:
                    ended = subscription.changed(SubscriptionState.ENDED, now)
                    if ended is not None:
                        await tx.save_subscription(ended)
                more = len(over) == _AT_ONCE

    async def finish_stops(self) -> None:
        """Ask Telegram not to renew what is not to be renewed. Its silence ends this time; the next one begins again."""
        async with self._store.transaction() as tx:
            stops = await tx.subscription_stops(_AT_ONCE)
        for first_charge_id, payer_id in stops:
            try:
                await self._stop(payer_id, first_charge_id)
            except PaymentsUnavailable as trouble:
                _log.warning("a subscription waits to be stopped: %s", trouble)
                return

    async def _stop(self, payer_id: int, first_charge_id: str) -> None:
        """Ask, and note that it was done; where its payer has resumed it meanwhile, that counts. Raises PaymentsUnavailable."""
        is_canceled = True
        try:
            await self._stars.set_subscription_canceled(payer_id, first_charge_id, canceled=True)
        except PaymentCallRefused as refusal:  # it has ended, or was stopped by its payer
            is_canceled = False
            _log.warning("Telegram does not stop a subscription: %s", refusal)
        async with self._store.transaction() as tx:
            was_meant = await tx.end_subscription_stop(first_charge_id)
            first = await tx.payment(first_charge_id) if was_meant and is_canceled else None
            if first is not None:
                await note_canceled(tx, first.order_token, first_charge_id, self._clock.now())
        if not was_meant:
            with suppress(PaymentCallRefused):
                await self._stars.set_subscription_canceled(payer_id, first_charge_id, canceled=False)


async def note_canceled(
    tx: Transaction, order_token: str | None, first_charge_id: str, now: datetime
) -> None:
    """Telegram has stopped, on the bot's word, the subscription that it knows by this charge."""
    subscription = await tx.subscription(order_token or "")
    if (
        subscription is None
        or subscription.first_charge_id != first_charge_id
        or subscription.state is not SubscriptionState.ACTIVE
    ):
        return
    canceled = subscription.changed(SubscriptionState.CANCELED, now, by_bot=True)
    if canceled is not None:
        await tx.save_subscription(canceled)
