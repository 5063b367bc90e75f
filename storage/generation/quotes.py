"""Quotes as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any, Final

import aiosqlite

from bot.domain.quote import Quote, QuotedStep
from storage.core.columns import (
    moment,
    packed_references,
    packed_several,
    stamp,
    unpacked_reference,
    unpacked_references,
    unpacked_several,
)

_AS_STORED = (
    "token",
    "person_id",
    "account_id",
    "language",
    "chat_id",
    "thread_id",
    "reply_to",
    "dialect",
    "recipe",
    "length",
    "prompt",
    "look_id",
    "draft_id",
    "key_owner",
    "party_id",
    "selection_id",
)

_UNUSED: Final = "confirmed_at IS NULL AND cancelled_at IS NULL"


class SqliteQuoteRepository:
    """The quotes side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_quote(self, quote: Quote) -> Quote:
        """Store a quote; see `Transaction.add_quote` for what it replaces."""
        columns = _columns(quote)
        rows = await self._connection.execute_fetchall(_adding(tuple(columns)), tuple(columns.values()))
        for row in rows:
            return read_quote(row)
        stored = await self.quote(quote.token)  # one that was used, or another person's, stays as it is
        if stored is None:
            raise KeyError(quote.token)
        return stored

    async def quote(self, token: str) -> Quote | None:
        """The quote, or None."""
        return await self._read_quote("SELECT * FROM quotes WHERE token = ?", token)

    async def quote_by_id(self, quote_id: int) -> Quote | None:
        """The quote, or None."""
        return await self._read_quote("SELECT * FROM quotes WHERE id = ?", quote_id)

    async def confirm_quote(self, quote_id: int, at: datetime) -> bool:
        """Note that it was confirmed; see `Transaction.confirm_quote`."""
        cursor = await self._connection.execute(
            f"UPDATE quotes SET confirmed_at = ? WHERE id = ? AND {_UNUSED}", (stamp(at), quote_id)
        )
        return cursor.rowcount == 1

    async def cancel_quote(self, quote_id: int, at: datetime) -> bool:
        """Note that it is over; see `Transaction.cancel_quote`."""
        cursor = await self._connection.execute(
            f"UPDATE quotes SET cancelled_at = ? WHERE id = ? AND {_UNUSED}", (stamp(at), quote_id)
        )
        return cursor.rowcount == 1

    async def cancel_quotes_of_draft(self, draft_id: int, at: datetime) -> int:
        """Note that every unused quote of a draft is over. Returns how many were open."""
        return await cancel_quotes_of_draft(self._connection, draft_id, at)

    async def is_draft_confirmed(self, draft_id: int) -> bool:
        """Whether a quote of the draft was confirmed."""
        rows = await self._connection.execute_fetchall(
            "SELECT 1 FROM quotes WHERE draft_id = ? AND confirmed_at IS NOT NULL LIMIT 1", (draft_id,)
        )
        return bool(list(rows))

    async def is_draft_open(self, draft_id: int) -> bool:
        """Whether the draft is there and was not put away."""
        rows = await self._connection.execute_fetchall(
            "SELECT 1 FROM drafts WHERE id = ? AND closed_at IS NULL", (draft_id,)
        )
        return bool(list(rows))

    async def close_draft(self, draft_id: int, at: datetime) -> None:
        """Note that a draft was put away."""
        await self._connection.execute(
            "UPDATE drafts SET closed_at = ? WHERE id = ? AND closed_at IS NULL", (stamp(at), draft_id)
        )

    async def _read_quote(self, sql: str, value: str | int) -> Quote | None:
        for row in await self._connection.execute_fetchall(sql, (value,)):
            return read_quote(row)
        return None


async def cancel_quotes_of_draft(connection: aiosqlite.Connection, draft_id: int, at: datetime) -> int:
    """Note that every unused quote of a draft is over. Returns how many were open."""
    cursor = await connection.execute(
        f"UPDATE quotes SET cancelled_at = ? WHERE draft_id = ? AND {_UNUSED}", (stamp(at), draft_id)
    )
    return cursor.rowcount


@cache
def _adding(columns: tuple[str, ...]) -> str:
    """The statement that adds a quote, or replaces an unused one of the same person; it gives the row, if it wrote one."""
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    replaced = ", ".join(
        f"{name} = excluded.{name}" for name in (*columns, "cancelled_at") if name != "token"
    )
    return (
        f"INSERT INTO quotes ({names}) VALUES ({marks}) ON CONFLICT (token) DO UPDATE SET {replaced}"
        " WHERE quotes.confirmed_at IS NULL AND quotes.person_id = excluded.person_id RETURNING *"
    )


def read_quote(row: sqlite3.Row) -> Quote:
    """The record behind a row."""
    return Quote(
        id=row["id"],
        **{name: row[name] for name in _AS_STORED},
        borrowed_words=bool(row["borrowed_words"]),
        hides_words=bool(row["hides_words"]),
        choices=json.loads(row["choices"]),
        references=unpacked_references(row["reference_list"]),
        made={name: unpacked_reference(fields) for name, fields in json.loads(row["made"]).items()},
        steps=tuple(_step(fields) for fields in json.loads(row["steps"])),
        several=unpacked_several(row["several"]),
        created_at=moment(row["created_at"]),
        confirmed_at=moment(row["confirmed_at"]),
        cancelled_at=moment(row["cancelled_at"]),
    )


def _columns(quote: Quote) -> dict[str, Any]:
    """What is written of a quote; its id is the row's, and when it was confirmed or cancelled is noted apart."""
    made = {name: asdict(reference) for name, reference in quote.made.items()}
    return {
        **{name: getattr(quote, name) for name in _AS_STORED},
        "borrowed_words": quote.borrowed_words,
        "hides_words": quote.hides_words,
        "choices": json.dumps(dict(quote.choices), ensure_ascii=False),
        "reference_list": packed_references(quote.references),
        "made": json.dumps(made, ensure_ascii=False),
        "steps": json.dumps([_fields(step) for step in quote.steps], ensure_ascii=False),
        "created_at": stamp(quote.created_at),
        "several": packed_several(quote.several),
    }


def _fields(step: QuotedStep) -> dict[str, Any]:
    return {**asdict(step), "choices": dict(step.choices)}


def _step(fields: Mapping[str, Any]) -> QuotedStep:
    references = tuple(unpacked_reference(one) for one in fields["references"])
    return QuotedStep(**{**fields, "references": references})
