"""Batches as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import aiosqlite

from bot.domain.batch import Batch, BatchKind
from storage.core.columns import moment, stamp
from storage.core.insert import insert


class SqliteBatchRepository:
    """The batches side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_batch(self, batch: Batch) -> Batch:
        """Store a new batch; returns it with its id."""
        columns = {
            "quote_id": batch.quote_id,
            "kind": batch.kind,
            "parts": batch.parts,
            "created_at": stamp(batch.created_at),
            "gathers": batch.gathers,
            "album_until": stamp(batch.album_until),
            "carrier_id": batch.carrier_id,
        }
        return replace(batch, id=await insert(self._connection, "batches", columns))

    async def batch(self, batch_id: int) -> Batch | None:
        """The batch, or None."""
        for row in await self._connection.execute_fetchall("SELECT * FROM batches WHERE id = ?", (batch_id,)):
            return read_batch(row)
        return None

    async def save_batch(self, batch: Batch) -> None:
        """Write back what changes of it; see `BatchRepository.save_batch`."""
        await self._connection.execute(
            "UPDATE batches SET gathers = ?, album_until = ?, carrier_id = ? WHERE id = ?",
            (batch.gathers, stamp(batch.album_until), batch.carrier_id, batch.id),
        )

    async def make_due(self, generation_ids: Sequence[int], due_at: datetime) -> None:
        """Let deliveries be due then; see `BatchRepository.make_due`."""
        await self._connection.execute(
            "UPDATE generations SET due_at = ? WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND state = 'ready'",
            (stamp(due_at), json.dumps(list(generation_ids))),
        )


def read_batch(row: sqlite3.Row) -> Batch:
    """The record behind a row."""
    return Batch(
        id=row["id"],
        quote_id=row["quote_id"],
        kind=BatchKind(row["kind"]),
        parts=row["parts"],
        created_at=moment(row["created_at"]),
        gathers=bool(row["gathers"]),
        album_until=moment(row["album_until"]),
        carrier_id=row["carrier_id"],
    )
