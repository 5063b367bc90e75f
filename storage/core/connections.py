"""Connections to the SQLite file: which of their work is done at once, in the event loop's thread, and which in another.

To hand a statement to a thread and take its answer back costs ten times as much as most statements do, which read or change
a few rows that lie in memory. So the writer's statements are carried out at once; what waits for the disk, the commit, is
not. Reads are begun at once as well, and go to a thread when they are not done within a millisecond (`QuickReads`).
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Literal

import aiosqlite

from bot.domain.text_search import folded

Synchronous = Literal["FULL", "OFF"]
"""FULL: a commit survives a power cut. OFF: it survives the end of the process only, and costs a tenth of the time."""

LOCK_SECONDS: Final = 5.0
"""How long another process that writes is waited for."""

_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000:.0f}",
)

_BUDGET_SECONDS: Final = 0.001
"""How long a read may take at once. It is over for everything else meanwhile."""

_STEPS: Final = 500
"""Instructions of SQLite between two looks at the time: some 20 µs."""

_AT_A_STRETCH: Final = 20
"""Reads that one task after another may do before everything else has its turn."""

_SLOW_SECONDS: Final = 60.0
"""For how long a statement that took longer is handed to a thread right away."""

_SLOW_WRITE_SECONDS: Final = 0.005
"""From when on a writer's statement counts as slow. It cannot go to a thread half-way, so the first time is borne."""


class SlowStatements:
    """The statements that lately took long; they are handed to a thread."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def has(self, sql: str) -> bool:
        """Whether it is one of them."""
        return bool(self._until) and self._until.get(sql, 0.0) > time.monotonic()

    def add(self, sql: str) -> None:
        """It has just taken long."""
        now = time.monotonic()
        self._until = {known: until for known, until in self._until.items() if until > now}
        self._until[sql] = now + _SLOW_SECONDS


class Connection(aiosqlite.Connection):
    """A connection whose statements are carried out at once while `at_once` is set; all else is done in its thread.

    What its thread has yet to do comes first: what was cancelled while it waited for a commit goes on behind it.

    Attributes:
        at_once: whether statements are carried out in the caller's thread.
        on_statement: called before each statement with its text; it may carry out others that come first.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self.at_once = False
        self.on_statement: Callable[[str], Awaitable[None]] | None = None
        self._slow = SlowStatements()
        self._handed = 0  # each counter is changed by one thread only
        self._done = 0

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        sql = args[0] if args and isinstance(args[0], str) else ""
        if self.on_statement is not None and sql:
            await self.on_statement(sql)
        if not self.at_once or self._handed != self._done or self._slow.has(sql):
            return await self._in_thread(fn, *args, **kwargs)
        began = time.monotonic()
        try:
            return fn(*args, **kwargs)
        finally:
            if time.monotonic() - began > _SLOW_WRITE_SECONDS:
                self._slow.add(sql)

    async def _in_thread(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def counted() -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._done += 1

        self._handed += 1
        return await super()._execute(counted)  # type: ignore[no-untyped-call]  # aiosqlite's own, without annotations

    async def commit(self) -> None:
        """Commit what the transaction has done: in the thread, since it waits for the disk."""
        await self._in_thread(self._conn.commit)

    async def end_unchanged(self) -> None:
        """Commit a transaction that has changed nothing, which waits for no disk; others have their turn."""
        await self._execute(self._conn.commit)
        await asyncio.sleep(0)

    async def rollback(self) -> None:
        """Undo it, after all that the thread has yet to do."""
        await self._in_thread(self._conn.rollback)

    async def close(self) -> None:
        """Close it, after all that the thread has yet to do."""
        self.at_once = False
        await super().close()


async def connect(path: Path, synchronous: Synchronous) -> Connection:
    """Open the file. Raises sqlite3.Error."""

    def connector() -> sqlite3.Connection:
        # Two threads use it, never at once: SQLite itself would have one wait for the other.
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    connection = Connection(connector)
    await connection
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (*_PRAGMAS, f"PRAGMA synchronous = {synchronous}"):
            await connection.execute(pragma)
        # For migrations: SQLite's own lower() knows the case of ASCII only.
        await connection.create_function("folded", 1, folded, deterministic=True)
    except BaseException:
        await connection.close()
        raise
    return connection


async def connect_reader(path: Path, synchronous: Synchronous) -> Connection:
    """Open the file for reading only. Raises sqlite3.Error."""
    connection = await connect(path, synchronous)
    try:
        await connection.execute("PRAGMA query_only = ON")
    except BaseException:
        await connection.close()
        raise
    return connection


class QuickReads:
    """Reads at once what takes less than a millisecond."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._until = 0.0
        self._stretch = 0
        self._slow = SlowStatements()

    @classmethod
    async def over(cls, connection: Connection) -> QuickReads:
        """Reads over this connection, which is for nothing else from now on."""
        reads = cls(connection)
        await connection.execute("PRAGMA busy_timeout = 0")
        await connection.set_progress_handler(reads._is_over, _STEPS)
        connection.at_once = True
        return reads

    async def rows(self, sql: str, parameters: Iterable[Any]) -> Sequence[sqlite3.Row] | None:
        """The rows, or None when they are to be read in a thread: it takes too long, or something is in the way."""
        if self._slow.has(sql):
            return None
        await self._let_others()
        self._until = time.monotonic() + _BUDGET_SECONDS
        try:
            return list(await self._connection.execute_fetchall(sql, parameters))
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                self._slow.add(sql)
            return None

    async def _let_others(self) -> None:
        """A task that reads on and on has nothing else to wait for, and would keep everything else waiting."""
        if self._stretch == 0:
            asyncio.get_running_loop().call_soon(self._begin_anew)
        self._stretch += 1
        if self._stretch > _AT_A_STRETCH:
            await asyncio.sleep(0)

    def _begin_anew(self) -> None:
        self._stretch = 0

    async def close(self) -> None:
        """Close the connection."""
        await self._connection.close()

    def _is_over(self) -> bool:
        return time.monotonic() > self._until
