"""Writes of one update that wait for its next transaction, or for its end: each commit waits for the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiosqlite

Write = Callable[[aiosqlite.Connection], Awaitable[Any]]
"""Statements that belong together; what becomes of them is not asked for."""

STATEMENT_ERRORS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
"""What speaks of rows and statements, not of the file: waiting would not help."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    tables: tuple[str, ...]
    write: Write


class GatheredWrites:
    """What an update has still to write, in its order.

    Attributes:
        is_open: whether more may come; then the update is being handled.
    """

    def __init__(self) -> None:
        self.is_open = True
        self._waiting: list[_Waiting] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, write: Write, tables: tuple[str, ...]) -> None:
        """Have this written later; `tables` are those that it changes."""
        self._waiting.append(_Waiting(tables, write))

    def matter_to(self, sql: str) -> bool:
        """Whether what the statement reads may be different when this was written."""
        return any(table in sql for one in self._waiting for table in one.tables)

    async def carry_out(self, connection: aiosqlite.Connection) -> int:
        """Write all of it within the connection's transaction; returns how much it was.

        It counts as written when `forget` says so, after the commit. What the database refuses is dropped, and raises.
        """
        waiting = tuple(self._waiting)
        for one in waiting:
            try:
                await one.write(connection)
            except STATEMENT_ERRORS:
                self._waiting.remove(one)
                raise
        return len(waiting)

    def forget(self, number: int) -> None:
        """The first ones are on the disk."""
        del self._waiting[:number]
