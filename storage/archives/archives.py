"""Archives and their schedule as rows (`bot.domain.archive`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import aiosqlite

from bot.domain.archive import Archive, ArchivePlace, ArchiveProblem, ArchiveState, LeftOut, WhyLeftOut
from bot.domain.generation import Generation
from bot.domain.month import Month
from bot.errors import IllegalStep
from storage.core.columns import moment, stamp
from storage.core.row_mapper import with_assets
from storage.core.state_lists import FINISHED

_UNFINISHED = "state IN ('waiting', 'packing', 'sending')"
"""Written out, as the partial index `archives_unfinished` has it."""
_RESULTS = f"state IN ({FINISHED}) AND deleted = 0 AND sample = ''"
"""Results of people; written out, as the partial indexes of `generations` have it."""

_AS_STORED = (
    "id",
    "person_id",
    "chat_id",
    "thread_id",
    "reply_to",
    "language",
    "page",
    "total",
    "message_id",
)
_CHANGING = ("files", "parts", "begun", "sent")


class SqliteArchiveRepository:
    """The archives' side of a transaction (`bot.domain.archive.ArchiveRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_archive(self, archive: Archive) -> Archive:
        """Store a new one."""
        columns = _columns(archive) | {
            **{name: getattr(archive, name) for name in _AS_STORED if name != "id"},
            "month": str(archive.month or ""),
            "results": json.dumps(archive.results),
            "created_at": stamp(archive.created_at),
        }
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        rows = await self._connection.execute_fetchall(
            f"INSERT INTO archives ({names}) VALUES ({marks}) RETURNING *", tuple(columns.values())
        )
        return read_archive(next(iter(rows)))

    async def archive(self, archive_id: int) -> Archive | None:
        """The archive, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM archives WHERE id = ?", (archive_id,))
        return next((read_archive(row) for row in rows), None)

    async def save_archive(self, archive: Archive, *, expected: ArchiveState) -> None:
        """Write it back; see `ArchiveRepository.save_archive` for what is refused."""
        columns = _columns(archive)
        assignments = ", ".join(f"{name} = ?" for name in columns)
        cursor = await self._connection.execute(
            f"UPDATE archives SET {assignments} WHERE id = ? AND state = ?",
            (*columns.values(), archive.id, expected),
        )
        if cursor.rowcount != 1:
            msg = f"archive {archive.id} is no longer {expected}"
            raise IllegalStep(msg)

    async def note_archive_message(self, archive_id: int, message_id: int) -> None:
        """This message shows it from now on."""
        await self._connection.execute(
            "UPDATE archives SET message_id = ? WHERE id = ?", (message_id, archive_id)
        )

    async def unfinished_archives_of(self, person_id: int) -> int:
        """How many of this person's are being made."""
        return await self._archives(
            f"SELECT count(*) FROM archives WHERE person_id = ? AND {_UNFINISHED}", person_id
        )

    async def archives_asked_since(self, person_id: int, moment: datetime) -> int:
        """How many of this person's were begun that were asked for since then."""
        return await self._archives(
            "SELECT count(*) FROM archives WHERE person_id = ? AND created_at >= ? AND state <> 'asked'",
            person_id,
            stamp(moment),
        )

    async def archives_in_line(self, most: int) -> int:
        """How many are unfinished, counted up to `most`."""
        return await self._archives(
            f"SELECT count(*) FROM (SELECT 1 FROM archives WHERE {_UNFINISHED} LIMIT ?)", most
        )

    async def results_in_month(
        self, person_id: int, chat_id: int | None, month: Month, *, offset: int, limit: int
    ) -> tuple[int, Sequence[int]]:
        """How many there are, and some of them, oldest first; both in one walk through the month's part of an index."""
        here = "" if chat_id is None else " AND chat_id = ?"
        where = f"person_id = ? AND {_RESULTS} AND completed_at >= ? AND completed_at < ?{here}"
        values = [person_id, stamp(month.begin), stamp(month.end), *([] if chat_id is None else [chat_id])]
        table = "generations INDEXED BY generations_gallery_by_month"
        total = await self._archives(f"SELECT count(*) FROM {table} WHERE {where}", *values)
        rows = await self._connection.execute_fetchall(
            f"SELECT id FROM {table} WHERE {where} ORDER BY completed_at LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return total, [row["id"] for row in rows]

    async def results_in_batch(self, person_id: int, batch_id: int) -> Sequence[int]:
        """The ids of the person's results in a batch, in the order of its parts."""
        rows = await self._connection.execute_fetchall(
            f"SELECT id FROM generations WHERE batch_id = ? AND +person_id = ? AND {_RESULTS} ORDER BY part",
            (batch_id, person_id),
        )
        return [row["id"] for row in rows]

    async def results_of(self, person_id: int, generation_ids: Sequence[int]) -> Sequence[Generation]:
        """Those of these that are still the person's results; a forgotten person's are not any more."""
        fetch = self._connection.execute_fetchall
        rows = await fetch(
            "SELECT * FROM generations WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
            f" AND +person_id = ? AND forgotten_as IS NULL AND +deleted = 0 AND state IN ({FINISHED})",
            (json.dumps(list(generation_ids)), person_id),
        )
        return await with_assets(rows, fetch)

    async def _archives(self, sql: str, *values: object) -> int:
        rows = await self._connection.execute_fetchall(sql, values)
        return int(next(iter(rows))[0])


def _columns(archive: Archive) -> dict[str, Any]:
    """What a step writes."""
    return {
        **{name: getattr(archive, name) for name in _CHANGING},
        "state": archive.state,
        "place": archive.place.result,
        "position": archive.place.position,
        "left_out": json.dumps([(one.generation_id, one.position, one.why) for one in archive.left_out]),
        "problem": archive.problem or "",
        "stuck_since": stamp(archive.stuck_since) if archive.stuck_since is not None else None,
        "due_at": stamp(archive.due_at) if archive.due_at is not None else None,
    }


def read_archive(row: sqlite3.Row) -> Archive:
    """The record behind an archive's row."""
    return Archive(
        **{name: row[name] for name in (*_AS_STORED, *_CHANGING)},
        state=ArchiveState(row["state"]),
        month=Month.parse(row["month"]),
        results=tuple(json.loads(row["results"])),
        place=ArchivePlace(row["place"], row["position"]),
        left_out=tuple(
            LeftOut(generation, position, WhyLeftOut(why))
            for generation, position, why in json.loads(row["left_out"])
        ),
        problem=ArchiveProblem(row["problem"]) if row["problem"] else None,
        created_at=moment(row["created_at"]),
        stuck_since=moment(row["stuck_since"]) if row["stuck_since"] is not None else None,
        due_at=moment(row["due_at"]) if row["due_at"] is not None else None,
    )
