"""No server can keep a call waiting for ever, however little it sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from bot.errors import ProviderError, StatusUnavailable, SubmissionInDoubt
from bot.kie.client import LARGEST_ANSWER, KieClient
from bot.kie.envelope import Envelope
from bot.kie.limits import KeyLimits
from tests.unit.kie import virtual_time
from tests.unit.kie.builders import KEY


class _Endless(httpx.AsyncByteStream):
    """A piece now and then, without an end."""

    def __init__(self, piece: bytes, pause: float) -> None:
        self._piece = piece
        self._pause = pause
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(self._pause)
            self.sent += len(self._piece)
            yield self._piece


class _Server(httpx.AsyncBaseTransport):
    """Answers every request with the same stream."""

    def __init__(self, stream: _Endless) -> None:
        self._stream = stream

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=self._stream)


Call = Callable[[KieClient], Awaitable[Envelope]]


def _submit(client: KieClient) -> Awaitable[Envelope]:
    return client.submit("/api/v1/jobs/createTask", {})


def _ask(client: KieClient) -> Awaitable[Envelope]:
    return client.status("/api/v1/jobs/recordInfo", "t")


async def _timed(call: Call, stream: _Endless) -> tuple[Envelope | ProviderError, float]:
    loop = asyncio.get_running_loop()
    limits = KeyLimits(loop.time)
    client = KieClient(KEY, "https://kie.test", "https://files.test", limits, transport=_Server(stream))
    start = loop.time()
    try:
        outcome: Envelope | ProviderError = await call(client)
    except ProviderError as error:
        outcome = error
    await client.aclose()
    return outcome, loop.time() - start


@pytest.mark.parametrize(
    ("call", "error", "seconds"), [(_submit, SubmissionInDoubt, 90.0), (_ask, StatusUnavailable, 3 * 45.0)]
)
def test_a_drip_is_cut_off(call: Call, error: type[ProviderError], seconds: float) -> None:
    """A byte every twenty seconds never looks silent, and is given up all the same."""
    outcome, taken = virtual_time.run(lambda: _timed(call, _Endless(b" ", 20.0)))
    assert type(outcome) is error
    assert taken <= seconds


@pytest.mark.parametrize("call", [_submit, _ask])
def test_a_flood_is_cut_off(call: Call) -> None:
    """Not more than two megabytes are taken in, and what is cut off is read as nothing."""
    stream = _Endless(b"x" * 65_536, 0.0)
    outcome, _ = virtual_time.run(lambda: _timed(call, stream))
    assert isinstance(outcome, Envelope)
    assert outcome.code is None
    assert stream.sent <= LARGEST_ANSWER + 65_536
