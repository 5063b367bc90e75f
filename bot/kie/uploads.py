"""References on their way to KIE's file host: streamed from disk, whatever their size."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import BinaryIO

from bot.kie.client import KieClient
from bot.kie.responses import uploaded_address
from bot.ports import ReferenceFile

PATH = "/api/file-stream-upload"
FOLDER = "kiosk"
"""Folder on the host, in KIE's form: no slash in front or behind."""

_CHUNK = 262_144
_SUFFIXES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "video/x-msvideo": ".avi",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/aac": ".aac",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/flac": ".flac",
}


async def upload(client: KieClient, file: ReferenceFile, name: str) -> str:
    """Put a file on KIE's file host, where it lives for at least a day.

    Args:
        client: the way there.
        file: what to send.
        name: unique name without suffix; a file of the same name would be overwritten there.

    Returns:
        Its public address.

    Raises:
        UploadFailed, TaskRefused, AccessRefused: as in `Provider.publish`.
    """
    with await asyncio.to_thread(Path(file.path).open, "rb") as stream:
        return uploaded_address(
            await client.upload(PATH, FileForm(stream, file_name(name, file.mime_type), file.mime_type))
        )


def file_name(name: str, mime_type: str) -> str:
    """A name that is safe in a header and an address, with the suffix that KIE tells media by."""
    return (re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:80] or "file") + _SUFFIXES.get(mime_type, ".bin")


class FileForm:
    """A multipart form (RFC 7578) with one file, read in pieces while it is sent.

    Its length is known beforehand: file hosts behind a proxy often refuse a form without one.
    """

    def __init__(self, stream: BinaryIO, name: str, mime_type: str) -> None:
        self._stream = stream
        self._boundary = secrets.token_hex(16)
        media_type = (
            mime_type if re.fullmatch(r"[\w.+-]+/[\w.+-]+", mime_type) else "application/octet-stream"
        )
        self._head = (
            self._field("uploadPath", FOLDER)
            + self._field("fileName", name)
            + self._part(f'name="file"; filename="{name}"\r\nContent-Type: {media_type}')
        )
        self._tail = f"\r\n--{self._boundary}--\r\n".encode()

    @property
    def headers(self) -> Mapping[str, str]:
        """Type and length of the form."""
        length = len(self._head) + os.fstat(self._stream.fileno()).st_size + len(self._tail)
        return {
            "Content-Type": f"multipart/form-data; boundary={self._boundary}",
            "Content-Length": str(length),
        }

    async def chunks(self) -> AsyncIterator[bytes]:
        """The form's bytes, from the start."""
        yield self._head
        await asyncio.to_thread(self._stream.seek, 0)
        while chunk := await asyncio.to_thread(self._stream.read, _CHUNK):
            yield chunk
        yield self._tail

    def _field(self, name: str, value: str) -> bytes:
        return self._part(f'name="{name}"') + value.encode() + b"\r\n"

    def _part(self, disposition: str) -> bytes:
        return f"--{self._boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode()
