"""Subscriptions as rows (`bot.domain.subscription`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import aiosqlite

from bot.domain.subscription import SubscribedPack, Subscription, SubscriptionState
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.payments.orders import read_order


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
            " state, changed_at, canceled_by_bot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_token) DO UPDATE SET"
            " first_charge_id = excluded.first_charge_id, last_charge_id = excluded.last_charge_id,"
            " period_ends_at = excluded.period_ends_at, state = excluded.state, changed_at = excluded.changed_at,"
            " canceled_by_bot = excluded.canceled_by_bot",
            (
                *(subscription.order_token, subscription.payer_id, subscription.account_id),
                *(
                    subscription.first_charge_id,
                    subscription.last_charge_id,
                    stamp(subscription.period_ends_at),
                ),
                *(subscription.state, stamp(subscription.changed_at), subscription.canceled_by_bot),
            ),
        )

    async def subscriptions_over(self, now: datetime, late: datetime, limit: int) -> Sequence[Subscription]:
        """Some that have not ended and whose periods have; see `SubscriptionRepository.subscriptions_over`."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM subscriptions WHERE state <> 'ended' AND period_ends_at <= ?"
            " AND (state = 'canceled' OR period_ends_at <= ?) ORDER BY period_ends_at LIMIT ?",
            (stamp(now), stamp(late), limit),
        )
        return [read_subscription(row) for row in rows]

    async def failed_subscriptions(self, payer_id: int) -> Sequence[Subscription]:
        """Those of a person that could not be renewed."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM subscriptions WHERE payer_id = ? AND state = 'failed'", (payer_id,)
        )
        return [read_subscription(row) for row in rows]

    async def renewing_subscriptions(self, payer_id: int) -> Sequence[Subscription]:
        """Those of a person that are renewed."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM subscriptions WHERE payer_id = ? AND state IN ('active', 'failed')", (payer_id,)
        )
        return [read_subscription(row) for row in rows]

    async def add_subscription_stop(self, first_charge_id: str, payer_id: int) -> None:
        """Telegram is to be asked not to renew this one; see `SubscriptionRepository.add_subscription_stop`."""
        await self._connection.execute(
            "INSERT INTO subscription_stops (first_charge_id, payer_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (first_charge_id, payer_id),
        )

    async def subscription_stops(self, limit: int) -> Sequence[tuple[str, int]]:
        """Some that Telegram is still to be asked about."""
        rows = await self._connection.execute_fetchall(
            "SELECT first_charge_id, payer_id FROM subscription_stops ORDER BY first_charge_id LIMIT ?",
            (limit,),
        )
        return [(row["first_charge_id"], row["payer_id"]) for row in rows]

    async def end_subscription_stop(self, first_charge_id: str) -> bool:
        """Telegram need not be asked any more; False when that was so already."""
        cursor = await self._connection.execute(
            "DELETE FROM subscription_stops WHERE first_charge_id = ?", (first_charge_id,)
        )
        return cursor.rowcount == 1


class SqliteSubscriptionReader:
    """Reads subscriptions (`bot.domain.subscription.SubscriptionReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def subscriptions_of(self, payer_id: int) -> Sequence[SubscribedPack]:
        """A person's subscriptions that have not ended, the newest first."""
        rows = await self._database.rows(
            "SELECT s.payer_id, s.first_charge_id, s.last_charge_id, s.period_ends_at, s.state, s.changed_at,"
            " s.canceled_by_bot, o.* FROM subscriptions AS s JOIN orders AS o ON o.token = s.order_token"
            " WHERE s.payer_id = ? AND s.state <> 'ended' ORDER BY s.changed_at DESC",
            (payer_id,),
        )
        return [
            SubscribedPack(
                subscription=_subscription({"order_token": row["token"], **_own(row)}), order=read_order(row)
            )
            for row in rows
        ]


_COLUMNS: Final = tuple(field.name for field in fields(Subscription) if field.name != "order_token")


def _own(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in _COLUMNS}


def read_subscription(row: sqlite3.Row) -> Subscription:
    """The record behind a subscription's row."""
    return _subscription(dict(row))


def _subscription(values: dict[str, Any]) -> Subscription:
    return Subscription(
        **{
            **values,
            "state": SubscriptionState(values["state"]),
            "period_ends_at": moment(values["period_ends_at"]),
            "changed_at": moment(values["changed_at"]),
            "canceled_by_bot": bool(values["canceled_by_bot"]),
        }
    )
