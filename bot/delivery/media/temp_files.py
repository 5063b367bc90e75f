"""Temporary files: one folder, emptied at start, each file removed after use."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.errors import KioskError

ROOM: Final = 2 * 1024**3
"""Bytes of all temporary files together, by default."""
_BUFFER: Final = 1024 * 1024
"""Bytes gathered before they are written: one hop to a thread per megabyte."""


class TempFiles:
    """A folder of our own for files that live as long as one delivery."""

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        """Args: folder: ours alone. room: bytes that all files together may take."""
        self._folder = folder.absolute()
        self._room = room
        self._taken = 0

    def clean(self) -> None:
        """Make the folder and remove what a dead process has left in it. Call once, at start."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in self._folder.iterdir():
            if leftover.is_file():
                leftover.unlink(missing_ok=True)

    @contextmanager
    def space(self, size: int, full: Callable[[], KioskError]) -> Iterator[None]:
        """Room on the disk for so many bytes, before they come; given back at the end.

        A call never waits for room: one that holds some and waits for more could wait for ever. A single file that is larger than
        the whole room is let in while there is no other.

        Args:
            size: bytes that may come.
            full: makes the error for when there is no room.
        """
        if self._taken and self._taken + size > self._room:
            raise full()
        self._taken += size
        try:
            yield
        finally:
            self._taken -= size

    @property
    def is_crowded(self) -> bool:
        """Whether more than half of the room is taken: what can wait begins nothing then."""
        return 2 * self._taken > self._room

    @contextmanager
    def file(self, suffix: str = "") -> Iterator[Path]:
        """A new empty file with an unguessable name; removed at the end, whatever happens."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=suffix, delete=False) as handle:
            path = Path(handle.name)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


async def write(
    path: Path, chunks: AsyncIterable[bytes], maximum: int, too_large: Callable[[], KioskError]
) -> int:
    """Write a stream to a file without keeping more than a megabyte of it in memory.

    Args:
        path: an existing file.
        chunks: the stream.
        maximum: bytes that may be written.
        too_large: makes the error for a longer stream.

    Returns:
        Bytes written.
    """
    size = 0
    buffer = bytearray()
    with path.open("wb") as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > maximum:
                raise too_large()
            buffer += chunk
            if len(buffer) >= _BUFFER:
                await asyncio.to_thread(file.write, buffer)
                buffer = bytearray()
        await asyncio.to_thread(file.write, buffer)
    return size
