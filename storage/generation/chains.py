"""Chains as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import aiosqlite

from bot.catalog.spec import Media
from bot.domain.generation import Reference
from bot.ports import Chain, Part
from storage.core.columns import moment, packed_references, stamp, unpacked_references


class SqliteChainRepository:
    """The chains' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_chain(self, chain: Chain) -> Chain:
        """Store a quoted chain; returns it as stored, with its id."""
        columns = _columns(chain)
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        cursor = await self._connection.execute(
            f"INSERT INTO chains ({names}) VALUES ({marks})", tuple(columns.values())
        )
        stored = await self.chain(cursor.lastrowid or 0)
        if stored is None:
            raise KeyError(cursor.lastrowid)
        return stored

    async def chain(self, chain_id: int) -> Chain | None:
        """The chain, or None."""
        for row in await self._connection.execute_fetchall("SELECT * FROM chains WHERE id = ?", (chain_id,)):
            return read_chain(row)
        return None

    async def begin_chain(self, chain_id: int, at: datetime) -> bool:
        """Note that it was confirmed; False when another confirmation was first."""
        cursor = await self._connection.execute(
            "UPDATE chains SET begun_at = ? WHERE id = ? AND begun_at IS NULL", (stamp(at), chain_id)
        )
        return cursor.rowcount == 1


_AS_STORED = (
    "id",
    "person_id",
    "account_id",
    "language",
    "chat_id",
    "thread_id",
    "reply_to",
    "recipe",
    "length",
    "dialect",
    "prompt",
    "key_owner",
)


def _columns(chain: Chain) -> dict[str, Any]:
    """What is written of a chain; its id is the row's."""
    made = {step: asdict(reference) for step, reference in chain.made.items()}
    return {
        **{name: getattr(chain, name) for name in _AS_STORED if name != "id"},
        "reference_list": packed_references(chain.references),
        "made": json.dumps(made, ensure_ascii=False),
        "parts": json.dumps([_fields(part) for part in chain.parts], ensure_ascii=False),
        "created_at": stamp(chain.created_at),
        "begun_at": stamp(chain.begun_at),
    }


def _fields(part: Part) -> dict[str, Any]:
    return {
        "step": part.step,
        "position": part.position,
        "model": part.model,
        "choices": dict(part.choices),
        "prompt": part.prompt,
        "references": [asdict(reference) for reference in part.references],
        "price": part.price,
        "at_kie": part.at_kie,
    }


def _part(fields: Mapping[str, Any]) -> Part:
    references = tuple(_reference(one) for one in fields["references"])
    return Part(**{**fields, "references": references})


def _reference(fields: Mapping[str, Any]) -> Reference:
    return Reference(**{**fields, "media": Media(fields["media"])})


def read_chain(row: sqlite3.Row) -> Chain:
    """The record behind a row."""
    return Chain(
        **{name: row[name] for name in _AS_STORED},
        references=unpacked_references(row["reference_list"]),
        made={step: _reference(fields) for step, fields in json.loads(row["made"]).items()},
        parts=tuple(_part(fields) for fields in json.loads(row["parts"])),
        created_at=moment(row["created_at"]),
        begun_at=moment(row["begun_at"]),
    )
