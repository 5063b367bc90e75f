"""PostgreSQL in place of the SQLite file: one process, one writer, readers beside it. Imported only for such a database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, Self, cast

import psycopg

from bot.errors import DatabaseUnavailable, DataInUse, StorageError
from storage.core.database import APPLICATION_ID, PEOPLE_READERS, Database, Reader
from storage.postgres.connection import PostgresConnection
from storage.postgres.connector import STATEMENT_ERRORS, Connector, Session, trouble
from storage.postgres.schema import VERSION_TABLE, migrate

if TYPE_CHECKING:
    import sqlite3

    import aiosqlite

_log = logging.getLogger(__name__)

OWNER_SECONDS: Final = 5.0
"""How long a process that has just been killed is waited for: the server ends its connection when it notices."""

UNCERTAIN_SECONDS: Final = 60.0
"""How long it is asked whether a transaction was committed whose answer was lost, while the database is away."""

_PAUSE_SECONDS: Final = 0.1
_LOCK: Final = f"SELECT pg_try_advisory_lock({APPLICATION_ID}, 1)".encode()
"""Belongs to the connection that writes: who holds it is the one process that may."""
_DURABLE: Final = b"SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
"""A server that says it committed before it has may forget, in a crash, that something was paid or ordered."""
_BEGIN: Final = b"BEGIN; SELECT pg_current_xact_id()::text"


class PostgresReader(Reader):
    """Reads committed rows over a few connections, opened when they are needed, and again after they were lost.

    Args:
        connector: opens them.
        width: how many.
    """

    def __init__(self, connector: Connector, width: int) -> None:
        self._connector = connector
        self._unused: list[Session | None] = [None] * width
        self._places = asyncio.Semaphore(width)
        self.on_failure: Callable[[str], object] = lambda _: None

    async def rows(self, sql: str, parameters: Iterable[Any] = ()) -> Sequence[sqlite3.Row]:
        """Read committed rows.

        Raises:
            StorageError: the database cannot be read.
        """
        async with self._places:
            session = self._unused.pop()
            try:
                if session is not None and not session.closed:
                    try:
                        return await _read(session, sql, parameters)
                    except psycopg.OperationalError:
                        if not session.closed:
                            raise
                session = None
                session = await self._connector.connected()
                return await _read(session, sql, parameters)
            except STATEMENT_ERRORS:
                raise
            except psycopg.Error as error:
                failure = trouble(error, "the database cannot be read")
                self.on_failure(str(failure))
                raise failure from error
            except StorageError as error:
                self.on_failure(str(error))
                raise
            finally:
                self._unused.append(session)

    async def close(self) -> None:
        """Close the connections."""
        for session in self._unused:
            if session is not None:
                await session.close()


async def _read(session: Session, sql: str, parameters: Iterable[Any]) -> Sequence[sqlite3.Row]:
    return cast("Sequence[sqlite3.Row]", await PostgresConnection(session).execute_fetchall(sql, parameters))


class PostgresDatabase(Database):
    """A database of PostgreSQL's, with the promises of the SQLite file: one transaction at a time, of one process."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._session: Session | None = None
        self._people = PostgresReader(connector, PEOPLE_READERS)
        self.reports = PostgresReader(connector, 1)
        self.checkouts = PostgresReader(connector, 1)
        self._line = asyncio.Lock()
        self._turn = asyncio.Lock()
        self._vain = 0
        self._gathered = None  # every write is a transaction of its own
        self._on_outcome: Callable[[str | None], object] = lambda _: None

    @classmethod
    async def connect(cls, url: str) -> Self:
        """Connect, become the one process that writes, and bring the schema up to date.

        Raises:
            DatabaseUnavailable: the database does not answer now.
            DataInUse: another process is connected.
            StorageError: it cannot be used.
            SchemaTooNew: a newer Kiosk wrote it.
        """
        opened = cls(Connector(url))
        try:
            await migrate(await opened._owner())
        except psycopg.Error as error:
            await opened.close()
            raise trouble(error, "the database cannot be brought up to date") from error
        except BaseException:
            await opened.close()
            raise
        return opened

    async def close(self) -> None:
        """Close all connections; the next process may begin."""
        for reader in (self._people, self.reports, self.checkouts):
            await reader.close()
        if self._session is not None:
            await self._session.close()

    @asynccontextmanager
    async def transaction(self, *, ahead: bool = False) -> AsyncGenerator[aiosqlite.Connection]:
        """A writing transaction: committed when the block ends, rolled back when it raises. See `Database.transaction`.

        Whether it was committed is asked anew when the answer to that is lost, so that nothing counts as done that is not.

        Raises:
            StorageError: it cannot begin, be carried out or be committed: the database is away, full or does not let
                this process write.
        """
        vain = self._vain
        async with nullcontext() if ahead else self._line, self._turn:
            if self._vain != vain:  # the database has just been waited for; it is away for all
                msg = "the database cannot be written to: another transaction has just waited in vain"
                raise DatabaseUnavailable(msg)
            try:
                session, number = await self._open_transaction()
                connection = PostgresConnection(session)
                # Has those methods of aiosqlite's that `storage` uses.
                yield cast("aiosqlite.Connection", connection)
                await self._commit(session, number)
            except STATEMENT_ERRORS:
                await self._roll_back()
                raise
            except psycopg.Error as error:
                await self._roll_back()
                failure = trouble(error, "the database cannot be written to")
                self._on_outcome(str(failure))
                raise failure from error
            except BaseException:
                await self._roll_back()
                raise
            if connection.has_written:
                self._on_outcome(None)

    async def next_id(self, table: str) -> int:
        """An id for a row of this table. Raises StorageError."""
        async with self.transaction() as connection:
            rows = await connection.execute_fetchall(
                "SELECT nextval(pg_get_serial_sequence(?, 'id')) AS id", (table,)
            )
        return int(next(iter(rows))["id"])

    async def _open_transaction(self) -> tuple[Session, str]:
        """Begin one; returns its number, too."""
        session = self._session
        if session is not None and not session.closed:
            try:
                return session, await _begun(session)
            except psycopg.OperationalError:
                if not session.closed:
                    raise
        try:
            session = await self._owner()
        except StorageError as error:
            self._vain += 1
            self._on_outcome(str(error))
            raise
        return session, await _begun(session)

    async def _owner(self) -> Session:
        """A new connection that holds the lock of the one process that writes; it takes the place of the former one.

        Raises:
            DatabaseUnavailable: the database does not answer now.
            DataInUse: another process holds the lock.
        """
        session = await self._connector.connected(writes=True)
        loop = asyncio.get_running_loop()
        until = loop.time() + OWNER_SECONDS
        try:
            while not await _locked(session):
                if loop.time() >= until:
                    msg = "the database is in use by another process of Kiosk's: stop that one first"
                    raise DataInUse(msg)
                await asyncio.sleep(_PAUSE_SECONDS)
            await session.execute(_DURABLE)
        except BaseException:
            await session.close()
            raise
        if self._session is not None:
            await self._session.close()
            _log.info("connected to the database again")
        self._session = session
        return session

    async def _commit(self, session: Session, number: str) -> None:
        try:
            answer = await session.execute("COMMIT")
        except psycopg.OperationalError:
            if session.closed and await self._was_committed(number):
                return
            raise
        # Otherwise a statement failed, and what came after it went on all the same.
        if answer.statusmessage != "COMMIT":
            msg = "the transaction was not committed: one of its statements had failed"
            raise StorageError(msg)

    async def _was_committed(self, number: str) -> bool:
        """What has become of a transaction whose connection was lost. The server has ended it: its lock is free."""
        loop = asyncio.get_running_loop()
        until = loop.time() + UNCERTAIN_SECONDS
        while True:
            try:
                session = await self._owner()
                row = await (
                    await session.execute("SELECT pg_xact_status(%s::text::xid8)", [number])
                ).fetchone()
            except (psycopg.Error, DatabaseUnavailable) as error:
                if loop.time() >= until:
                    _log.warning(
                        "whether a transaction was committed is not known: the database is away: %s", error
                    )
                    return False
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return row is not None and row[0] == "committed"

    async def _roll_back(self) -> None:
        """Undo what the transaction did. What is on a connection that was lost, the server undoes."""
        if self._session is None or self._session.closed:
            return
        try:
            if self._session.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                await self._session.execute("ROLLBACK")
        except psycopg.Error as error:
            _log.warning("a transaction could not be rolled back, its connection is closed: %s", error)
            await self._session.close()

    async def can_write(self) -> bool:
        """Whether a transaction that writes a row goes through now."""
        try:
            async with self.transaction() as connection:
                await connection.execute(f"UPDATE {VERSION_TABLE} SET version = version")
        except (StorageError, psycopg.Error):
            return False
        return True


async def _begun(session: Session) -> str:
    cursor = await session.execute(_BEGIN)
    cursor.nextset()
    row = await cursor.fetchone()
    if row is None:
        raise KeyError("pg_current_xact_id")  # never: the server gives every one a number
    return str(row[0])


async def _locked(session: Session) -> bool:
    row = await (await session.execute(_LOCK)).fetchone()
    return row is not None and bool(row[0])
