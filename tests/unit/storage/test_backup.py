"""The backup: sound, alone, readable by its owner alone, and never half there."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.backup import back_up, default_target
from storage.core.database import Database


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    """A database in WAL mode whose newest commit is still in the write-ahead log, kept open by a writer."""
    path = tmp_path / "data" / "kiosk.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("PRAGMA user_version = 1")
        writer.execute("CREATE TABLE lines (number INTEGER PRIMARY KEY)")
        writer.execute("INSERT INTO lines VALUES (1)")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO lines VALUES (2)")
        yield path
        writer.execute("ROLLBACK")


def lines(path: Path) -> list[int]:
    """What a copy holds."""
    with closing(sqlite3.connect(path)) as copy:
        return [row[0] for row in copy.execute("SELECT number FROM lines")]


def test_holds_what_was_committed(source: Path, tmp_path: Path) -> None:
    """Under an open transaction: what was committed is there, what was not is not, and no one waits."""
    target = tmp_path / "copy.db"
    assert back_up(source, target) == target.stat().st_size
    assert lines(target) == [1]


def test_one_file_for_its_owner(source: Path, tmp_path: Path) -> None:
    """No other person may read it, and nothing else lies beside it."""
    folder = tmp_path / "backups"
    back_up(source, folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600


def test_replaces_the_one_before(source: Path, tmp_path: Path) -> None:
    """The same name may be used every night."""
    target = tmp_path / "nightly.db"
    target.write_bytes(b"an older one")
    back_up(source, target)
    assert lines(target) == [1]


def test_a_broken_database_replaces_nothing(tmp_path: Path) -> None:
    """What cannot be copied or is not sound leaves the backup of yesterday as it was, and no half copy."""
    source, target = tmp_path / "kiosk.db", tmp_path / "nightly.db"
    source.write_bytes(b"this is no database at all, whatever its name says" * 100)
    target.write_bytes(b"yesterday")
    with pytest.raises(StorageError):
        back_up(source, target)
    assert target.read_bytes() == b"yesterday"
    assert {path.name for path in tmp_path.iterdir()} == {"kiosk.db", "nightly.db"}


def test_rows_that_refer_to_nothing_are_no_backup(tmp_path: Path) -> None:
    """A copy whose pages are well but whose rows are torn apart is refused."""
    source = tmp_path / "kiosk.db"
    with closing(sqlite3.connect(source)) as writer, writer:
        writer.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        writer.execute("CREATE TABLE b (a INTEGER REFERENCES a (id))")
        writer.execute("INSERT INTO b VALUES (7)")
    with pytest.raises(StorageError, match="refers to nothing"):
        back_up(source, tmp_path / "copy.db")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_never_over_the_database_itself(source: Path, ending: str) -> None:
    """A slip in --to does not cost the database."""
    with pytest.raises(StorageError, match="is the database itself"):
        back_up(source, Path(f"{source}{ending}"))
    assert lines(source) == [1]


def test_never_over_the_database_by_another_name(source: Path, tmp_path: Path) -> None:
    """Nor is it lost to a link that leads to it."""
    hard, soft = tmp_path / "hard.db", tmp_path / "soft.db"
    hard.hardlink_to(source)
    soft.symlink_to(source)
    for target in (hard, soft):
        with pytest.raises(StorageError, match="is the database itself"):
            back_up(source, target)


async def test_never_over_another_open_database(source: Path, tmp_path: Path) -> None:
    """Another bot's database is not replaced under its feet."""
    other = tmp_path / "other.db"
    opened = await Database.open(other)
    try:
        with pytest.raises(StorageError, match="is a database in use"):
            back_up(source, other)
    finally:
        await opened.close()


