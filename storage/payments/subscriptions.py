"""Subscriptions as rows (`bot.domain.subscription`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import aiosqlite

from bot.domain.subscription import Subscription, SubscriptionState
from storage.core.columns import moment, stamp
from storage.core.database import Database


class SqliteSubscriptionRepository:
    """The subscriptions' side of a transaction (`bot.domain.subscription.SubscriptionRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def subscription(self, order_token: str) -> Subscription | None:
        """The subscription of an order, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM subscriptions WHERE order_token = ?", (order_token,)
        )
        return next(map(read_subscription, rows), None)

    async def save_subscription(self, subscription: Subscription) -> None:
        """Store it, in place of what was stored for its order."""
        await self._connection.execute(
            "INSERT INTO subscriptions (order_token, payer_id, account_id, first_charge_id, last_charge_id, period_ends_at,"
            " state, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_token) DO UPDATE SET"
            " last_charge_id = excluded.last_charge_id, period_ends_at = excluded.period_ends_at, state = excluded.state,"
            " changed_at = excluded.changed_at",
            (
                *(subscription.order_token, subscription.payer_id, subscription.account_id),
                *(
                    subscription.first_charge_id,
                    subscription.last_charge_id,
                    stamp(subscription.period_ends_at),
                ),
                *(subscription.state, stamp(subscription.changed_at)),
            ),
        )


class SqliteSubscriptionReader:
    """Reads subscriptions (`bot.domain.subscription.SubscriptionReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def subscriptions_of(self, payer_id: int) -> Sequence[Subscription]:
        """A person's subscriptions that have not ended, the newest first."""
        rows = await self._database.rows(
            "SELECT * FROM subscriptions WHERE payer_id = ? AND state <> 'ended' ORDER BY changed_at DESC",
            (payer_id,),
        )
        return [read_subscription(row) for row in rows]


def read_subscription(row: sqlite3.Row) -> Subscription:
    """The record behind a subscription's row."""
    return Subscription(
        **{
            **dict(row),
            "state": SubscriptionState(row["state"]),
            "period_ends_at": moment(row["period_ends_at"]),
            "changed_at": moment(row["changed_at"]),
        }
    )
