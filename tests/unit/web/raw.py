"""Requests that no decent client sends."""

from __future__ import annotations

import asyncio

from tests.unit.web.conftest import Client


async def status_of(client: Client, request: bytes) -> int:
    """Send these bytes, then read the status of the answer."""
    reader, writer = await asyncio.open_connection(client.host, client.port)
    try:
        writer.write(request)
        await writer.drain()
        return int((await reader.readline()).split()[1])
    finally:
        writer.close()
        await writer.wait_closed()
