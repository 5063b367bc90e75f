"""Makes the files that tasks point at, at the first request, and keeps each one made."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path

from bot.sandbox.kie import pictures, sounds, videos
from bot.sandbox.kie.prompt_reading import Kind, Shot

BIG_FILE_BYTES = 45 * 1024 * 1024
"""Size of a big file: near Telegram's 50 MB for uploads by bots."""


class MediaGenerator:
    """A folder of finished media, one file per different shot.

    Args:
        folder: where files are written; its creator removes it.
        find_reference: turns a reference's address into the uploaded file, or None for foreign addresses.

    """

    def __init__(self, folder: Path, find_reference: Callable[[str], Path | None]) -> None:
        self._folder = folder
        self._find_reference = find_reference
        self._locks: dict[Path, asyncio.Lock] = {}

    async def make(self, shot: Shot) -> Path:
        """Return the file of a shot, made in a worker thread the first time."""
        path = self._folder / f"{hashlib.sha256(repr(shot).encode()).hexdigest()[:24]}.{shot.suffix}"
        async with self._locks.setdefault(path, asyncio.Lock()):
            if not path.exists():
                references = [found for url in shot.references if (found := self._find_reference(url))]
                await asyncio.to_thread(_make, shot, path, references)
        return path

    async def make_big(self, shot: Shot) -> Path:
        """Return a big MP4 of a shot; it plays like the small one."""
        small = await self.make(shot)
        path = small.with_name(f"big-{small.name}")
        async with self._locks.setdefault(path, asyncio.Lock()):
            if not path.exists():
                await asyncio.to_thread(
                    _under_final_name, path, lambda part: videos.pad(small, part, BIG_FILE_BYTES)
                )
        return path


def _make(shot: Shot, path: Path, references: list[Path]) -> None:
    match shot.kind:
        case Kind.VIDEO:
            _under_final_name(path, lambda part: videos.film(shot, part, references))
        case Kind.IMAGE:
            _under_final_name(path, pictures.draw_picture(shot, references).save)
        case Kind.CUTOUT:
            _under_final_name(path, pictures.draw_cutout(shot, references).save)
        case _:
            _under_final_name(path, lambda part: sounds.record(shot, part))


def _under_final_name(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside and rename, so that a file under its final name is always whole."""
    part = path.with_name(f"part-{path.name}")
    write(part)
    part.rename(path)
