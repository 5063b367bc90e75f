"""What strangers do at the public port holds up no callback, no delivery and no stop."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

CONNECTIONS = 700
"""More than the server holds, and than a quarter of the files that a process may usually open."""


async def half_sent(kiosk: BotUnderTest, stack: AsyncExitStack) -> asyncio.StreamReader:
    """Open a connection and send half a request."""
    port = int(kiosk.environment["HTTP_PORT"])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    stack.callback(writer.close)
    writer.write(b"POST /webhooks/kai/x HTTP/1.1\r\nHost: kiosk\r\nX-Slow: ")
    return reader


async def test_a_flood_of_half_sent_requests(folder: Path) -> None:
    """A callback gets in, the media comes, health is answered, the log stays short, and the stop is a stop."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk, AsyncExitStack() as stack:
        card = await kiosk.generate(kiosk.alice, "flux-pro a gate")
        task = await kiosk.kie.wait_task(timeout=20)
        for _ in range(CONNECTIONS):
            await half_sent(kiosk, stack)
        task.finish()
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM callbacks")))
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        address = f"http://127.0.0.1:{kiosk.environment['HTTP_PORT']}"
        async with aiohttp.ClientSession() as session, session.get(f"{address}/healthz") as answer:
            assert answer.status == 200
        for _ in range(50):
            await half_sent(kiosk, stack)
        assert len(kiosk.log) < 50_000
        assert "Traceback" not in kiosk.log
        assert await kiosk.stop() == 0


async def test_callbacks_that_are_none(folder: Path) -> None:
    """A body that lies about its encoding and tokens that are off by a letter are refused, and change nothing."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a gate")
        task = await kiosk.kie.wait_task(timeout=20)
        address = task.callback_url
        assert address is not None
        token = address.rpartition("/")[2]
        letters = "ABab01-_"
        async with aiohttp.ClientSession() as session:
            for lie in ("gzip", "deflate"):
                headers = {"Content-Type": "application/json", "Content-Encoding": lie}
                async with session.post(address, data=b"{}", headers=headers) as answer:
                    assert answer.status == 400
            for letter in letters.replace(token[-1], ""):
                changed = address[:-1] + letter
                async with session.post(changed, json={"code": 200}) as answer:
                    assert answer.status == 404
        assert kiosk.rows("SELECT 1 FROM callbacks") == []
        task.finish()
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        kiosk.require_exact_ledger()
