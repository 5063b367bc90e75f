"""Who may read the data: its owner alone. Prompts, and what opens everything else, lie there."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_log = logging.getLogger(__name__)

_FILE: Final = 0o600
_FOLDER: Final = 0o700
_FOLDERS: Final = ("backups", "media")
_SECRET: Final = "secret.key"  # noqa: S105  a file's name


def make_private(database: Path) -> None:
    """Take the data of a database away from other users of the machine, before a byte is written.

    The database is made when it is missing: SQLite gives the files beside it the same rights. What an earlier version or a
    copy by hand has left readable is corrected. The folder itself is closed only where it holds nothing but our own
    files: it may as well be a home or a project, which others have a right to enter.

    Raises:
        OSError: the folder or the database cannot be made. What belongs to another user is reported and left alone.
    """
    folder = database.parent
    folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, _FILE))
    for path in _own_files(database):
        _restrict(path, _FOLDER if path.is_dir() else _FILE)
    if all(_is_own(path.name, database.name) for path in folder.iterdir()):
        _restrict(folder, _FOLDER)


def _own_files(database: Path) -> Iterator[Path]:
    folder = database.parent
    yield from (path for path in folder.iterdir() if path.name.startswith((database.name, _SECRET)))
    for name in _FOLDERS:
        inner = folder / name
        if inner.is_dir():
            yield inner
            yield from (path for path in inner.iterdir() if path.is_file())


def _is_own(name: str, database: str) -> bool:
    return name in _FOLDERS or name.lstrip(".").startswith((database, _SECRET)) or name.endswith(".lock")


def _restrict(path: Path, mode: int) -> None:
    """Take rights away, never give any."""
    try:
        now = stat.S_IMODE(path.stat().st_mode)
        if now & ~mode:
            path.chmod(now & mode)
    except OSError as error:
        _log.warning("others may be able to read %s: %s", path, error.strerror)
