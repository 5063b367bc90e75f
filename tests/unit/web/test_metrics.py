"""`/metrics`: what it shows, and to whom."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.generation.callback import Reception
from bot.generation.history import Statistics
from bot.generation.record import State
from bot.web.metrics import Metrics, metrics_route
from tests.unit.web.conftest import Client, Serve
from tests.unit.web.raw import status_of

TOKEN = "token-of-the-operator"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


async def figures() -> Statistics:
    """The books of a small bot."""
    return Statistics(
        people=3, by_state={State.DELIVERED: 2}, by_model={"film": 2}, captured=20, held=10, available=70
    )


@pytest.fixture
async def client(serve: Serve) -> Client:
    """A server whose operator has set a token."""
    return await serve([metrics_route(Metrics(), figures, TOKEN)])


async def test_what_is_shown(serve: Serve) -> None:
    """Counters of this process and figures of the books, in Prometheus' format."""
    metrics = Metrics()
    metrics.callback(Reception.RECORDED)
    metrics.fault(State.RUNNING)
    client = await serve([metrics_route(metrics, figures, None)])
    async with client.get("/metrics") as answer:
        text = await answer.text()
    assert answer.headers["Content-Type"].startswith("text/plain")
    for line in (
        'kiosk_callbacks_total{reception="recorded"} 1.0',
        'kiosk_step_faults_total{state="running"} 1.0',
        'kiosk_generations{state="delivered"} 2.0',
        'kiosk_credits{part="available"} 70.0',
        'kiosk_credits{part="held"} 10.0',
        'kiosk_credits{part="captured"} 20.0',
        "kiosk_people 3.0",
    ):
        assert line in text.splitlines()


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host", "x-forwarded-proto"]
)
async def test_not_through_a_proxy(client: Client, header: str) -> None:
    """A proxy on this machine speaks for the world: it needs the token."""
    async with client.get("/metrics", headers={header: "127.0.0.1"}) as answer:
        assert answer.status == 404
    async with client.get("/metrics", headers={header: "127.0.0.1", **BEARER}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("remote", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.9", 404), ("", 404)]
)
async def test_only_from_this_machine(remote: str, status: int) -> None:
    """Other machines, and connections of unknown origin, see nothing."""
    route = metrics_route(Metrics(), figures, None)
    request = make_mocked_request("GET", "/metrics").clone(remote=remote)
    answer = await route.handler(request)
    assert answer.status == status
    assert not remote or ip_address(remote)


@pytest.mark.parametrize("told", ["", TOKEN, f"bearer {TOKEN}", "Bearer", "Bearer None", f"Bearer {TOKEN}x"])
async def test_wrong_tokens(client: Client, told: str) -> None:
    """Anything but the exact token is as good as none."""
    async with client.get("/metrics", headers={"Via": "1.1 proxy", "Authorization": told}) as answer:
        assert answer.status == 404


async def test_no_token_is_set(serve: Serve) -> None:
    """Without a token nothing opens the door, not even the word None."""
    client = await serve([metrics_route(Metrics(), figures, None)])
    for told in ("Bearer ", "Bearer None"):
        async with client.get("/metrics", headers={"Via": "1.1 proxy", "Authorization": told}) as answer:
            assert answer.status == 404


async def test_any_bytes_in_the_token(client: Client) -> None:
    """Bytes that are no text are a wrong token, not a fault of ours."""
    request = b"GET /metrics HTTP/1.1\r\nHost: x\r\nVia: x\r\nAuthorization: Bearer \xff\xfe\r\n\r\n"
    assert await status_of(client, request) == 404
