"""`python -m bot backup`: one file that holds everything that was committed, made while the bot runs.

SQLite's own backup copies one moment's pages; in WAL mode no one waits for it, and it waits for no one
(https://www.sqlite.org/backup.html). The copy is checked before it gets its name.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StorageError

FOLDER = "backups"
_OWN_FILES = ("", "-wal", "-shm", "-journal")


def default_target(source: Path) -> Path:
    """A name that tells when, in a folder beside the database."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return source.parent / FOLDER / f"{source.stem}-{moment}.db"


def back_up(source: Path, target: Path) -> int:
    """Copy the database at `source` to `target`; a file that is already there is replaced in one step.

    The copy is readable for its owner only, and stands alone: no write-ahead log belongs to it.

    Returns:
        Its size in bytes.

    Raises:
        StorageError: there is no database, it cannot be read, the copy cannot be written or is not sound, or a
            database that is in use stands at `target`. Whatever stood there is left as it was.
    """
    if not source.is_file():
        msg = f"there is no database at {source}"
        raise StorageError(msg)
    _require_free(source, target)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _copy(source, unfinished)
            _require_sound(unfinished)
            _make_durable(unfinished)
            unfinished.replace(target)
        finally:
            for ending in _OWN_FILES:
                Path(f"{unfinished}{ending}").unlink(missing_ok=True)
        _make_durable(target.parent)
        return target.stat().st_size
    except (OSError, sqlite3.Error) as error:
        msg = f"no backup at {target}: {error}"
        raise StorageError(msg) from error


def _require_free(source: Path, target: Path) -> None:
    """Nothing is put in the place of a database that is open: its log would be played into the copy."""
    own = {Path(f"{source.resolve()}{ending}") for ending in _OWN_FILES}
    if target.resolve() in own or (target.exists() and target.samefile(source)):
        msg = f"{target} is the database itself"
        raise StorageError(msg)
    if Path(f"{target}-wal").exists():
        msg = f"{target} is a database in use: {target.name}-wal lies beside it"
        raise StorageError(msg)


def _copy(source: Path, unfinished: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        # All pages in one step: a copy made in several would begin again at every commit.
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _require_sound(unfinished: Path) -> None:
    with closing(sqlite3.connect(f"{unfinished.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        complaint = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphan = copy.execute("PRAGMA foreign_key_check").fetchone()
        schema = copy.execute("PRAGMA user_version").fetchone()[0]
    if complaint != "ok" or orphan is not None:
        msg = f"the copy is not sound: {complaint if orphan is None else 'a row refers to nothing'}"
        raise StorageError(msg)
    if schema == 0:
        msg = "what was copied is not a database of Kiosk's"
        raise StorageError(msg)


def _make_durable(path: Path) -> None:
    """What is at this path survives a power cut from now on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
