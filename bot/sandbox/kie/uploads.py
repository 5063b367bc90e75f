"""KIE's file host: three ways to upload, one answer; what was uploaded is served under `/files/uploads/`."""

from __future__ import annotations

import asyncio
import base64
import binascii
import mimetypes
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import av
from aiohttp import web

from bot.sandbox.kie.fields import Refusal, is_url
from bot.sandbox.kie.tasks import JSON

BASE64_LIMIT = 10 * 1024 * 1024
"""Bytes of a decoded base64 upload."""
USUAL_SECONDS = 5.0
"""How long a reference counts whose length cannot be found out."""
_CHUNK = 256 * 1024
_FETCH_SECONDS = 30


class Uploads:
    """Keeps uploaded files in a folder, each in a subfolder of its own.

    Args:
        folder: where they are kept.
        session: fetches the files of URL uploads.

    """

    def __init__(self, folder: Path, session: aiohttp.ClientSession) -> None:
        self.root = ""
        """Public address of the folder, known once the server listens."""
        self._folder = folder
        self._session = session
        self._lengths: dict[Path, float] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the three upload endpoints."""
        return [
            web.post("/api/file-stream-upload", self.stream),
            web.post("/api/file-base64-upload", self.base64),
            web.post("/api/file-url-upload", self.url),
        ]

    def find(self, url: str) -> Path | None:
        """Return the file behind an address of ours; None for foreign addresses and lost files."""
        if not url.startswith(f"{self.root}/"):
            return None
        return self.file(*url.removeprefix(f"{self.root}/").split("?")[0].partition("/")[::2])

    def seconds_of(self, url: str) -> float:
        """Tell how long a video or sound is; foreign addresses and what has no length count as a usual clip."""
        path = self.find(url)
        if path is None:
            return USUAL_SECONDS
        if path not in self._lengths:
            self._lengths[path] = _seconds(path)
        return self._lengths[path]

    def is_lost(self, url: str) -> bool:
        """Tell whether an address should be a file of ours and is not."""
        return url.startswith(f"{self.root}/") and self.find(url) is None

    def file(self, upload_id: str, name: str) -> Path | None:
        """Return an uploaded file by its id and name."""
        path = self._folder / _safe_name(upload_id) / _safe_name(name)
        return path if path.is_file() else None

    async def stream(self, request: web.Request) -> web.Response:
        """Take a multipart upload: `file` and `uploadPath`, optionally `fileName`, in any order."""
        if not request.content_type.startswith("multipart/"):
            raise Refusal(400, "Current request is not a multipart request")
        fields: dict[str, Any] = {}
        part_file = self._folder / f"part-{uuid.uuid4().hex}"
        async for part in await request.multipart():
            if not isinstance(part, aiohttp.BodyPartReader):
                raise Refusal(400, "Nested multipart is not supported")
            if part.name == "file":
                fields.setdefault("fileName", part.filename)
                fields["file"] = await _save_part(part, part_file)
            elif part.name:
                value = await part.text()
                fields[part.name] = value or fields.get(part.name)
        if "file" not in fields:
            raise Refusal(400, "file: This field is required")
        return self._keep(part_file, fields)

    async def base64(self, request: web.Request) -> web.Response:
        """Take a JSON upload: `base64Data`, raw or a data URL."""
        fields = await _json(request)
        data = fields.get("base64Data")
        if not isinstance(data, str) or not data:
            raise Refusal(400, "base64Data: This field is required")
        header, _, payload = data.rpartition(",")
        try:
            content = base64.b64decode(payload, validate=True)
        except binascii.Error as error:
            raise Refusal(400, "Base64 data is invalid") from error
        if len(content) > BASE64_LIMIT:
            raise Refusal(400, "File size exceeds the limit")
        media_type = header.removeprefix("data:").partition(";")[0]
        fields.setdefault("fileName", f"upload{mimetypes.guess_extension(media_type) or ''}")
        return self._keep(await self._write(content), fields)

    async def url(self, request: web.Request) -> web.Response:
        """Take a JSON upload: `fileUrl`, fetched here within 30 seconds."""
        fields = await _json(request)
        address = fields.get("fileUrl")
        if not is_url(address):
            raise Refusal(400, "fileUrl: This field is required")
        patience = aiohttp.ClientTimeout(total=_FETCH_SECONDS)
        try:
            async with self._session.get(str(address), timeout=patience) as answer:
                answer.raise_for_status()
                content = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Refusal(400, "Failed to download the file from the URL") from error
        fields.setdefault("fileName", str(address).split("?")[0].rpartition("/")[2] or "upload")
        return self._keep(await self._write(content), fields)

    async def _write(self, content: bytes) -> Path:
        path = self._folder / f"part-{uuid.uuid4().hex}"
        await asyncio.to_thread(path.write_bytes, content)
        return path

    def _keep(self, part_file: Path, fields: Mapping[str, Any]) -> web.Response:
        """Move a received file to its place and answer with its address."""
        upload_path = fields.get("uploadPath")
        if not isinstance(upload_path, str) or not upload_path or upload_path != upload_path.strip("/"):
            part_file.unlink()
            raise Refusal(400, "uploadPath: This field is required, without leading or trailing slashes")
        upload_id, name = uuid.uuid4().hex, _safe_name(str(fields.get("fileName") or "upload"))
        target = self._folder / upload_id / name
        target.parent.mkdir()
        part_file.rename(target)
        data: JSON = {
            "fileName": name,
            "filePath": f"{upload_path}/{name}",
            "downloadUrl": f"{self.root}/{upload_id}/{name}",
            "fileSize": target.stat().st_size,
            "mimeType": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "uploadedAt": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        return web.json_response(
            {"success": True, "code": 200, "msg": "File uploaded successfully", "data": data}
        )


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError as error:
        raise Refusal(400, "The request body is not JSON") from error
    if not isinstance(body, dict):
        raise Refusal(400, "The request body is not an object")
    return body


async def _save_part(part: aiohttp.BodyPartReader, path: Path) -> int:
    """Write one part to disk in chunks; return its size in bytes."""
    size = 0
    with path.open("wb") as out:
        while chunk := await part.read_chunk(_CHUNK):
            size += out.write(chunk)
    return size


def _seconds(path: Path) -> float:
    """Read the length from a file's header."""
    try:
        with av.open(str(path)) as container:
            return container.duration / av.time_base if container.duration else USUAL_SECONDS
    except (av.FFmpegError, OSError):
        # no media at all: the task itself is not refused for it here
        return USUAL_SECONDS


def _safe_name(name: str) -> str:
    """Keep letters, digits, dots, dashes: nothing that leaves the folder."""
    return re.sub(r"[^\w.-]+", "_", name.replace("\\", "/").rpartition("/")[2]).lstrip(".")[:120] or "upload"
