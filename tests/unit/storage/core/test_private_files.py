"""Other users of the machine read nothing of the data."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.core.database import Database
from storage.core.private_files import make_private


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    """Files are readable for all unless someone sees to it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


async def test_new_files(tmp_path: Path) -> None:
    """Made for their owner alone from the first byte on, those of SQLite's own included."""
    path = tmp_path / "deep" / "data" / "kiosk.db"
    database = await Database.open(path)
    try:
        assert {one.name for one in path.parent.iterdir()} == {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm"}
        assert [rights(one) for one in path.parent.iterdir()] == [0o600] * 3
        assert rights(path.parent) == 0o700
    finally:
        await database.close()


async def test_what_an_earlier_version_left(tmp_path: Path) -> None:
    """Corrected at the next start: the database, what lies beside it, the secret, backups and media."""
    path = tmp_path / "data" / "kiosk.db"
    path.parent.mkdir()
    await (await Database.open(path)).close()
    (path.parent / "secret.key").write_text("a-secret", encoding="ascii")
    (path.parent / "kiosk.db.before").write_bytes(b"an older one")
    for folder in ("backups", "media"):
        (path.parent / folder).mkdir()
        (path.parent / folder / "one").touch()
    for one in (path.parent, *path.parent.rglob("*")):
        one.chmod(0o755 if one.is_dir() else 0o644)
    await (await Database.open(path)).close()
    for one in path.parent.rglob("*"):
        assert rights(one) == (0o700 if one.is_dir() else 0o600), one
    assert rights(path.parent) == 0o700


@pytest.mark.parametrize("other", ["README.md", "src", ".git", "photos.db"])
def test_a_folder_that_is_not_ours_alone_stays_open(tmp_path: Path, other: str) -> None:
    """A home, a project, /tmp: others have a right to enter; the files of ours are closed all the same."""
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    (folder / other).touch(mode=0o644)
    make_private(folder / "kiosk.db")
    assert rights(folder) == 0o755
    assert rights(folder / other) == 0o644
    assert rights(folder / "kiosk.db") == 0o600


def test_stricter_rights_stay(tmp_path: Path) -> None:
    """Rights are taken, never given."""
    path = tmp_path / "data" / "kiosk.db"
    make_private(path)
    path.parent.chmod(0o500)
    make_private(path)
    assert rights(path.parent) == 0o500
    path.parent.chmod(0o700)


def test_another_owners_file_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A volume that takes no rights stops nothing, and the log says who may be reading."""

    def refused(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(path), mode)

    path = tmp_path / "kiosk.db"
    path.touch(mode=0o644)
    monkeypatch.setattr(Path, "chmod", refused)
    make_private(path)
    assert "others may be able to read" in caplog.text
    assert "Operation not permitted" in caplog.text
