"""What many tests share: a clock, and the books in memory and on disk."""

from __future__ import annotations

import logging
import shutil
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import structlog
from hypothesis import HealthCheck, settings

from tests.support.fake_clock import FakeClock

if TYPE_CHECKING:
    from bot.ports import Store
    from storage.core.database import Database

# No example is judged by how fast a busy machine makes or runs it.
settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")


@pytest.fixture(autouse=True)
def _logs_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever sets the process's logs up in a test gives them back: they are everybody's. Until then they are plain."""
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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def empty_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database that has seen every migration, and nothing else."""
    from storage.core.database import Database

    path: Path = tmp_path_factory.mktemp("books") / "kiosk.db"
    await (await Database.open(path)).close()
    return path


@pytest.fixture
async def database(empty_books: Path, tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database on disk: a copy, since the migrations take a tenth of a second."""
    from storage.core.database import Database

    opened = await Database.open(Path(shutil.copy(empty_books, tmp_path / "kiosk.db")))
    yield opened
    await opened.close()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, clock: FakeClock) -> Store:
    """The books, once in memory and once on disk."""
    if request.param == "memory":
        from tests.support.memory_store import MemoryStore

        return MemoryStore(clock)
    from storage.store import SqliteStore

    return SqliteStore(request.getfixturevalue("database"), clock)
