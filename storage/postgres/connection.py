"""A connection of PostgreSQL's with the methods of aiosqlite's that `storage` uses, and its SQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from storage.postgres.connector import Session
from storage.postgres.dialect import statement
from storage.postgres.values import Parameters, PostgresRow, plain


class PostgresConnection:
    """Carries out Kiosk's statements within the transaction that is open.

    Args:
        session: the connection.

    Attributes:
        has_written: whether a row was inserted, changed or deleted.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.has_written = False

    async def execute(self, sql: str, parameters: Parameters = ()) -> psycopg.AsyncCursor[PostgresRow]:
        """Carry out a statement; see aiosqlite's."""
        # The empty list says that % is written twice.
        with _without_rows():
            cursor = await self._session.execute(statement(sql).encode(), plain(parameters))
        self._note(cursor)
        return cursor

    async def execute_fetchall(self, sql: str, parameters: Parameters = ()) -> Sequence[PostgresRow]:
        """Carry out a statement, and return its rows; see aiosqlite's."""
        cursor = await self.execute(sql, parameters)
        return await cursor.fetchall() if cursor.description is not None else []

    async def executemany(
        self, sql: str, parameters: Iterable[Parameters]
    ) -> psycopg.AsyncCursor[PostgresRow]:
        """Carry out a statement with each of several values; see aiosqlite's."""
        cursor = self._session.cursor()
        with _without_rows():
            await cursor.executemany(statement(sql).encode(), [plain(one) for one in parameters])
        self._note(cursor)
        return cursor

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Insert many rows; returns their number."""
        number = 0
        with _without_rows():
            async with (
                self._session.cursor() as cursor,
                cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as writing,
            ):
                for row in rows:
                    await writing.write_row(row)
                    number += 1
        self.has_written = self.has_written or number > 0
        return number

    async def read_all(
        self, table: str, columns: Sequence[str], *, at_once: int
    ) -> AsyncIterator[PostgresRow]:
        """Every row of a table, of which only some are in memory."""
        async with self._session.cursor("all_rows") as cursor:
            await cursor.execute(f"SELECT {', '.join(columns)} FROM {table}".encode())
            while rows := await cursor.fetchmany(at_once):
                for row in rows:
                    yield row

    def _note(self, cursor: psycopg.AsyncCursor[PostgresRow]) -> None:
        if cursor.rowcount > 0 and (cursor.statusmessage or "").startswith(("INSERT", "UPDATE", "DELETE")):
            self.has_written = True


@contextmanager
def _without_rows() -> Iterator[None]:
    """An error says what is wrong, not with which row: that is no one's who reads a log."""
    try:
        yield
    except psycopg.Error as error:
        if error.diag.message_primary is not None:
            error.args = (error.diag.message_primary,)
        raise
