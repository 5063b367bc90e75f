"""An HTTP proxy on this machine that remembers what it was asked for (RFC 9110, sections 7.6 and 9.3.6)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_HEAD_BYTES = 64 * 1024


class HttpProxy:
    """A running proxy.

    Args:
        tunnels: where a `CONNECT` really leads, by the `host:port` that was asked for; all others are refused.

    Attributes:
        requests: first line of each request.
        credentials: the `Proxy-Authorization` of each request, empty where there is none.
    """

    def __init__(self, tunnels: Mapping[str, int] | None = None) -> None:
        self.requests: list[str] = []
        self.credentials: list[str] = []
        self._tunnels = tunnels or {}
        self._running: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        """Host and port."""
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_BYTES)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def hosts(self) -> set[str]:
        """The `host:port` of everything that was asked for."""
        targets = [line.split()[1] for line in self.requests]
        return {urlsplit(target).netloc if "://" in target else target for target in targets}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._pass_on(reader, writer)
        finally:
            self._running.discard(task)
            writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *headers = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = first.split()
        self.requests.append(first)
        named = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
        self.credentials.append(named.get("proxy-authorization", ""))
        if method == "CONNECT":
            if target not in self._tunnels:
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
                return
            there = await asyncio.open_connection("127.0.0.1", self._tunnels[target])
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            parts = urlsplit(target)
            there = await asyncio.open_connection(parts.hostname, parts.port)
            path = target.removeprefix(f"{parts.scheme}://{parts.netloc}") or "/"
            kept = [
                line
                for line in headers
                if line and not line.lower().startswith(("proxy-", "connection:", "keep-alive:"))
            ]
            there[1].write(
                "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode(
                    "latin-1"
                )
            )
        sending = asyncio.ensure_future(_copy(reader, there[1]))
        try:
            await _copy(there[0], writer)
        finally:
            sending.cancel()
            there[1].close()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(65536):
            target.write(chunk)
            await target.drain()
