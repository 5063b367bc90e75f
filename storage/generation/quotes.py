"""Quotes as rows."""

from __future__ import annotations

import json
import sqlite3

import aiosqlite

from bot.ports import Quote
from storage.core.columns import moment, packed, packed_references, stamp, unpacked_references

_REPLACED = ", ".join(
    f"{column} = excluded.{column}"
    for column in (
        *(
            "account_id",
            "language",
            "chat_id",
            "thread_id",
            "reply_to",
            "model",
            "dialect",
            "choices",
            "prompt",
        ),
        *("reference_list", "price", "created_at", "key_owner", "party_id"),
    )
)


class SqliteQuoteRepository:
    """The quotes side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_quote(self, quote: Quote) -> None:
        """Store a quote, in place of an unused one of the same person with the same token."""
        await self._connection.execute(
            "INSERT INTO quotes (token, person_id, account_id, language, chat_id, thread_id, reply_to, model, dialect,"
            " choices, prompt, reference_list, price, created_at, key_owner, party_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            f" ON CONFLICT (token) DO UPDATE SET {_REPLACED} WHERE used_by IS NULL AND person_id = excluded.person_id",
            (
                quote.token,
                quote.person_id,
                quote.account_id,
                quote.language,
                quote.chat_id,
                quote.thread_id,
                quote.reply_to,
                quote.model,
                quote.dialect,
                packed(quote.choices),
                quote.prompt,
                packed_references(quote.references),
                quote.price,
                stamp(quote.created_at),
                quote.key_owner,
                quote.party_id,
            ),
        )

    async def quote(self, token: str) -> Quote | None:
        """The quote, or None."""
        for row in await self._connection.execute_fetchall("SELECT * FROM quotes WHERE token = ?", (token,)):
            return read_quote(row)
        return None

    async def use_quote(self, token: str, generation_id: int) -> bool:
        """Mark it used by this generation; False when another confirmation was first."""
        cursor = await self._connection.execute(
            "UPDATE quotes SET used_by = ? WHERE token = ? AND used_by IS NULL",
            (generation_id, token),
        )
        return cursor.rowcount == 1


def read_quote(row: sqlite3.Row) -> Quote:
    """The record behind a row."""
    fields = {name: row[name] for name in row.keys() if name != "reference_list"}  # noqa: SIM118  a Row iterates values
    return Quote(
        **{
            **fields,
            "choices": json.loads(row["choices"]),
            "references": unpacked_references(row["reference_list"]),
            "created_at": moment(row["created_at"]),
        }
    )
