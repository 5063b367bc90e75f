"""Joins of clips and their schedule as rows (`bot.domain.join`)."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from datetime import datetime
from typing import Any

import aiosqlite

from bot.domain.join import Join, JoinPiece, JoinProblem, JoinState
from bot.errors import IllegalStep
from storage.core.columns import moment, stamp, unpacked_reference

_UNFINISHED = "state IN ('waiting', 'working', 'sending')"
"""Written out, as the partial index `joins_unfinished` has it."""

_AS_STORED = ("id", "person_id", "chat_id", "thread_id", "reply_to", "language", "message_id", "problem_at")
_COUNTS = ("begun", "sent", "file_id")


class SqliteJoinRepository:
    """The joins' side of a transaction (`bot.domain.join.JoinRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_join(self, join: Join) -> Join:
        """Store a new one."""
        columns = _columns(join) | {
            "person_id": join.person_id,
            "chat_id": join.chat_id,
            "thread_id": join.thread_id,
            "reply_to": join.reply_to,
            "language": join.language,
            "message_id": join.message_id,
            "created_at": stamp(join.created_at),
        }
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        rows = await self._connection.execute_fetchall(
            f"INSERT INTO joins ({names}) VALUES ({marks}) RETURNING *", tuple(columns.values())
        )
        return read_join(next(iter(rows)))

    async def join(self, join_id: int) -> Join | None:
        """The join, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM joins WHERE id = ?", (join_id,))
        return next((read_join(row) for row in rows), None)

    async def join_being_chosen(self, person_id: int, chat_id: int, since: datetime) -> Join | None:
        """The newest list of this person in this chat that still takes clips, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM joins WHERE person_id = ? AND created_at >= ? AND chat_id = ? AND state = 'choosing'"
            " ORDER BY created_at DESC LIMIT 1",
            (person_id, stamp(since), chat_id),
        )
        return next((read_join(row) for row in rows), None)

    async def save_join(self, join: Join, *, expected: JoinState) -> None:
        """Write it back; see `JoinRepository.save_join` for what is refused."""
        columns = _columns(join)
        assignments = ", ".join(f"{name} = ?" for name in columns)
        cursor = await self._connection.execute(
            f"UPDATE joins SET {assignments} WHERE id = ? AND state = ?",
            (*columns.values(), join.id, expected),
        )
        if cursor.rowcount != 1:
            msg = f"join {join.id} is no longer {expected}"
            raise IllegalStep(msg)

    async def note_join_message(self, join_id: int, message_id: int) -> None:
        """This message shows it from now on."""
        await self._connection.execute("UPDATE joins SET message_id = ? WHERE id = ?", (message_id, join_id))

    async def unfinished_joins_of(self, person_id: int) -> int:
        """How many of this person's are being made."""
        return await self._count(
            f"SELECT count(*) FROM joins WHERE person_id = ? AND {_UNFINISHED}", person_id
        )

    async def joins_begun_since(self, person_id: int, moment: datetime) -> int:
        """How many of this person's were put in line since then."""
        return await self._count(
            "SELECT count(*) FROM joins WHERE person_id = ? AND begun_at >= ?", person_id, stamp(moment)
        )

    async def joins_before(self, join: Join) -> int:
        """How many are in line before it, or being made."""
        return await self._count(
            f"SELECT count(*) FROM joins WHERE {_UNFINISHED} AND (begun_at, id) < (?, ?)",
            stamp(join.begun_at) if join.begun_at is not None else 0,
            join.id,
        )

    async def joins_in_line(self, most: int) -> int:
        """How many are unfinished, counted up to `most`."""
        return await self._count(
            f"SELECT count(*) FROM (SELECT 1 FROM joins WHERE {_UNFINISHED} LIMIT ?)", most
        )

    async def _count(self, sql: str, *values: object) -> int:
        rows = await self._connection.execute_fetchall(sql, values)
        return int(next(iter(rows))[0])


def _columns(join: Join) -> dict[str, Any]:
    """What a step writes."""
    return {
        "state": join.state,
        "clips": json.dumps([asdict(piece) for piece in join.clips]),
        "song": json.dumps(asdict(join.song)) if join.song is not None else None,
        "problem": join.problem or "",
        "problem_at": join.problem_at,
        "begun_at": stamp(join.begun_at) if join.begun_at is not None else None,
        "due_at": stamp(join.due_at) if join.due_at is not None else None,
        "begun": join.begun,
        "sent": join.sent,
        "file_id": join.file_id,
    }


def _piece(fields: dict[str, Any]) -> JoinPiece:
    return JoinPiece(**fields | {"reference": unpacked_reference(fields["reference"])})


def read_join(row: sqlite3.Row) -> Join:
    """The record behind a join's row."""
    return Join(
        **{name: row[name] for name in (*_AS_STORED, *_COUNTS)},
        state=JoinState(row["state"]),
        clips=tuple(_piece(fields) for fields in json.loads(row["clips"])),
        song=_piece(json.loads(row["song"])) if row["song"] is not None else None,
        problem=JoinProblem(row["problem"]) if row["problem"] else None,
        created_at=moment(row["created_at"]),
        begun_at=moment(row["begun_at"]) if row["begun_at"] is not None else None,
        due_at=moment(row["due_at"]) if row["due_at"] is not None else None,
    )
