"""Selections as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import aiosqlite

from bot.domain.generation import Generation
from bot.domain.selection import Selection, SelectionState
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.insert import insert
from storage.core.row_mapper import with_assets


class SqliteSelectionRepository:
    """The selections' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_selection(self, selection: Selection) -> Selection:
        """Store a new selection; returns it with its id."""
        columns = {
            "person_id": selection.person_id,
            "chat_id": selection.chat_id,
            "quote_id": selection.quote_id,
            "again": selection.again,
            "state": selection.state,
            "created_at": stamp(selection.created_at),
            "until": stamp(selection.until),
            "due_at": stamp(selection.due_at),
            "reminded": selection.reminded,
        }
        return replace(selection, id=await insert(self._connection, "selections", columns))

    async def selection(self, selection_id: int) -> Selection | None:
        """The selection, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM selections WHERE id = ?", (selection_id,)
        )
        return next(map(read_selection, rows), None)

    async def save_selection(self, selection: Selection) -> None:
        """Write back what changes of it; see `SelectionRepository.save_selection`."""
        await self._connection.execute(
            "UPDATE selections SET state = ?, until = ?, due_at = ?, reminded = ? WHERE id = ?",
            (
                selection.state,
                stamp(selection.until),
                stamp(selection.due_at),
                selection.reminded,
                selection.id,
            ),
        )

    async def selections_waiting(self, person_id: int) -> Sequence[Selection]:
        """Those of a person in which one is to be chosen, the oldest first."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM selections WHERE person_id = ? AND state = 'choosing' ORDER BY id", (person_id,)
        )
        return [read_selection(row) for row in rows]

    async def pictures_of(self, selection_id: int) -> Sequence[Generation]:
        """The generations of its batches; see `SelectionRepository.pictures_of`."""
        fetch = self._connection.execute_fetchall
        rows = await fetch(
            "SELECT * FROM generations WHERE selection_id = ? AND batch_id IS NOT NULL ORDER BY id",
            (selection_id,),
        )
        return await with_assets(rows, fetch)

    async def cancel_quotes_of_selection(self, selection_id: int, at: datetime) -> int:
        """Note that every unused quote of a selection is over. Returns how many were open."""
        cursor = await self._connection.execute(
            "UPDATE quotes SET cancelled_at = ?"
            " WHERE selection_id = ? AND confirmed_at IS NULL AND cancelled_at IS NULL",
            (stamp(at), selection_id),
        )
        return cursor.rowcount


class SqliteSelectionSchedule:
    """Which selections something is to be said about (`bot.domain.selection.SelectionSchedule`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due_selections(self, now: datetime, limit: int) -> Sequence[Selection]:
        """Those that are due, the one due longest first."""
        rows = await self._database.rows(
            "SELECT * FROM selections WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?",
            (stamp(now), limit),
        )
        return [read_selection(row) for row in rows]


def read_selection(row: sqlite3.Row) -> Selection:
    """The record behind a row."""
    return Selection(
        id=row["id"],
        person_id=row["person_id"],
        chat_id=row["chat_id"],
        quote_id=row["quote_id"],
        again=bool(row["again"]),
        state=SelectionState(row["state"]),
        created_at=moment(row["created_at"]),
        until=moment(row["until"]),
        due_at=moment(row["due_at"]),
        reminded=bool(row["reminded"]),
    )
