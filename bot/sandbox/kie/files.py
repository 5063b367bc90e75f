"""Serves what tasks point at: finished media, covers and uploads, with ranges; also the 20-minute links."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
import re
import time
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from bot.sandbox.kie.faults import Fault
from bot.sandbox.kie.media_generator import MediaGenerator
from bot.sandbox.kie.prompt_reading import Kind
from bot.sandbox.kie.settings import Settings
from bot.sandbox.kie.tasks import SimTask
from bot.sandbox.kie.uploads import Uploads

LINK_SECONDS = 20 * 60
"""How long a link of `download-url` works."""
_SLOW_STEPS = 20
_PIECE = bytes(64 * 1024)


class Files:
    """The file host.

    Args:
        settings: for the slowness of slow files.
        tasks: every task by its id.
        studio: makes the media.
        uploads: finds uploaded files.

    """

    def __init__(
        self,
        settings: Settings,
        tasks: Mapping[str, SimTask],
        media_generator: MediaGenerator,
        uploads: Uploads,
    ) -> None:
        self.violations: list[str] = []
        """Requests that carried credentials which must never come here."""
        self._settings = settings
        self._tasks = tasks
        self._media_generator = media_generator
        self._uploads = uploads
        self._links: dict[str, float] = {}
        self._asked: set[str] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the file host."""
        return [
            web.get("/files/uploads/{upload}/{name}", self.upload),
            web.get("/files/{task}/{name}", self.media),
        ]

    def fresh_link(self, url: str) -> str:
        """Return the same address with a token that works for 20 minutes."""
        token = uuid.uuid4().hex
        self._links[token] = time.monotonic() + LINK_SECONDS
        return f"{url.partition('?')[0]}?token={token}"

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Serve an uploaded file."""
        self._inspect(request)
        path = self._uploads.file(request.match_info["upload"], request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path)

    async def media(self, request: web.Request) -> web.StreamResponse:
        """Serve one file of a finished task, or its cover; make it at the first request."""
        self._inspect(request)
        task = self._tasks.get(request.match_info["task"])
        name = re.fullmatch(r"(cover-)?(\d{1,2})\.(\w+)", request.match_info["name"])
        if task is None or name is None or task.fault is Fault.BAD_URL:
            raise web.HTTPNotFound
        if task.fault is Fault.EXPIRED_URL and "token" not in request.query:
            raise web.HTTPForbidden(text="Request has expired")
        if task.fault is Fault.REDIRECT_LOOP:
            raise web.HTTPFound(request.path_qs)
        if name[1]:
            cover = replace(task.shot(int(name[2])), kind=Kind.IMAGE, extension="jpg")
            return web.FileResponse(await self._media_generator.make(cover))
        if task.is_gone(int(name[2])):
            raise web.HTTPGone
        if not task.has_file(int(name[2]), name[3]):
            raise web.HTTPNotFound
        return await self._serve(request, task, int(name[2]))

    async def _serve(self, request: web.Request, task: SimTask, number: int) -> web.StreamResponse:
        shot = task.shot(number)
        if task.fault is Fault.WRONG_TYPE:
            page = b"<!doctype html><title>Sorry</title><p>This is not the file you asked for."
            return web.Response(body=page, content_type=mimetypes.types_map[f".{shot.suffix}"])
        if task.fault is Fault.BIG_FILE and shot.kind is Kind.VIDEO:
            return web.FileResponse(await self._media_generator.make_big(shot))
        path = await self._media_generator.make(shot)
        is_first = task.id not in self._asked
        self._asked.add(task.id)
        if is_first and task.fault is Fault.SILENT_URL:
            await asyncio.Event().wait()
        if is_first and task.fault is Fault.SHORT_FILE:
            return await self._break_off(request, path)
        if task.fault is Fault.ENDLESS_FILE:
            return await self._flood(request, path)
        return await self._drip(request, path) if task.fault is Fault.SLOW_URL else web.FileResponse(path)

    async def _break_off(self, request: web.Request, path: Path) -> web.StreamResponse:
        """Promise the whole file and close the connection in the middle."""
        content = await asyncio.to_thread(path.read_bytes)
        answer = await _begun(request, path, len(content))
        await answer.write(content[: len(content) // 2])
        if request.transport is not None:
            request.transport.close()
        return answer

    async def _flood(self, request: web.Request, path: Path) -> web.StreamResponse:
        """Begin like the file and go on until the other side closes the connection."""
        answer = await _begun(request, path, None)
        with contextlib.suppress(ConnectionError):
            await answer.write(await asyncio.to_thread(path.read_bytes))
            while True:
                await answer.write(_PIECE)
        return answer

    async def _drip(self, request: web.Request, path: Path) -> web.StreamResponse:
        """Send a file in small pieces with pauses."""
        content = await asyncio.to_thread(path.read_bytes)
        answer = await _begun(request, path, len(content))
        step = len(content) // _SLOW_STEPS + 1
        for start in range(0, len(content), step):
            await asyncio.sleep(self._settings.slow_seconds / _SLOW_STEPS)
            await answer.write(content[start : start + step])
        await answer.write_eof()
        return answer

    def _inspect(self, request: web.Request) -> None:
        """Refuse what KIE's host refuses, and note what should never have been sent."""
        if "Authorization" in request.headers or self._settings.api_key in request.raw_path:
            self.violations.append(f"{request.method} {request.path} carried the API key")
        if not request.headers.get("User-Agent"):
            raise web.HTTPForbidden(text="User-Agent is required")
        token = request.query.get("token")
        if token is not None and self._links.get(token, 0) < time.monotonic():
            raise web.HTTPForbidden(text="The link has expired")


async def _begun(request: web.Request, path: Path, length: int | None) -> web.StreamResponse:
    """The head of an answer whose body is written by hand."""
    answer = web.StreamResponse()
    answer.content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    answer.content_length = length
    await answer.prepare(request)
    return answer
