"""Files of a film on the disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from bot.catalog.spec import Media
from bot.delivery.media import film
from bot.delivery.media.clip_files import ClipFiles
from bot.delivery.media.film import JoinedFilms
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.domain.generation import Reference
from bot.domain.join import Join, JoinPiece, JoinProblem
from bot.errors import NotJoined

_HALF = 600_000
"""Bytes of a clip: more than half of a megabyte."""


class _Clips:
    """Clips of the same size each, in the folder as long as they are open."""

    def __init__(self, temp_files: TempFiles) -> None:
        self._temp_files = temp_files
        self.fetched = 0

    @asynccontextmanager
    async def open(self, _: Reference) -> AsyncIterator[tuple[Path, MediaInfo]]:
        """One more."""
        self.fetched += 1
        with self._temp_files.file(".mp4") as path:
            path.write_bytes(bytes(_HALF))
            yield path, MediaInfo(mime_type="video/mp4", size=_HALF, seconds=1.0, width=320, height=180)


async def test_files_that_are_too_large_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third of four clips is not fetched any more, it is said why, and nothing stays on the disk."""
    monkeypatch.setattr(film, "MOST_MEGABYTES", 1)
    temp_files = TempFiles(tmp_path / "temporary")
    clips = _Clips(temp_files)
    films = JoinedFilms(cast("ClipFiles", clips), temp_files, SubprocessRunner())
    pieces = tuple(
        JoinPiece(reference=Reference(file_id=str(number), media=Media.VIDEO)) for number in range(4)
    )
    join = Join(
        person_id=1, chat_id=1, language="en", created_at=datetime(2026, 1, 1, tzinfo=UTC), clips=pieces
    )
    with pytest.raises(NotJoined) as refused:
        async with films.make(join):
            pass
    assert refused.value.problem == JoinProblem.TOO_LARGE
    assert clips.fetched == 2
    assert list((tmp_path / "temporary").iterdir()) == []
