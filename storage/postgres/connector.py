"""Connects to PostgreSQL: waits a little while for one that is away, and says what is wrong without the password."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.errors import DatabaseUnavailable, StorageError
from storage.postgres.values import PostgresRow, RowFactory, adapt

AWAY_SECONDS: Final = 5.0
"""How long those who ask wait for a database that is away: a restart of it takes less. Later ones fail at once."""

OLDEST: Final = 140_000
"""PostgreSQL 14: what Kiosk is tested with is newer."""

_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 1.0

_LOSSES: Final = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "11000",
    "application_name": "kiosk",
}
"""Either side notices within some ten seconds that the other one's machine is gone."""
_SERVER: Final = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"

_PASSING: Final = ("starting up", "shutting down", "recovery", "too many", "connection slots", "terminating")
"""In a refusal of the server's: may be over the next time."""

Session = psycopg.AsyncConnection[PostgresRow]


class Connector:
    """Opens connections.

    Args:
        url: `postgresql://…`; what it says itself goes before what Kiosk would like.

    Raises:
        StorageError: it cannot be read.
    """

    def __init__(self, url: str) -> None:
        try:
            self._said: Mapping[str, Any] = conninfo_to_dict(url)
        except psycopg.Error:
            # The reason may quote a part of the password.
            msg = "DATABASE_URL cannot be read as an address of PostgreSQL"
            raise StorageError(msg) from None
        self._away_since: float | None = None

    async def connected(self, *, writes: bool = False) -> Session:
        """A new connection, each statement of which is a transaction unless one is begun.

        Args:
            writes: whether it may write.

        Raises:
            DatabaseUnavailable: the database does not answer now.
            StorageError: it refuses.
        """
        pause = _FIRST_PAUSE
        while True:
            try:
                session = await self._connect(writes=writes)
            except DatabaseUnavailable:
                now = asyncio.get_running_loop().time()
                if self._away_since is None:
                    self._away_since = now
                if now - self._away_since >= AWAY_SECONDS:
                    raise
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                self._away_since = None
                return session

    async def _connect(self, *, writes: bool) -> Session:
        options = f"{_SERVER} -c default_transaction_read_only={'off' if writes else 'on'} {self._said.get('options', '')}"
        try:
            session = await psycopg.AsyncConnection[PostgresRow].connect(
                make_conninfo(**{**_LOSSES, **self._said, "options": options.strip()}),
                autocommit=True,
                row_factory=RowFactory,
            )
        except psycopg.Error as error:
            raise trouble(error, "the database cannot be reached") from error
        adapt(session.adapters)
        if session.info.server_version < OLDEST or session.info.parameter_status("server_encoding") != "UTF8":
            await session.close()
            msg = "the database cannot be used: PostgreSQL 14 or newer is needed, and a database with the encoding UTF8"
            raise StorageError(msg)
        return session


STATEMENT_ERRORS: Final = (
    psycopg.IntegrityError,
    psycopg.ProgrammingError,
    psycopg.DataError,
    psycopg.NotSupportedError,
)
"""What speaks of rows and statements, not of the database: waiting would not help."""


def trouble(error: psycopg.Error, what: str) -> StorageError:
    """What to raise when the database is the reason: in one line, since those of the driver have several."""
    text = " ".join(str(error).split())
    refused = "FATAL:" in text and not any(passing in text for passing in _PASSING)
    passes = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and not refused
    return (DatabaseUnavailable if passes else StorageError)(f"{what}: {text}")
