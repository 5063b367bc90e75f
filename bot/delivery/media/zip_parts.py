"""Packs files into ZIP archives that are no larger than may be sent, one after the other."""

from __future__ import annotations

import asyncio
import errno
import shutil
import zipfile
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from bot.delivery.media.archive_names import MOST_BYTES, ArchiveNames
from bot.delivery.media.temp_files import TempFiles
from bot.errors import MediaUnreachable

PART_BYTES: Final = 49_000_000
"""Of a part, by default: Telegram takes documents of 50 MB, whichever of its megabytes are meant."""
_MOST_FILES: Final = 50_000
"""In one part: more than 65,535 need another form of archive."""
_BYTES_OF_END: Final = 22
_BYTES_OF_HEADERS: Final = 30 + 46
"""Of one file, beside its name, which stands in both."""
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""That the format knows."""
_PIECE: Final = 1024 * 1024
"""Bytes that are copied at once."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The disk, a quota, or what a file may grow to."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToPack:
    """A file on the disk that goes into an archive.

    Attributes:
        name: wanted for it, in the archive; anything: it is made safe and unique.
        path: where it is.
        made_at: the time that it has in the archive, in UTC.
    """

    name: str
    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipPart:
    """An archive that is whole and can be opened without the others.

    Attributes:
        path: where it is, until the next part is asked for.
        size: in bytes.
        names: of the files in it, in their order.
    """

    path: Path
    size: int
    names: tuple[str, ...]


class ZipPartsBuilder:
    """Packs files as they come: on the disk are one part and the file that comes next, never more.

    Files are stored as they are: media do not become smaller. It works in threads; what is waited for does not hold up the loop.

    Args:
        temp_files: where parts live until they are sent.
        limit: bytes of a part, below 2 GB.
    """

    def __init__(self, temp_files: TempFiles, limit: int = PART_BYTES) -> None:
        if not _BYTES_OF_END < limit < zipfile.ZIP64_LIMIT:
            msg = f"no limit for a part: {limit}"
            raise ValueError(msg)
        self._temp_files = temp_files
        self._limit = limit

    async def parts(
        self, files: AsyncGenerator[FileToPack], left_out: Callable[[FileToPack], None]
    ) -> AsyncGenerator[ZipPart]:
        """The parts, each gone as soon as the next one is asked for, or this generator is closed: use it with `aclosing`.

        Args:
            files: one is asked for when the one before it is packed, and has to be there until then; it is closed at the end,
                whatever happens, so that it can remove what it has fetched. Without files there are no parts.
            left_out: called with each file that is too large for a part of its own, before the next one is asked for.

        Raises:
            MediaUnreachable: there is no room on the disk now.
            OSError: a file cannot be read.
        """
        async with aclosing(files), aclosing(self._fitting(files, left_out)) as fitting:
            waiting = await anext(fitting, None)
            while waiting is not None:
                with self._temp_files.space(self._limit, _no_room), self._temp_files.file(".zip") as path:
                    part = await _in_a_thread(partial(_OpenPart, path, self._limit))
                    try:
                        while waiting is not None and part.takes(waiting):
                            await _in_a_thread(partial(part.add, waiting))
                            waiting = await anext(fitting, None)
                    finally:
                        await _in_a_thread(part.close)
                    yield part.whole()

    async def _fitting(
        self, files: AsyncGenerator[FileToPack], left_out: Callable[[FileToPack], None]
    ) -> AsyncGenerator[_NamedFile]:
        """The files that fit into a part, with their names and sizes."""
        names = ArchiveNames()
        async for file in files:
            size = (await asyncio.to_thread(file.path.stat)).st_size
            if _BYTES_OF_END + _BYTES_OF_HEADERS + 2 * MOST_BYTES + size > self._limit:
                left_out(file)
            else:
                yield _NamedFile(names.take(file.name), file.path, _time(file.made_at), size)


@dataclass(frozen=True, slots=True)
class _NamedFile:
    name: str
    path: Path
    time: tuple[int, int, int, int, int, int]
    size: int

    @property
    def bytes_in_archive(self) -> int:
        return _BYTES_OF_HEADERS + 2 * len(self.name.encode()) + self.size


class _OpenPart:
    """An archive that is being written. Only one thread at a time has it."""

    def __init__(self, path: Path, limit: int) -> None:
        self._path = path
        self._limit = limit
        self._size = _BYTES_OF_END
        self._names: list[str] = []
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=False)

    def takes(self, file: _NamedFile) -> bool:
        return len(self._names) < _MOST_FILES and self._size + file.bytes_in_archive <= self._limit

    def add(self, file: _NamedFile) -> None:
        entry = zipfile.ZipInfo(file.name, file.time)
        entry.file_size = file.size
        entry.external_attr = 0o600 << 16
        with file.path.open("rb") as source, self._archive.open(entry, "w") as target:
            shutil.copyfileobj(source, target, _PIECE)
        self._size += file.bytes_in_archive
        self._names.append(file.name)

    def close(self) -> None:
        self._archive.close()

    def whole(self) -> ZipPart:
        return ZipPart(path=self._path, size=self._size, names=tuple(self._names))


async def _in_a_thread(work: Callable[[], _Result]) -> _Result:
    """Its result; who is cancelled meanwhile waits until it is done, so that no two threads have one archive."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise _no_room() from error
        raise


def _time(at: datetime) -> tuple[int, int, int, int, int, int]:
    year = min(max(at.year, _FIRST_YEAR), _LAST_YEAR)
    return (year, at.month, at.day, at.hour, at.minute, at.second)


def _no_room() -> MediaUnreachable:
    return MediaUnreachable("no room on the disk for another archive now")
