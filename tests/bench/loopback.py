"""A cheap HTTP client: prepared requests over a few connections, so that the server is what is measured."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)


@dataclass(slots=True)
class Round:
    """What became of one round of requests: seconds in all, seconds of each, answers by status."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


def request(path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """A POST of JSON as it goes over the wire."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def send_all(port: int, requests: Iterable[bytes], *, connections: int) -> Round:
    """Send every request once; each connection sends its next one as soon as it has an answer."""
    line, seen = iter(requests), Round()
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(_send(port, line, seen))
    seen.seconds = time.perf_counter() - began
    return seen


async def _send(port: int, line: Iterator[bytes], seen: Round) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for prepared in line:
            began = time.perf_counter()
            writer.write(prepared)
            status = await _answer(reader)
            seen.latencies.append(time.perf_counter() - began)
            seen.statuses[status] += 1
    finally:
        writer.close()
        await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer to its end; returns its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length:
        await reader.readexactly(int(length[1]))
    return int(head[9:12])
