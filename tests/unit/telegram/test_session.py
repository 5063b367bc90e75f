"""Whatever comes over the line is an answer of Telegram's, or one of two kinds of error; and it is never repeated."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.telegram.session import LONGEST_HOLD, TelegramSession, UnreadableAnswer
from tests.unit.delivery.telegram import TOKEN

SECRET = "what-somebody-wrote"
PAGE = f"<html><h1>502 Bad Gateway</h1>{SECRET}</html>"


class Line:
    """A server that answers with any bytes.

    Attributes:
        answer: what it writes after each request, before it closes the connection.
    """

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.answer = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read a request, write the answer."""
        head = await reader.readuntil(b"\r\n\r\n")
        if b"chunked" in head:
            await reader.readuntil(b"0\r\n\r\n")
        elif length := next(
            (one for one in head.split(b"\r\n") if one.lower().startswith(b"content-length")), b""
        ):
            await reader.readexactly(int(length.split(b":")[1]))
        writer.write(self.answer)
        await writer.drain()
        writer.close()

    def says(self, body: bytes, *, status: int = 200, headers: str = "") -> None:
        """Answer with this from now on."""
        head = f"HTTP/1.1 {status} Whatever\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        self.answer = head.encode() + body


@asynccontextmanager
async def _line() -> AsyncGenerator[Line]:
    session = TelegramSession()
    line = Line(Bot(TOKEN, session=session))
    server = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    session.api = TelegramAPIServer.from_base(f"http://127.0.0.1:{port}")
    try:
        yield line
    finally:
        await (await session.create_session()).close()  # aiogram's own close waits for TLS to end
        server.close()
        await server.wait_closed()


def _json(**answer: Any) -> bytes:
    return json.dumps(answer).encode()


ODD: dict[str, Callable[[Line], None]] = {
    "a page in UTF-8": lambda line: line.says(PAGE.encode(), status=502),
    "a page in cp1251": lambda line: line.says(b"<html>\xcf\xf0\xee\xea\xf1\xe8", status=502),
    "a page in UTF-16": lambda line: line.says(PAGE.encode("utf-16"), status=503),
    "a page in what it does not say": lambda line: line.says(
        PAGE.encode("utf-16"), status=502, headers="Content-Type: text/html; charset=utf-8\r\n"
    ),
    "an encoding that does not exist": lambda line: line.says(
        PAGE.encode(), status=502, headers="Content-Type: text/html; charset=klingon\r\n"
    ),
    "an encoding that is none of text": lambda line: line.says(
        b"QUJD", status=502, headers="Content-Type: text/html; charset=base64\r\n"
    ),
    "a page with 200": lambda line: line.says(PAGE.encode()),
    "a page with 401": lambda line: line.says(PAGE.encode(), status=401),
    "a page with 403": lambda line: line.says(PAGE.encode(), status=403),
    "nothing": lambda line: line.says(b""),
    "nothing with 502": lambda line: line.says(b"", status=502),
    "half an answer": lambda line: line.says(b'{"ok": true, "result": {"id": 1, "is_bo'),
    "no ok": lambda line: line.says(_json(result={"id": 1, "is_bot": True, "first_name": SECRET})),
    "no result": lambda line: line.says(_json(ok=True)),
    "null": lambda line: line.says(b"null"),
    "a list": lambda line: line.says(b"[]"),
    "a text": lambda line: line.says(json.dumps(SECRET).encode()),
    "a result of another type": lambda line: line.says(_json(ok=True, result=SECRET)),
    "an error without words": lambda line: line.says(_json(ok=False), status=500),
    "an error without words, 400": lambda line: line.says(_json(ok=False), status=400),
    "a gateway's refusal": lambda line: line.says(_json(error="unauthorized"), status=401),
    "a refusal without words": lambda line: line.says(_json(ok=False, error_code=401), status=401),
    "words of another type": lambda line: line.says(_json(ok=False, description=[SECRET]), status=400),
    "a pause of another type": lambda line: line.says(
        _json(ok=False, description="Too Many", parameters={"retry_after": "soon"}), status=429
    ),
    "a number beyond reason": lambda line: line.says(b'{"ok": true, "result": {"id": ' + b"9" * 5000 + b"}}"),
    "brackets without end": lambda line: line.says(b"[" * 200_000),
    "gzip that is none": lambda line: line.says(PAGE.encode(), headers="Content-Encoding: gzip\r\n"),
    "gzip cut off": lambda line: line.says(
        gzip.compress(PAGE.encode())[:-9], headers="Content-Encoding: gzip\r\n"
    ),
    "fewer bytes than promised": lambda line: setattr(
        line, "answer", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"
    ),
    "chunks that are none": lambda line: setattr(
        line, "answer", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"
    ),
    "no HTTP": lambda line: setattr(line, "answer", b"\xcf\xf0\x00\x01 hello\r\n\r\n"),
    "no answer": lambda line: setattr(line, "answer", b""),
}


@pytest.mark.parametrize("what", ODD)
async def test_what_is_no_answer(what: str) -> None:
    """It is an error of the way to Telegram, never a refusal, and its words repeat nothing of what came."""
    async with _line() as line:
        ODD[what](line)
        with pytest.raises(TelegramNetworkError) as raised:
            await line.bot.get_me(request_timeout=5)
    assert SECRET not in str(raised.value)
    assert TOKEN not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        (401, {"error_code": 401, "description": "Unauthorized"}, TelegramUnauthorizedError),
        (400, {"error_code": 400, "description": "Bad Request: chat not found"}, TelegramBadRequest),
        (502, {"error_code": 502, "description": "Bad Gateway"}, TelegramServerError),
    ],
)
async def test_refusals_stay_what_they_are(
    status: int, answer: dict[str, Any], error: type[TelegramAPIError]
) -> None:
    """What Telegram says itself is not mistaken for a gateway's page."""
    async with _line() as line:
        line.says(_json(ok=False, **answer), status=status)
        with pytest.raises(error) as raised:
            await line.bot.get_me()
        assert not isinstance(raised.value, UnreadableAnswer)


@pytest.mark.parametrize(("asked", "taken"), [(7, 7), (-3, 1), (10**12, LONGEST_HOLD)])
async def test_flood_control_that_cannot_be_meant(asked: int, taken: int) -> None:
    """A pause below zero would be a loop without one, and a pause of ages would silence a chat for good."""
    async with _line() as line:
        parameters = {"retry_after": asked}
        line.says(_json(ok=False, description="Too Many Requests", parameters=parameters), status=429)
        with pytest.raises(TelegramRetryAfter) as raised:
            await line.bot.get_me()
    assert raised.value.retry_after == taken


@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["ok", "result", "description", "error_code", "parameters", "retry_after", "id"]
                    ),
                    inner,
                    max_size=4,
                )
            ),
        ).map(lambda value: json.dumps(value).encode()),
    ),
    status=st.sampled_from([200, 204, 301, 400, 401, 403, 404, 409, 413, 429, 500, 502, 503, 599]),
    charset=st.sampled_from(["", "utf-8", "ascii", "utf-16", "rot13", "zip", "idna", "\xff"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_any_bytes(body: bytes, status: int, charset: str) -> None:
    """No bytes, status or encoding lead to another error than Telegram's."""

    async def ask() -> None:
        async with _line() as line:
            line.says(body, status=status, headers=f"Content-Type: text/html; charset={charset}\r\n")
            await line.bot.get_me(request_timeout=5)

    try:
        asyncio.run(ask())
    except TelegramAPIError as error:
        words = str(error)
    else:
        words = ""
    assert TOKEN not in words
