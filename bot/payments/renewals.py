"""Subscriptions of a person who is not served any more are not renewed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.subscription import SubscriptionState
from bot.ports import Transaction


async def stop_renewals(tx: Transaction, payer_id: int, now: datetime) -> int:
    """Let all subscriptions of this person end with their periods; Telegram is asked afterwards.

    Those that could not be paid are stopped, too: Telegram may try them again.

    Returns:
        How many would have been renewed.
    """
    renewing = await tx.renewing_subscriptions(payer_id)
    for one in renewing:
        await tx.add_subscription_stop(one.first_charge_id, payer_id)
        canceled = one.changed(SubscriptionState.CANCELED, now, by_bot=True)
        if canceled is not None:
            await tx.save_subscription(canceled)
    return len(renewing)
