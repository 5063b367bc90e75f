"""The backup: sound, alone, for its owner's eyes, and never half there."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.backup import back_up, default_target
from storage.database import Database


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    """A database in WAL mode whose newest commit is still in the write-ahead log, kept open by a writer."""
    path = tmp_path / "data" / "kiosk.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("PRAGMA wal_autocheckpoint = 0")
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
    """Under an open transaction: what was committed is there, what was not is not, and nobody waits."""
    target = tmp_path / "copy.db"
    assert back_up(source, target) == target.stat().st_size
    assert lines(target) == [1]


def test_one_file_for_its_owner(source: Path, tmp_path: Path) -> None:
    """Nobody else may read it, and nothing else lies beside it."""
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
