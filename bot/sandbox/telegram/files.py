"""Files that Telegram keeps: streamed to a folder, known by `file_id`, never held in memory."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import filetype
from PIL import Image, UnidentifiedImageError

from bot.sandbox.telegram import limits

_EXTENSIONS = {
    "photo": "jpg",
    "video": "mp4",
    "audio": "mp3",
    "voice": "oga",
    "animation": "mp4",
    "sticker": "webp",
}


class FileTooLargeError(Exception):
    """More bytes arrived than the receiver takes."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes on disk: where, how many, what their header says they are, and the name they came with."""

    path: Path
    size: int
    mime_type: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as Telegram knows it: `kind` (photo, video, ...) belongs to the `file_id` for ever."""

    file_id: str
    unique_id: str
    kind: str
    blob: Blob
    public_path: str
    width: int = 0
    height: int = 0


class FileStore:
    """The files of one simulator, in `folder`; at most `keep` files and `keep_bytes`, the oldest go first."""

    def __init__(self, folder: Path, keep: int = 5_000, keep_bytes: int = 4_000 * limits.MEGABYTE) -> None:
        self._folder = folder
        self._keep = keep
        self._keep_bytes = keep_bytes
        self._bytes = 0
        self._files: dict[str, StoredFile] = {}
        self._by_path: dict[str, str] = {}
        self._registered = 0

    async def receive(self, chunks: AsyncIterator[bytes], limit: int, name: str | None = None) -> Blob:
        """Write a stream to disk.

        A stream longer than `limit` bytes is read to its end and thrown away, so that its sender can hear the
        answer; then `FileTooLargeError` is raised.
        """
        path = self._folder / secrets.token_hex(12)
        size = 0
        with path.open("wb") as target:
            async for chunk in chunks:
                size += len(chunk)
                if size <= limit:
                    target.write(chunk)
        if size > limit:
            path.unlink()
            raise FileTooLargeError
        return Blob(path, size, _mime_type(path), name)

    def write(self, content: bytes, name: str | None = None) -> Blob:
        """Keep bytes that are already here (what a person of a test sends)."""
        path = self._folder / secrets.token_hex(12)
        path.write_bytes(content)
        return Blob(path, len(content), _mime_type(path), name)

    def register(self, kind: str, blob: Blob, *, width: int = 0, height: int = 0) -> StoredFile:
        """Give a blob its `file_id`."""
        self._registered += 1
        suffix = _suffix(kind, blob)
        stored = StoredFile(
            file_id=f"{kind[:2].upper()}gACAg{secrets.token_urlsafe(30)}",
            unique_id=f"AQAD{secrets.token_urlsafe(8)}",
            kind=kind,
            blob=blob,
            public_path=f"{kind}s/file_{self._registered}{suffix}",
            width=width,
            height=height,
        )
        self._files[stored.file_id] = stored
        self._by_path[stored.public_path] = stored.file_id
        self._bytes += blob.size
        self._forget_oldest()
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file of this id, or None when the id was never given out (or was dropped for space)."""
        return self._files.get(file_id)

    def lose(self, file_id: str) -> None:
        """Know this id no longer: as if it had been lost, or another bot's."""
        del self._files[file_id]

    def at(self, public_path: str) -> StoredFile | None:
        """The file behind `/file/bot<token>/<public_path>`."""
        return self._files.get(self._by_path.get(public_path, ""))

    def _forget_oldest(self) -> None:
        while len(self._files) > self._keep or (self._bytes > self._keep_bytes and len(self._files) > 1):
            dropped = self._files.pop(next(iter(self._files)))
            self._by_path.pop(dropped.public_path)
            self._bytes -= dropped.blob.size
            if all(other.blob.path != dropped.blob.path for other in self._files.values()):
                dropped.blob.path.unlink(missing_ok=True)


async def picture_size(blob: Blob) -> tuple[int, int] | None:
    """Width and height in pixels from the header; None when it is not a picture that Pillow reads."""
    return await asyncio.to_thread(_picture_size, blob.path)


async def shrink_picture(store: FileStore, blob: Blob, side: int) -> tuple[Blob, int, int]:
    """A JPEG copy whose longer side is at most `side` pixels, with its width and height."""
    target = blob.path.with_name(f"{blob.path.name}-{side}")
    width, height = await asyncio.to_thread(_shrink, blob.path, target, side)
    return Blob(target, target.stat().st_size, "image/jpeg"), width, height


def _picture_size(path: Path) -> tuple[int, int] | None:
    try:
        with Image.open(path) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


def _shrink(source: Path, target: Path, side: int) -> tuple[int, int]:
    with Image.open(source) as picture:
        small = picture.convert("RGB")
        small.thumbnail((side, side))
        small.save(target, "JPEG", quality=80)
        return small.size


def _mime_type(path: Path) -> str:
    found = filetype.guess(str(path)) if path.stat().st_size else None
    return found.mime if found else "application/octet-stream"


def _suffix(kind: str, blob: Blob) -> str:
    named = Path(blob.name).suffix if blob.name else ""
    if kind == "document" or (named and kind != "photo"):
        return named
    return f".{_EXTENSIONS[kind]}" if kind in _EXTENSIONS else ""
