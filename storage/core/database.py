"""The SQLite file: one writer, readers beside it, numbered migrations. The only module that commits."""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final, Self

import aiosqlite

from bot.errors import DatabaseUnavailable, SchemaTooNew, StorageError
from storage.core.connections import (
    LOCK_SECONDS,
    Connection,
    QuickReads,
    Synchronous,
    connect,
    connect_reader,
)
from storage.core.gathered_writes import STATEMENT_ERRORS, GatheredWrites, Write
from storage.core.old_schema import is_old, replace_tables, require_last_version
from storage.core.private_files import make_private
from storage.core.row_ids import RowIds
from storage.core.soundness import require_sound

_log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parents[1] / "migrations"

APPLICATION_ID = 1265200979
"""What the first migration writes into the file."""

PEOPLE_READERS = 3
"""Connections that answer people. A read takes a millisecond or less, so more of them would only take memory."""

_PAUSE_SECONDS: Final = 0.01
"""Between two tries."""

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Reader:
    """Reads committed rows over a few connections, each used by one query at a time; further queries wait.

    With `quick` reads that take less than a millisecond need none of them, and wait for none.

    Attributes:
        on_failure: called with what was in the way of a read.
    """

    def __init__(self, connections: Sequence[Connection], quick: QuickReads | None = None) -> None:
        self._connections = connections
        self._quick = quick
        self._idle = list(connections)
        self._free = asyncio.Semaphore(len(connections))
        self.on_failure: Callable[[str], object] = lambda _: None

    async def rows(self, sql: str, parameters: Iterable[Any] = ()) -> Sequence[sqlite3.Row]:
        """Read committed rows.

        Raises:
            StorageError: the file cannot be read.
        """
        if self._quick is not None and (found := await self._quick.rows(sql, parameters)) is not None:
            return found
        async with self._free:
            connection = self._idle.pop()
            reading = asyncio.ensure_future(connection.execute_fetchall(sql, parameters))
            try:
                return list(await asyncio.shield(reading))
            except STATEMENT_ERRORS:
                raise
            except sqlite3.Error as error:
                msg = f"the database cannot be read: {error}"
                self.on_failure(msg)
                raise _trouble(error, msg) from error
            except asyncio.CancelledError:
                await _give_up(connection, reading)
                raise
            finally:
                self._idle.append(connection)

    async def row(self, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Row | None:
        """Read one committed row, or None."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    async def close(self) -> None:
        """Close the connections."""
        if self._quick is not None:
            await self._quick.close()
        for connection in self._connections:
            await connection.close()


async def _give_up(connection: aiosqlite.Connection, reading: asyncio.Future[Iterable[sqlite3.Row]]) -> None:
    """End a read: its thread would read on, and the next query wait for it. One that has yet to begin is met later."""
    while not reading.done():
        await connection.interrupt()
        await asyncio.wait({reading}, timeout=0.01)
    if not reading.cancelled():
        reading.exception()  # looked at, or asyncio reports it


class Database:
    """An open SQLite file. Writes go through `transaction`, one at a time; reads have connections of their own.

    Attributes:
        reports: reads what may take long (figures, lists over everybody), so that no person waits behind it.
        checkouts: reads what Telegram waits a few seconds for, so that it waits behind no person.
    """

    def __init__(self, writer: Connection, people: Reader, reports: Reader, checkouts: Reader) -> None:
        self._writer = writer
        self._people = people
        self.reports = reports
        self.checkouts = checkouts
        self._line = asyncio.Lock()
        self._turn = asyncio.Lock()
        self._vain = 0
        # What the update that is being handled has still to write; None in place of it where all is written at once.
        self._gathered: ContextVar[GatheredWrites | None] | None = ContextVar(
            "kiosk_gathered_writes", default=None
        )
        self._row_ids = RowIds()
        self._on_outcome: Callable[[str | None], object] = lambda _: None

    def watch(self, on_outcome: Callable[[str | None], object]) -> None:
        """Call this with what was in the way of a transaction or of a read, and with None when something was written."""
        self._on_outcome = on_outcome
        for reader in (self._people, self.reports, self.checkouts):
            reader.on_failure = on_outcome

    @classmethod
    async def open(cls, path: Path, *, synchronous: Synchronous = "FULL") -> Self:
        """Open the file, made when missing, and bring its schema up to date.

        Args:
            path: the file.
            synchronous: what a commit survives.

        Raises:
            DatabaseUnavailable: the file cannot be used just now.
            StorageError: it cannot be used at all, or is damaged.
            SchemaTooNew: a newer Kiosk wrote it.
            SchemaTooOld: a Kiosk wrote it that is too old for this one.
        """
        try:
            make_private(path)
            writer = await connect(path, synchronous)
        except (OSError, sqlite3.Error) as error:
            msg = f"the database {path} cannot be opened: {error}"
            raise _trouble(error, msg) from error
        try:
            await migrate(writer)
            await require_sound(writer, path)
            # What keeps the file is waited for by `_begin`, which blocks no one and can be broken off.
            await writer.execute("PRAGMA busy_timeout = 0")
            writer.at_once = True
            *people, quick, reports, checkouts = await _open_readers(path, synchronous)
        except sqlite3.Error as error:
            await writer.close()
            msg = f"the database {path} cannot be brought up to date: {error}"
            raise _trouble(error, msg) from error
        except BaseException:
            await writer.close()
            raise
        return cls(
            writer, Reader(people, await QuickReads.over(quick)), Reader([reports]), Reader([checkouts])
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._people.close()
        await self.reports.close()
        await self.checkouts.close()
        await self._writer.close()

    @asynccontextmanager
    async def transaction(self, *, ahead: bool = False) -> AsyncGenerator[aiosqlite.Connection]:
        """A writing transaction: committed when the block ends, rolled back when it raises.

        Args:
            ahead: whether it goes before those that wait: for what everything else waits for. One in the line may be
                before it, the one that is next.

        Raises:
            StorageError: it cannot begin, be carried out or be committed: another process keeps the file, the disk is
                full, read-only or broken.
        """
        vain = self._vain
        async with nullcontext() if ahead else self._line, self._turn:
            # What stood in the way kept those up in front for seconds: it is there for all.
            if self._vain != vain:
                msg = "the database cannot be written to: another transaction has just waited in vain"
                raise StorageError(msg)
            written = self._writer.total_changes
            gathered, carried_out = self._open_writes(), list[int]()
            try:
                await self._begin()
                if gathered:
                    self._writer.on_statement = self._first_of_all(gathered, carried_out)
                yield self._writer
                self._writer.on_statement = None
                if self._writer.total_changes == written:
                    await self._writer.end_unchanged()
                else:
                    await self._writer.commit()
            except STATEMENT_ERRORS:
                await self._roll_back()
                raise
            except sqlite3.Error as error:
                await self._roll_back()
                msg = f"the database cannot be written to: {error}"
                self._on_outcome(msg)
                raise _trouble(error, msg) from error
            except BaseException:
                await self._roll_back()
                raise
            finally:
                self._writer.on_statement = None
            if gathered and carried_out:
                gathered.forget(carried_out[0])
            if self._writer.total_changes != written:  # a full disk takes a transaction of nothing
                self._on_outcome(None)

    def _first_of_all(
        self, gathered: GatheredWrites, carried_out: list[int]
    ) -> Callable[[str], Awaitable[None]]:
        """Before a transaction's first statement that writes, or for which it matters, what was gathered is written."""

        async def look_at(sql: str) -> None:
            if sql.lstrip().startswith("SELECT") and not gathered.matter_to(sql):
                return
            self._writer.on_statement = None
            carried_out.append(await gathered.carry_out(self._writer))

        return look_at

    @asynccontextmanager
    async def gathering(self) -> AsyncGenerator[None]:
        """Within the block, one update's, what `write` is given waits for its next transaction, or for its end.

        So it is written before the update counts as handled. Reads and transactions of the block find it written.

        Raises:
            StorageError: what was left could not be written.
        """
        if self._gathered is None:
            yield
            return
        writes = GatheredWrites()
        token = self._gathered.set(writes)
        try:
            yield
        finally:
            self._gathered.reset(token)
            writes.is_open = False
            await self._write_out(writes)

    async def write(self, write: Write, *tables: str) -> None:
        """Have these statements carried out, which change these tables: at once, or with others of the same update.

        Raises:
            StorageError: they were to be written at once, and could not be.
        """
        gathered = self._open_writes()
        if gathered is not None:
            gathered.add(write, tables)
            return
        async with self.transaction() as connection:
            await write(connection)

    async def next_id(self, table: str) -> int:
        """An id for a row of a table whose rows may be gathered (`RowIds.next_id`). Raises StorageError."""
        return await self._row_ids.next_id(self, table)

    def _open_writes(self) -> GatheredWrites | None:
        gathered = self._gathered.get() if self._gathered is not None else None
        return gathered if gathered is not None and gathered.is_open else None

    async def _write_out(self, writes: GatheredWrites) -> None:
        if not writes:
            return
        async with self.transaction() as connection:
            self._writer.on_statement = None
            number = await writes.carry_out(connection)
        writes.forget(number)

    async def _begin(self) -> None:
        if self._writer.in_transaction:  # a block that was cancelled while it rolled back
            await self._writer.rollback()
        loop = asyncio.get_running_loop()
        until = loop.time() + LOCK_SECONDS
        while True:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if not _is_busy(error) or loop.time() >= until:
                    self._vain += 1
                    raise
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return

    async def _roll_back(self) -> None:
        """Undo what the transaction did. A disk that takes nothing may refuse that too: `_begin` tries again."""
        try:
            await self._writer.rollback()
        except sqlite3.Error as error:
            _log.warning("a transaction could not be rolled back yet: %s", error)

    async def rows(self, sql: str, parameters: Iterable[Any] = ()) -> Sequence[sqlite3.Row]:
        """Read committed rows for a person. Raises StorageError: the file cannot be read."""
        gathered = self._open_writes()
        if gathered and gathered.matter_to(sql):
            await self._write_out(gathered)
        return await self._people.rows(sql, parameters)

    async def row(self, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Row | None:
        """Read one committed row for a person, or None. Raises StorageError: the file cannot be read."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    async def can_write(self) -> bool:
        """Whether a transaction that writes a page goes through now."""
        try:
            async with self.transaction() as connection:
                version = await schema_version(connection)
                await connection.execute(f"PRAGMA user_version = {version}")
                await connection.commit()  # counts as no change, and waits for the disk all the same
        except StorageError:
            return False
        return True

    async def is_writable(self) -> bool:
        """Whether a transaction can begin now."""
        try:
            async with self.transaction() as connection:
                await connection.execute("UPDATE accounts SET blocked = blocked WHERE id = -1")
        except (StorageError, sqlite3.Error):
            return False
        return True


_PASSING: Final = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
)
"""What may be over the next time: another process that writes, a full disk, one that does not answer."""


def _trouble(error: OSError | sqlite3.Error, msg: str) -> StorageError:
    """What to raise for it."""
    passes = _code(error) in _PASSING or (isinstance(error, OSError) and error.errno in _NO_ROOM)
    return (DatabaseUnavailable if passes else StorageError)(msg)


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another process writes."""
    return _code(error) == sqlite3.SQLITE_BUSY


def _code(error: Exception) -> int:
    """What it is: the low byte of SQLite's code; the others say which kind of it. 0 when SQLite did not raise it."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


async def _open_readers(path: Path, synchronous: Synchronous) -> Sequence[Connection]:
    """Connections for people, the last of them for quick reads, and after them one for reports and one for checkouts."""
    opened: list[Connection] = []
    try:
        for _ in range(PEOPLE_READERS + 3):
            opened.append(await connect_reader(path, synchronous))
    except BaseException:
        for connection in opened:
            await connection.close()
        raise
    return opened


def migrations() -> Sequence[tuple[int, Path]]:
    """The numbered files, in order."""
    return sorted((int(path.name.split("_")[0]), path) for path in MIGRATIONS.glob("*.sql"))


async def schema_version(connection: aiosqlite.Connection) -> int:
    """Number of the newest migration that the file has seen."""
    found = list(await connection.execute_fetchall("PRAGMA user_version"))
    return int(found[0][0])


async def migrate(connection: aiosqlite.Connection) -> None:
    """Apply the migrations that are missing, each in a transaction of its own; an old schema is brought over first.

    Raises:
        SchemaTooNew: the file has seen a migration that this Kiosk does not know.
        SchemaTooOld: it has an old schema that cannot be brought over.
        StorageError: bringing it over would lose something.
    """
    known = migrations()
    if await is_old(connection, APPLICATION_ID):
        await _bring_over(connection, known)
    version = await schema_version(connection)
    if version > known[-1][0]:
        msg = f"the database has schema {version}, this Kiosk knows {known[-1][0]}: use the newer Kiosk"
        raise SchemaTooNew(msg)
    for number, path in known:
        if number > version:
            script = path.read_text(encoding="utf-8")
            try:
                await connection.executescript(
                    f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
                )
            except sqlite3.Error:
                await connection.rollback()
                raise


async def _bring_over(connection: aiosqlite.Connection, known: Sequence[tuple[int, Path]]) -> None:
    """Turn a database of the old schema into one of the present schema, in one transaction.

    Raises:
        SchemaTooNew, SchemaTooOld: it cannot be.
        StorageError: something would be lost; it is left as it was.
    """
    await require_last_version(connection)
    # Cannot be changed within a transaction; it would check every row that is dropped.
    await connection.execute("PRAGMA foreign_keys = OFF")
    try:
        await connection.execute("BEGIN IMMEDIATE")
        scripts = [path.read_text(encoding="utf-8") for _, path in known]
        await replace_tables(connection, scripts, known[-1][0])
        await connection.commit()
    except BaseException:
        await connection.rollback()
        raise
    finally:
        await connection.execute("PRAGMA foreign_keys = ON")
    _log.info("the database was brought over from the old schema")