def test_an_empty_file_is_no_database(tmp_path: Path) -> None:
    """A wrong path to an empty file is not called a backup."""
    source = tmp_path / "kiosk.db"
    source.touch()
    with pytest.raises(StorageError, match="not a database of Kiosk's"):
        back_up(source, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == [source]


def test_where_nothing_can_be_written(source: Path) -> None:
    """A target below a file is refused in one line."""
    with pytest.raises(StorageError, match="no backup at"):
        back_up(source, source / "copy.db")


def test_what_a_killed_process_left(source: Path, tmp_path: Path) -> None:
    """Rows that only the write-ahead log of a dead process holds are in the copy."""
    left = tmp_path / "left"
    left.mkdir()
    for name in ("kiosk.db", "kiosk.db-wal"):
        (left / name).write_bytes((source.parent / name).read_bytes())
    assert b"lines" not in (left / "kiosk.db").read_bytes()
    back_up(left / "kiosk.db", tmp_path / "copy.db")
    assert lines(tmp_path / "copy.db") == [1]


async def test_restored_over_what_a_killed_process_left(database: Database, tmp_path: Path) -> None:
    """As the operator's guide says: the old log deleted, the copy put in place, and the bot opens that moment."""
    source, copy, left = tmp_path / "kiosk.db", tmp_path / "copy.db", tmp_path / "left"
    back_up(source, copy)
    async with database.transaction() as connection:
        await connection.execute("CREATE TABLE written_since (number INTEGER)")
    left.mkdir()
    for name in ("kiosk.db", "kiosk.db-wal", "kiosk.db-shm"):
        (left / name).write_bytes((tmp_path / name).read_bytes())
    for name in ("kiosk.db-wal", "kiosk.db-shm"):
        (left / name).unlink()
    (left / "kiosk.db").write_bytes(copy.read_bytes())
    restored = await Database.open(left / "kiosk.db")
    try:
        assert await restored.row("SELECT 1 FROM sqlite_master WHERE name = 'written_since'") is None
        assert (await restored.rows("PRAGMA integrity_check"))[0][0] == "ok"
        assert await restored.is_writable()
    finally:
        await restored.close()


def test_while_it_is_written_to(source: Path, tmp_path: Path) -> None:
    """Copies taken while a person commits pair after pair hold whole pairs, and writers are not refused."""
    path, stopping, wrote = tmp_path / "busy.db", threading.Event(), threading.Semaphore(0)
    back_up(source, path)

    def write() -> int:
        number = 1
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as writer:
            writer.execute("PRAGMA journal_mode = WAL")
            while not stopping.is_set():
                pair = f"({number + 1}), ({number + 2})"
                writer.executescript(f"BEGIN IMMEDIATE; INSERT INTO lines VALUES {pair}; COMMIT;")
                number += 2
                wrote.release()
        return number

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            for copy in (tmp_path / "1.db", tmp_path / "2.db", tmp_path / "3.db"):
                assert wrote.acquire(timeout=30)
                back_up(path, copy)
                assert len(lines(copy)) % 2 == 1
                assert lines(copy) == list(range(1, len(lines(copy)) + 1))
        finally:
            stopping.set()
        written = writing.result()
    assert lines(path) == list(range(1, written + 1))


def test_no_database(tmp_path: Path) -> None:
    """Where there is none, none is made."""
    with pytest.raises(StorageError, match="there is no database"):
        back_up(tmp_path / "kiosk.db", tmp_path / "copy.db")
    assert not list(tmp_path.iterdir())


async def test_is_a_database_of_ours(database: Database, tmp_path: Path) -> None:
    """A backup opens as the bot opens its own file, at the same schema."""
    source = Path((await database.rows("PRAGMA database_list"))[0]["file"])
    target = tmp_path / "restored" / "kiosk.db"
    back_up(source, target)
    version = (await database.rows("PRAGMA user_version"))[0][0]
    restored = await Database.open(target)
    try:
        assert (await restored.rows("PRAGMA user_version"))[0][0] == version
    finally:
        await restored.close()


def test_each_has_a_name_of_its_own(tmp_path: Path) -> None:
    """Without --to it lies in a folder beside the database, under a name that tells when."""
    first, second = default_target(tmp_path / "kiosk.db"), default_target(tmp_path / "kiosk.db")
    assert first.parent == tmp_path / "backups"
    assert first.name.startswith("kiosk-2")
    assert first <= second
