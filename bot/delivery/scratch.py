"""Temporary files: one folder, emptied at start, each file removed after use."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.errors import KioskError

_BUFFER: Final = 1024 * 1024
"""Bytes gathered before they are written: one hop to a thread per megabyte."""


class Scratch:
    """A folder of our own for files that live as long as one delivery."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    def clean(self) -> None:
        """Make the folder and remove what a dead process has left in it. Call once, at start."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in self._folder.iterdir():
            if leftover.is_file():
                leftover.unlink(missing_ok=True)

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
