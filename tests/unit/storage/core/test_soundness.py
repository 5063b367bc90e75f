"""A damaged file is noticed when it is opened, not in the middle of a step."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.core import soundness
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.fake_clock import FakeClock
from tests.support.store_setup import funded_account

NOT_A_DATABASE = b"something else, but long enough to have a header" * 200
JUNK = {"zeros": b"\0", "ones": b"\xff", "letters": b"kiosk"}


@pytest.fixture
async def written(tmp_path: Path, clock: FakeClock) -> Path:
    """A database with some rows, closed, in one file."""
    path = tmp_path / "kiosk.db"
    database = await Database.open(path)
    await funded_account(SqliteStore(database, clock), 7, 55)
    await database.close()
    return path


def roots(path: Path, kind: str) -> dict[str, int]:
    """The root page of each table or index."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(
            connection.execute(
                "SELECT name, rootpage FROM sqlite_schema WHERE type = ? AND rootpage > 1", (kind,)
            ).fetchall()
        )


def overwritten(path: Path, page: int, junk: bytes) -> Path:
    """A copy in which one page is something else."""
    copy = path.with_name(f"damaged-{page}.db")
    shutil.copy(path, copy)
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with copy.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write((junk * size)[:size])
    return copy


@pytest.mark.parametrize("junk", list(JUNK))
@pytest.mark.parametrize("kind", ["table", "index"])
async def test_a_destroyed_root_page(written: Path, kind: str, junk: str) -> None:
    """Of any table and any index: one line that says what to do."""
    for name, page in roots(written, kind).items():
        with pytest.raises(StorageError, match=r"is damaged .* restore a backup") as error:
            await Database.open(overwritten(written, page, JUNK[junk]))
        assert "\n" not in str(error.value), name


async def test_a_large_file_is_entered_at_every_table(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where checking every page would take too long."""
    monkeypatch.setattr(soundness, "CHECKED_BYTES", 0)
    for page in roots(written, "table").values():
        with pytest.raises(StorageError, match="is damaged"):
            await Database.open(overwritten(written, page, b"\0"))
    await (await Database.open(written)).close()


async def test_half_a_file(written: Path) -> None:
    """A copy that broke off, a disk that was full."""
    size = (await asyncio.to_thread(written.stat)).st_size
    for part in (size - 4096, size // 2):
        os.truncate(written, part)
        with pytest.raises(StorageError, match=r"kiosk\.db"):
            await Database.open(written)


def written_as(folder: Path, content: bytes) -> Path:
    """A file where the database should be."""
    path = folder / "kiosk.db"
    path.write_bytes(content)
    return path


async def test_what_is_no_database(tmp_path: Path) -> None:
    """A file of something else is refused and left as it is."""
    path = written_as(tmp_path, NOT_A_DATABASE)
    with pytest.raises(StorageError):
        await Database.open(path)
    assert await asyncio.to_thread(path.read_bytes) == NOT_A_DATABASE
