"""A web server on this machine that can lie, stall and go on for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

Handler = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


class Loopback:
    """A running server.

    Attributes:
        requests: head of every request, as text.
    """

    def __init__(self, handler: Handler) -> None:
        self.requests: list[str] = []
        self._handler = handler
        self._port = 0

    def url(self, path: str = "/a.bin") -> str:
        """Address of a path on this server."""
        return f"http://127.0.0.1:{self._port}{path}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request, let the handler answer, close."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.requests.append(head)
            await self._handler(head.split()[1], writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def __aenter__(self) -> Loopback:
        self._server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()


def head(status: str = "200 OK", **headers: object) -> bytes:
    """The head of an answer; underscores in names are dashes."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *lines, "", ""]).encode()


def says(*parts: bytes) -> Handler:
    """A handler that always gives the same answer."""

    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()

    return handler
