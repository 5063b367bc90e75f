"""The server's own life."""

from __future__ import annotations

import asyncio
import contextlib
import gzip

import aiohttp
import pytest
from aiohttp import web

from bot.errors import SettingsError, StorageError
from bot.web.health import health_routes
from bot.web.server import serving


async def test_serves_while_it_lasts() -> None:
    """The address answers inside the context and is closed after it."""
    async with (
        serving(health_routes({}), host="127.0.0.1", port=0) as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}/healthz") as answer,
    ):
        assert answer.status == 200
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(f"{address}/healthz")


async def test_an_address_that_is_taken() -> None:
    """Two servers on one address: the second start ends in a line that names the two variables."""
    async with serving([], host="127.0.0.1", port=0) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(SettingsError, match=r"^HTTP_HOST, HTTP_PORT: "):
            async with serving([], host="127.0.0.1", port=port):
                pytest.fail("it must not begin")


async def count(request: web.Request) -> web.Response:
    """Says how long the body was."""
    return web.Response(text=str(len(await request.read())))


async def locked(_: web.Request) -> web.Response:
    """What a callback meets while the database takes nothing."""
    raise StorageError("locked")


ROUTES = [web.post("/count", count), web.get("/count", count), web.post("/locked", locked)]


def posted(body: bytes, *headers: str, path: str = "/count") -> bytes:
    """A request as it goes over the line."""
    lines = (f"POST {path} HTTP/1.1", "Host: kiosk", *headers, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode() + body


async def said(address: str, request: bytes) -> bytes:
    """Everything that the server answers until it closes the connection."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        return await asyncio.wait_for(reader.read(), 20)
    finally:
        writer.close()


HALF = {
    "nothing at all": b"",
    "half a line": b"POST /cou",
    "half the headers": b"POST /count HTTP/1.1\r\nHost: kiosk\r\nX-A: ",
    "a second request": posted(b"{}") + b"POST /count HTTP/1.1\r\nHost",
}


@pytest.mark.parametrize("what", HALF)
async def test_headers_that_do_not_come(what: str) -> None:
    """The connection is closed after a while; what was asked before is answered."""
    async with serving(ROUTES, host="127.0.0.1", port=0, header_seconds=0.3) as address:
        answer = await said(address, HALF[what])
    assert answer.count(b"HTTP/1.1 200") == HALF[what].count(b"{}")


async def test_headers_that_trickle_in() -> None:
    """A byte now and then lengthens nothing."""
    async with serving(ROUTES, host="127.0.0.1", port=0, header_seconds=0.5) as address:
        host, _, port = address.removeprefix("http://").rpartition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"POST /count HTTP/1.1\r\n")
        ended = asyncio.ensure_future(reader.read())
        async with asyncio.timeout(20):
            while not ended.done():
                with contextlib.suppress(ConnectionError):
                    writer.write(b"A: b\r\n")
                    await writer.drain()
                await asyncio.wait([ended], timeout=0.05)
        assert isinstance(ended.exception(), ConnectionError) or ended.result() == b""
        writer.close()


@pytest.mark.parametrize(
    "headers", ["Content-Length: 10\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"]
)
async def test_a_body_that_does_not_come(headers: str) -> None:
    """It is given up with 408."""
    async with serving(ROUTES, host="127.0.0.1", port=0, header_seconds=0.5, body_seconds=0.3) as address:
        request = f"POST /count HTTP/1.1\r\nHost: kiosk\r\n{headers}".encode()
        assert (await said(address, request)).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate", "br", "zstd"])
async def test_a_body_that_lies_about_its_encoding(encoding: str) -> None:
    """It is the sender's fault, and is said to be."""
    async with serving(ROUTES, host="127.0.0.1", port=0, header_seconds=0.5) as address:
        answer = await said(address, posted(b"{}", f"Content-Encoding: {encoding}"))
    assert answer.split()[1] == b"400"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"\x00\x01\r\n\r\n", b"400"),
        (b"POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}", b"400"),
        (b"POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n", b"400"),
        (posted(b"{}", "Transfer-Encoding: chunked"), b"400"),
        (posted(b"{}", "X-A: " + "a" * 20_000), b"400"),
        (posted(gzip.compress(b"0" * 20_000_000), "Content-Encoding: gzip"), b"413"),
        (posted(b"{}", "Expect: the-moon"), b"417"),
        (posted(b"{}", path="/locked"), b"503"),
    ],
)
async def test_other_requests_that_cannot_be_served(request_: bytes, status: bytes) -> None:
    """Each has its status, and the server goes on."""
    async with serving(ROUTES, host="127.0.0.1", port=0, header_seconds=0.5) as address:
        assert (await said(address, request_)).split()[1] == status
        assert (await said(address, posted(b"{}"))).split()[1] == b"200"


async def test_more_connections_than_there_is_room_for() -> None:
    """However many are opened and left half sent, a whole request is answered, and few are held open."""
    async with serving(ROUTES, host="127.0.0.1", port=0, most_connections=10) as address:
        host, _, port = address.removeprefix("http://").rpartition(":")
        slow = [await asyncio.open_connection(host, int(port)) for _ in range(100)]
        for _, writer in slow:
            writer.write(b"POST /count HTTP/1.1\r\n")
        async with aiohttp.ClientSession() as session:
            for _ in range(5):
                async with session.post(f"{address}/count", data=b"{}") as answer:
                    assert answer.status == 200
        ended = [asyncio.ensure_future(reader.read()) for reader, _ in slow]
        done: set[asyncio.Future[bytes]] = set()
        async with asyncio.timeout(20):
            while len(done) < 90:
                done, _ = await asyncio.wait(ended, timeout=0.1)
        for one in ended:
            one.cancel()
        await asyncio.wait(ended)
        for _, writer in slow:
            writer.close()


async def test_stopping_while_requests_are_half_sent() -> None:
    """The server ends all the same."""
    async with asyncio.timeout(20):
        async with serving(ROUTES, host="127.0.0.1", port=0) as address:
            host, _, port = address.removeprefix("http://").rpartition(":")
            slow = [await asyncio.open_connection(host, int(port)) for _ in range(30)]
            for _, writer in slow:
                writer.write(b"POST /count HTTP/1.1\r\nContent-Length: 9\r\n\r\n")
        for _, writer in slow:
            writer.close()
