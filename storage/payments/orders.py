"""Orders as rows (`bot.domain.order`)."""

from __future__ import annotations

import sqlite3

import aiosqlite

from bot.domain.group import AdmissionStatus
from bot.domain.order import CheckoutFacts, Order, OrderKind
from storage.core.columns import moment, stamp
from storage.core.database import Database

_FACTS = """
SELECT o.*,
       p.ended_at IS NULL AS is_on_sale,
       a.blocked AS is_blocked,
       EXISTS (SELECT 1 FROM subscriptions AS s WHERE s.order_token = o.token) AS is_subscribed,
       (SELECT s.period_ends_at FROM subscriptions AS s WHERE s.order_token = o.token AND s.state IN ('active', 'canceled'))
         AS paid_until,
       EXISTS (SELECT 1 FROM subscriptions AS s JOIN orders AS other ON other.token = s.order_token
         WHERE o.monthly = 1 AND s.payer_id = o.buyer_id AND s.order_token <> o.token AND other.pack_id = o.pack_id
         AND s.state IN ('active', 'canceled')) AS has_another,
       CASE a.owner_kind WHEN 'group' THEN (SELECT admission FROM groups AS g WHERE g.chat_id = a.owner_id) END AS admission,
       EXISTS (SELECT 1 FROM promo_code_uses AS u WHERE u.code_id = o.code_id AND u.account_id = o.account_id)
         OR EXISTS (SELECT 1 FROM promo_codes AS c JOIN promo_terms AS t ON t.id = c.terms_id
           WHERE c.id = o.code_id AND (c.uses_left = 0 OR t.ended_at IS NOT NULL OR (t.first_purchase_only = 1
            AND EXISTS (SELECT 1 FROM payments AS paid WHERE paid.account_id = o.account_id)))) AS is_code_gone,
       (SELECT t.ends_at FROM promo_codes AS c JOIN promo_terms AS t ON t.id = c.terms_id WHERE c.id = o.code_id)
         AS code_ends_at
FROM orders AS o JOIN packs AS p ON p.id = o.pack_id JOIN accounts AS a ON a.id = o.account_id
WHERE o.token = ?
"""


class SqliteOrderRepository:
    """The orders' side of a transaction (`bot.domain.order.OrderRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_order(self, order: Order) -> None:
        """Store it."""
        await self._connection.execute(
            "INSERT INTO orders (token, pack_id, buyer_id, account_id, kind, stars, credits, bonus, monthly, code_id,"
            " chat_id, thread_id, message_id, draft_id, language, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(order.token, order.pack_id, order.buyer_id, order.account_id, order.kind, order.stars),
                *(order.credits, order.bonus, order.monthly, order.code_id, order.chat_id, order.thread_id),
                *(order.message_id, order.draft_id, order.language, stamp(order.made_at)),
            ),
        )

    async def order(self, token: str) -> Order | None:
        """The order, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM orders WHERE token = ?", (token,))
        return next(map(read_order, rows), None)

    async def note_invoice(self, token: str, message_id: int) -> None:
        """Note which message is its invoice."""
        await self._connection.execute(
            "UPDATE orders SET message_id = ? WHERE token = ?", (message_id, token)
        )


class SqliteOrderReader:
    """Reads orders (`bot.domain.order.OrderReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def checkout_facts(self, token: str) -> CheckoutFacts | None:
        """What decides whether it may be paid, in one query."""
        row = await self._database.checkouts.row(_FACTS, (token,))
        if row is None:
            return None
        order = read_order(row)
        admission = row["admission"]
        return CheckoutFacts(
            order=order,
            is_on_sale=bool(row["is_on_sale"]),
            is_blocked=bool(row["is_blocked"]),
            is_subscribed=bool(row["is_subscribed"]),
            paid_until=moment(row["paid_until"]),
            has_another=bool(row["has_another"]),
            is_code_gone=bool(row["is_code_gone"]),
            code_ends_at=moment(row["code_ends_at"]),
            group_admitted=admission == AdmissionStatus.ADMITTED if order.kind is OrderKind.GROUP else None,
        )

    async def order(self, token: str) -> Order | None:
        """The order, or None."""
        row = await self._database.row("SELECT * FROM orders WHERE token = ?", (token,))
        return read_order(row) if row is not None else None


def read_order(row: sqlite3.Row) -> Order:
    """The record behind an order's row."""
    return Order(
        token=row["token"],
        pack_id=row["pack_id"],
        buyer_id=row["buyer_id"],
        account_id=row["account_id"],
        kind=OrderKind(row["kind"]),
        stars=row["stars"],
        credits=row["credits"],
        bonus=row["bonus"],
        monthly=bool(row["monthly"]),
        code_id=row["code_id"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        message_id=row["message_id"],
        draft_id=row["draft_id"],
        language=row["language"],
        made_at=moment(row["made_at"]),
    )
