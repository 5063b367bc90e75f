"""Payments as rows (`bot.domain.payment`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import aiosqlite

from bot.domain.payment import FoundBy, Payment, PaymentState, require_step
from bot.errors import AlreadyDone, IllegalStep
from storage.core.columns import moment, stamp
from storage.core.database import Database

_NEWEST = 2**62


class SqlitePaymentRepository:
    """The payments' side of a transaction (`bot.domain.payment.PaymentRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_payment(self, payment: Payment) -> Payment:
        """Store a new one; see `PaymentRepository.add_payment`."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO payments (charge_id, order_token, payload, payer_id, account_id, stars, credits, bonus, state,"
            " found_by, recurring, first_recurring, period_ends_at, paid_at, written_at, notified, affiliate_stars)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
            (
                *(
                    payment.charge_id,
                    payment.order_token,
                    payment.payload,
                    payment.payer_id,
                    payment.account_id,
                ),
                *(payment.stars, payment.credits, payment.bonus, payment.state, payment.found_by),
                *(payment.recurring, payment.first_recurring, stamp(payment.period_ends_at)),
                *(
                    stamp(payment.paid_at),
                    stamp(payment.written_at),
                    payment.notified,
                    payment.affiliate_stars,
                ),
            ),
        )
        for row in rows:
            return read_payment(row)
        msg = f"payment {payment.charge_id}"
        raise AlreadyDone(msg)

    async def payment(self, charge_id: str) -> Payment | None:
        """The payment with this charge id, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM payments WHERE charge_id = ?", (charge_id,)
        )
        return next(map(read_payment, rows), None)

    async def payment_with_number(self, number: int) -> Payment | None:
        """The payment with this receipt number, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM payments WHERE number = ?", (number,))
        return next(map(read_payment, rows), None)

    async def save_payment(self, payment: Payment, *, expected: PaymentState) -> None:
        """Write it back; see `PaymentRepository.save_payment`."""
        if payment.state is not expected:
            require_step(expected, payment.state)
        cursor = await self._connection.execute(
            "UPDATE payments SET order_token = ?, payload = ?, stars = ?, recurring = ?, first_recurring = ?, period_ends_at = ?,"
            " account_id = ?, credits = ?, bonus = ?, state = ?, notified = ?, refund_attempts = ?,"
            " refund_asked_by = ?, refund_reason = ?, refunded_at = ?, refund_alert_at = ?, taken_back = ?, bonus_taken_back = ?,"
            " uncollected = ?"
            " WHERE number = ? AND state = ?",
            (
                *(payment.order_token, payment.payload, payment.stars),
                *(payment.recurring, payment.first_recurring, stamp(payment.period_ends_at)),
                *(payment.account_id, payment.credits, payment.bonus, payment.state, payment.notified),
                *(payment.refund_attempts, payment.refund_asked_by, payment.refund_reason),
                *(
                    stamp(payment.refunded_at),
                    stamp(payment.refund_alert_at),
                    payment.taken_back,
                    payment.bonus_taken_back,
                    payment.uncollected,
                ),
                *(payment.number, expected),
            ),
        )
        if cursor.rowcount != 1:
            msg = f"payment {payment.number} is not {expected} any more"
            raise IllegalStep(msg)

    async def note_notified(self, number: int) -> bool:
        """Its payer has read of it; False when they had before."""
        cursor = await self._connection.execute(
            "UPDATE payments SET notified = 1 WHERE number = ? AND notified = 0", (number,)
        )
        return cursor.rowcount == 1

    async def has_older(self, payment: Payment) -> bool:
        """Whether an earlier payment of the payer stands."""
        rows = await self._connection.execute_fetchall(
            "SELECT 1 FROM payments WHERE payer_id = ? AND number < ? AND state = 'credited' LIMIT 1",
            (payment.payer_id, payment.number),
        )
        return bool(rows)

    async def newer_purchases(self, payment: Payment) -> int:
        """Credits of the account's later payments that stand."""
        rows = await self._connection.execute_fetchall(
            "SELECT coalesce(sum(credits), 0) FROM payments WHERE account_id = ? AND number > ? AND state = 'credited'",
            (payment.account_id, payment.number),
        )
        return next(int(row[0]) for row in rows)


class SqlitePaymentReader:
    """Reads payments (`bot.domain.payment.PaymentReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def payment_with_number(self, number: int) -> Payment | None:
        """The payment with this receipt number, or None."""
        return await self._one("SELECT * FROM payments WHERE number = ?", number)

    async def payment_by_charge(self, charge_id: str) -> Payment | None:
        """The payment with this id of Telegram's, or None."""
        return await self._one("SELECT * FROM payments WHERE charge_id = ?", charge_id)

    async def payments_with(self, charge_ids: Sequence[str]) -> Sequence[Payment]:
        """Those of these ids that are known."""
        rows = await self._database.rows(
            "SELECT p.* FROM json_each(?) AS j JOIN payments AS p ON p.charge_id = j.value",
            (json.dumps(list(charge_ids)),),
        )
        return [read_payment(row) for row in rows]

    async def payments_of(self, payer_id: int, limit: int, before: int | None = None) -> Sequence[Payment]:
        """What a person has paid, newest first; see `PaymentReader.payments_of`."""
        rows = await self._database.rows(
            "SELECT * FROM payments WHERE payer_id = ? AND number < ? ORDER BY number DESC LIMIT ?",
            (payer_id, _NEWEST if before is None else before, limit),
        )
        return [read_payment(row) for row in rows]

    async def payments_in(self, state: PaymentState, limit: int, after: int = 0) -> Sequence[Payment]:
        """Unclaimed or refunding ones, oldest first; see `PaymentReader.payments_in`."""
        # Written out for the index, which is of these two states only.
        rows = await self._database.rows(
            "SELECT * FROM payments WHERE state IN ('unclaimed', 'refunding') AND state = ? AND number > ?"
            " ORDER BY number LIMIT ?",
            (state, after, limit),
        )
        return [read_payment(row) for row in rows]

    async def unnotified(self, written_before: datetime, limit: int, after: int = 0) -> Sequence[Payment]:
        """Payments whose payers have not read of them, oldest first; see `PaymentReader.unnotified`."""
        rows = await self._database.rows(
            "SELECT * FROM payments WHERE notified = 0 AND (written_at < ? OR found_by = 'reconciliation')"
            " AND number > ? ORDER BY number LIMIT ?",
            (stamp(written_before), after, limit),
        )
        return [read_payment(row) for row in rows]

    async def has_paid(self, person_id: int) -> bool:
        """Whether a payment of this person's stands."""
        row = await self._database.row(
            "SELECT 1 FROM payments WHERE payer_id = ? AND state = 'credited' LIMIT 1", (person_id,)
        )
        return row is not None

    async def _one(self, sql: str, value: int | str) -> Payment | None:
        row = await self._database.row(sql, (value,))
        return read_payment(row) if row is not None else None


def read_payment(row: sqlite3.Row | Mapping[str, Any]) -> Payment:
    """The record behind a payment's row."""
    fields = dict(row)
    for name in ("recurring", "first_recurring", "notified"):
        fields[name] = bool(fields[name])
    for name in ("period_ends_at", "paid_at", "written_at", "refunded_at", "refund_alert_at"):
        fields[name] = moment(fields[name])
    return Payment(**{**fields, "state": PaymentState(row["state"]), "found_by": FoundBy(row["found_by"])})
