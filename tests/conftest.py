"""What many tests share: a clock, and an empty database."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.support.fake_clock import FakeClock

if TYPE_CHECKING:
    from bot.ports import Store
    from storage.core.database import Database
    from tests.support.postgres import PostgresServer

# No example is judged by how fast a busy machine makes or runs it.
settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")

# Searching for garbage among what was imported for good takes a third of all time.
gc.disable()


def pytest_collection_finish() -> None:
    """Everything is imported, and stays: from now on only what tests make is searched for garbage."""
    gc.collect()
    gc.freeze()
    gc.enable()


_ON_BOTH = re.compile(r"tests/(contract/test_|unit/ledger/|unit/storage/(?!core/|test_))")
"""Where what `storage` promises is tested: on PostgreSQL as on SQLite."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have the suites of storage run on both databases."""
    if "database" not in metafunc.fixturenames or not _ON_BOTH.search(metafunc.definition.nodeid):
        return
    if metafunc.definition.get_closest_marker("sqlite_only") is None:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(autouse=True)
def _logs_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that configures the process's logs restores them: they are shared. Until then they are plain."""
    configure = structlog.configure
    # A logger that remembers its configuration cannot be given back.
    monkeypatch.setattr(
        structlog, "configure", lambda **how: configure(**how | {"cache_logger_on_first_use": False})
    )
    # Drawing a traceback with every variable, as structlog does by default, takes seconds.
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, plain])
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of PostgreSQL's; started when it is asked for something."""
    from tests.support.postgres import PostgresServer

    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def portable_statements(postgres: PostgresServer) -> Iterator[set[str]]:
    """Collects statements; at the end of the session PostgreSQL has to understand each of them."""
    statements: set[str] = set()
    yield statements
    if statements:
        complaints = postgres.schema.complaints(sorted(statements))
        assert not complaints, "\n".join(complaints)


@pytest.fixture
async def database(
    request: pytest.FixtureRequest, tmp_path: Path, portable_statements: set[str], postgres: PostgresServer
) -> AsyncGenerator[Database]:
    """An empty database: of SQLite's, and for the suites of storage of PostgreSQL's as well.

    Whatever a test lets `storage` do, none of it may be planned as a scan of a table that grows, PostgreSQL understands
    it as well, and the sums that are kept are those that counting anew finds.
    """
    from tests.support.database import empty_database
    from tests.support.query_plans import recorded, scans
    from tests.support.recount import kept_and_recounted

    if getattr(request, "param", "sqlite") == "postgres":
        from storage.postgres.database import PostgresDatabase

        on_postgres = await PostgresDatabase.connect(postgres.schema.url)
        yield on_postgres
        await on_postgres.close()
        postgres.schema.empty()
        return
    path = tmp_path / "kiosk.db"
    with recorded() as statements:
        opened = await empty_database(path)
        yield opened
    await opened.close()
    portable_statements.update(statements)
    assert scans(path, statements) == []
    kept, counted = kept_and_recounted(path)
    assert kept == counted


@pytest.fixture
def store(database: Database, clock: FakeClock) -> Store:
    """The store on an empty database."""
    from storage.store import SqliteStore

    return SqliteStore(database, clock)
