"""Examples of what models make, as rows (`bot.domain.example`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import aiosqlite

from bot.catalog.spec import Kind
from bot.domain.example import Example, ExampleState
from bot.errors import StorageError
from storage.core.columns import moment, packed, stamp
from storage.core.database import Database

_ADD = (
    "INSERT INTO examples (model, kind, state, recording, prompt, choices, generation_id, proposed_by, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_PROPOSAL = f"{_ADD} ON CONFLICT (generation_id) DO NOTHING"
_ADD_RECORDING = (
    f"{_ADD} ON CONFLICT (recording) DO UPDATE"
    " SET state = excluded.state, at = excluded.at, generation_id = NULL WHERE examples.state = 'failed'"
)
_OPEN = "state IN ('wanted', 'recording', 'proposed')"
"""Written out, as the partial index `examples_open` has it."""
_BUSY_SECONDS = 5.0


class SqliteExampleRepository:
    """The examples' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_example(self, example: Example) -> Example | None:
        """Store it; see `ExampleRepository.add_example`."""
        add = _ADD_RECORDING if example.recording else _ADD_PROPOSAL
        rows = await self._connection.execute_fetchall(f"{add} RETURNING *", _values(example))
        return next(map(_example, rows), None)

    async def example(self, example_id: int) -> Example | None:
        """The example, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM examples WHERE id = ?", (example_id,))
        return next(map(_example, rows), None)

    async def examples_in(self, state: ExampleState, limit: int) -> Sequence[Example]:
        """The oldest ones in an open state."""
        rows = await self._connection.execute_fetchall(
            f"SELECT * FROM examples WHERE state = ? AND {_OPEN} ORDER BY id LIMIT ?", (state, max(0, limit))
        )
        return [_example(row) for row in rows]

    async def move_example(
        self,
        example_id: int,
        before: ExampleState,
        after: ExampleState,
        at: datetime,
        *,
        generation_id: int | None = None,
    ) -> bool:
        """Change its state; see `ExampleRepository.move_example`."""
        cursor = await self._connection.execute(
            "UPDATE examples SET state = ?, at = ?, generation_id = coalesce(?, generation_id)"
            " WHERE id = ? AND state = ?",
            (after, stamp(at), generation_id, example_id, before),
        )
        return cursor.rowcount == 1

    async def retire_recordings(self, model: str, *, but: int) -> None:
        """Remove the model's earlier recordings."""
        await self._connection.execute(
            "DELETE FROM examples WHERE model = ? AND state = 'shown' AND recording IS NOT NULL AND id <> ?",
            (model, but),
        )

    async def proposed_count(self, person_id: int) -> int:
        """How many of the person's proposals wait for the operator."""
        rows = await self._connection.execute_fetchall(
            "SELECT count(*) FROM examples WHERE proposed_by = ? AND proposed_by IS NOT NULL AND state = 'proposed'",
            (person_id,),
        )
        return int(next(iter(rows))[0])


class SqliteExampleReader:
    """Reads examples."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, example_id: int) -> Example | None:
        """The example in whatever state, or None."""
        return await self._one("SELECT * FROM examples WHERE id = ?", example_id)

    async def of_model(self, model: str) -> Example | None:
        """The newest one of the model that is shown."""
        return await self._one(
            "SELECT * FROM examples WHERE model = ? AND state = 'shown' ORDER BY id DESC LIMIT 1", model
        )

    async def recorded(self, recording: str) -> Example | None:
        """The recording, in whatever state."""
        return await self._one("SELECT * FROM examples WHERE recording = ?", recording)

    async def kinds(self) -> Mapping[Kind, int]:
        """How many are shown of each kind that has any."""
        counts: dict[Kind, int] = {}
        for kind in Kind:
            row = await self._database.row(
                "SELECT count(*) FROM examples WHERE kind = ? AND state = 'shown'", (kind,)
            )
            if row is not None and row[0]:
                counts[kind] = row[0]
        return counts

    async def page(self, kind: Kind, *, offset: int, limit: int) -> Sequence[Example]:
        """Those of a kind that are shown, newest first."""
        rows = await self._database.rows(
            "SELECT * FROM examples WHERE kind = ? AND state = 'shown' ORDER BY id DESC LIMIT ? OFFSET ?",
            (kind, limit, offset),
        )
        return [_example(row) for row in rows]

    async def oldest_proposal(self) -> Example | None:
        """The proposal that has waited longest for the operator."""
        return await self._one(
            f"SELECT * FROM examples WHERE state = ? AND {_OPEN} ORDER BY id LIMIT 1", ExampleState.PROPOSED
        )

    async def _one(self, sql: str, value: object) -> Example | None:
        row = await self._database.row(sql, (value,))
        return _example(row) if row is not None else None


def order_recordings(path: Path, wanted: Collection[Example]) -> int:
    """Write down what is wanted, in a database that the running bot may be using: one short transaction.

    Returns:
        How many are wanted now that were not before.

    Raises:
        StorageError: there is no database of the present schema, or it cannot be written.
    """
    try:
        with closing(_opened(path, "rw")) as connection, connection:
            return sum(connection.execute(_ADD_RECORDING, _values(example)).rowcount for example in wanted)
    except sqlite3.Error as error:
        raise _trouble(path, error) from error


def read_recordings(path: Path) -> Mapping[str, ExampleState]:
    """The state of every recording, by its name, in a database that the running bot may be using.

    Raises:
        StorageError: there is no database of the present schema.
    """
    try:
        with closing(_opened(path, "ro")) as connection:
            rows = connection.execute("SELECT recording, state FROM examples WHERE recording IS NOT NULL")
            return {name: ExampleState(state) for name, state in rows}
    except sqlite3.Error as error:
        raise _trouble(path, error) from error


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS)


def _trouble(path: Path, error: sqlite3.Error) -> StorageError:
    return StorageError(f"examples cannot be noted in {path}: {error}; has the bot been started once?")


def _values(example: Example) -> tuple[object, ...]:
    return (
        example.model,
        example.kind,
        example.state,
        example.recording or None,
        example.prompt,
        packed(example.choices),
        example.generation_id,
        example.proposed_by,
        stamp(example.at),
    )


def _example(row: sqlite3.Row) -> Example:
    return Example(
        id=row["id"],
        model=row["model"],
        kind=Kind(row["kind"]),
        state=ExampleState(row["state"]),
        recording=row["recording"] or "",
        prompt=row["prompt"],
        choices=json.loads(row["choices"]),
        generation_id=row["generation_id"],
        proposed_by=row["proposed_by"],
        at=moment(row["at"]),
    )
