"""What the way to KIE tells of each request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest

from bot.errors import ProviderError
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits
from tests.unit.kie.builders import KEY, FakeKie

Call = Callable[[KieClient], Awaitable[Any]]

CALLS: dict[str, Call] = {
    "submit": lambda client: client.submit("/create", {}),
    "status": lambda client: client.status("/status", "task-1"),
    "read": lambda client: client.get("/credits"),
}
OK = {"code": 200, "msg": "", "data": {}}


async def told_of(call: Call, *answers: Any) -> list[tuple[str, str]]:
    """Kinds and outcomes of the requests that a call made."""
    notified: list[tuple[str, str]] = []

    def note(kind: str, outcome: str, seconds: float) -> None:
        assert 0 <= seconds < 60
        notified.append((kind, outcome))

    client = KieClient(
        KEY,
        "https://kie.test",
        "https://files.test",
        KeyLimits(),
        transport=httpx.MockTransport(FakeKie(*answers)),
        observer=note,
    )
    try:
        with suppress(ProviderError):
            await call(client)
    finally:
        await client.aclose()
    return notified


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (OK, "ok"),
        ({"code": 402, "msg": "credits insufficient", "data": None}, "refused"),
        (httpx.Response(502, text="<html>"), "unclear"),
    ],
)
async def test_answers(kind: str, answer: Any, outcome: str) -> None:
    """The kind of the request, and whether KIE said yes, said no, or did not speak at all."""
    assert await told_of(CALLS[kind], answer) == [(kind, outcome)]


async def test_broken_connections() -> None:
    """Each attempt is reported: a read that is repeated, a submission that never is."""
    broken = httpx.ConnectError("no")
    assert await told_of(CALLS["read"], broken, OK) == [("read", "unreachable"), ("read", "ok")]
    assert await told_of(CALLS["submit"], broken) == [("submit", "unreachable")]
