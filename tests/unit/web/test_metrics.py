"""`/metrics`: what it shows, and to whom."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from ipaddress import ip_address

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.domain.generation import State
from bot.domain.metrics_snapshot import MetricsSnapshot
from bot.generation.callback import CallbackOutcome
from bot.ledger.entries import EntryKind
from bot.ports import Transition
from bot.web.metrics import Metrics, metrics_route
from tests.support.samples import held
from tests.unit.web.conftest import Client, Serve
from tests.unit.web.raw import status_of

TOKEN = "token-of-the-operator"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


async def metrics_snapshot() -> MetricsSnapshot:
    """The database of a small bot."""
    return MetricsSnapshot(
        generations={(State.DELIVERED, "film"): 2},
        due={State.HELD: 4},
        moved={EntryKind.GRANT: 100, EntryKind.HOLD: -30},
        people=3,
        captured=20,
        held=10,
        available=70,
    )


async def shown(metrics: Metrics, serve: Serve) -> list[str]:
    """The lines that Prometheus gets."""
    client = await serve([metrics_route(metrics, metrics_snapshot, None)])
    async with client.get("/metrics") as answer:
        return (await answer.text()).splitlines()


@pytest.fixture
async def client(serve: Serve) -> Client:
    """A server whose operator has set a token."""
    return await serve([metrics_route(Metrics(), metrics_snapshot, TOKEN)])


async def test_what_is_shown(serve: Serve) -> None:
    """Counters of this process and figures of the database, in Prometheus' format."""
    metrics = Metrics()
    metrics.callback(CallbackOutcome.RECORDED)
    metrics.fault(State.RUNNING)
    client = await serve([metrics_route(metrics, metrics_snapshot, None)])
    async with client.get("/metrics") as answer:
        text = await answer.text()
    assert answer.headers["Content-Type"].startswith("text/plain")
    for line in (
        'kiosk_callbacks_total{reception="recorded"} 1.0',
        'kiosk_step_faults_total{state="running"} 1.0',
        'kiosk_generations{model="film",state="delivered"} 2.0',
        'kiosk_queue{queue="held"} 4.0',
        'kiosk_queue{queue="running"} 0.0',
        'kiosk_ledger_credits{kind="grant"} 100.0',
        'kiosk_ledger_credits{kind="hold"} -30.0',
        'kiosk_credits{part="available"} 70.0',
        'kiosk_credits{part="held"} 10.0',
        'kiosk_credits{part="captured"} 20.0',
        "kiosk_people 3.0",
        "kiosk_kie_credits NaN",
    ):
        assert line in text.splitlines()


async def test_time_in_each_state(serve: Serve) -> None:
    """Entering a state is counted, and the seconds in the one before; a new generation leaves none."""
    metrics = Metrics()
    running = replace(held(1, "part"), state=State.RUNNING)
    metrics.passed(Transition(held(1, "part"), None, 0.0))
    metrics.passed(Transition(running, State.SUBMITTING, 3.0))
    lines = await shown(metrics, serve)
    assert 'kiosk_steps_total{state="held"} 1.0' in lines
    assert 'kiosk_steps_total{state="running"} 1.0' in lines
    assert 'kiosk_state_seconds_sum{state="submitting"} 3.0' in lines
    assert 'kiosk_state_seconds_bucket{le="2.0",state="submitting"} 0.0' in lines
    assert 'kiosk_state_seconds_bucket{le="5.0",state="submitting"} 1.0' in lines
    assert not [line for line in lines if line.startswith("kiosk_state_seconds") and "held" in line]


async def test_what_kie_took(serve: Serve) -> None:
    """Expected and taken add up by model, once for each generation, where both are known."""
    metrics = Metrics()
    ready = replace(held(1, "t"), state=State.READY, kie_expected=10_000, kie_taken=7_500)
    for generation in (
        ready,
        ready,
        replace(ready, model="silent", kie_taken=None),
        replace(ready, model="unknown", kie_expected=None),
        replace(ready, state=State.DELIVERED),
    ):
        metrics.passed(Transition(generation, State.RUNNING, 1.0))
    lines = await shown(metrics, serve)
    assert 'kiosk_kie_credits_expected_total{model="film"} 20.0' in lines
    assert 'kiosk_kie_credits_taken_total{model="film"} 15.0' in lines
    assert not [line for line in lines if 'model="silent"' in line or 'model="unknown"' in line]


async def test_calls_to_services(serve: Serve) -> None:
    """Each call's time counts under its kind; what did not go well is counted by what it was."""
    metrics = Metrics()
    metrics.called("kie", "submit", "ok", 0.3)
    metrics.called("kie", "submit", "unreachable", 10.0)
    metrics.called("telegram", "sendVideo", "flood", 0.1)
    lines = await shown(metrics, serve)
    assert 'kiosk_call_seconds_count{call="submit",service="kie"} 2.0' in lines
    assert 'kiosk_call_errors_total{call="submit",outcome="unreachable",service="kie"} 1.0' in lines
    assert 'kiosk_call_errors_total{call="sendVideo",outcome="flood",service="telegram"} 1.0' in lines
    assert not [line for line in lines if 'outcome="ok"' in line]


async def test_what_is_asked_when_it_is_shown(serve: Serve) -> None:
    """The line before Telegram, and whether KIE serves us, are as they are at that moment; credits as last read."""
    metrics, waiting, paused = Metrics(), [3], [True]
    metrics.watch(rate_limiter=lambda: waiting[0], paused=lambda: paused[0])
    metrics.kie_credits(Decimal("123.5"))
    lines = await shown(metrics, serve)
    assert {'kiosk_queue{queue="telegram"} 3.0', "kiosk_kie_paused 1.0", "kiosk_kie_credits 123.5"} <= set(
        lines
    )


async def test_what_is_gone_is_not_shown(serve: Serve) -> None:
    """A pair of state and model that the database has no more is not repeated from the last time."""
    metrics = Metrics()
    metrics.show(MetricsSnapshot(generations={(State.RUNNING, "film"): 1}))
    lines = await shown(metrics, serve)
    assert not [line for line in lines if line.startswith("kiosk_generations{") and "running" in line]


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
    route = metrics_route(Metrics(), metrics_snapshot, None)
    request = make_mocked_request("GET", "/metrics").clone(remote=remote)
    answer = await route.handler(request)
    assert answer.status == status
    assert not remote or ip_address(remote)


@pytest.mark.parametrize(
    "notified", ["", TOKEN, f"bearer {TOKEN}", "Bearer", "Bearer None", f"Bearer {TOKEN}x"]
)
async def test_wrong_tokens(client: Client, notified: str) -> None:
    """Anything but the exact token is as good as none."""
    async with client.get("/metrics", headers={"Via": "1.1 proxy", "Authorization": notified}) as answer:
        assert answer.status == 404


async def test_no_token_is_set(serve: Serve) -> None:
    """Without a configured token nothing is accepted, not even the word None."""
    client = await serve([metrics_route(Metrics(), metrics_snapshot, None)])
    for notified in ("Bearer ", "Bearer None"):
        async with client.get("/metrics", headers={"Via": "1.1 proxy", "Authorization": notified}) as answer:
            assert answer.status == 404


async def test_any_bytes_in_the_token(client: Client) -> None:
    """Bytes that are no text are a wrong token, not a fault of ours."""
    request = b"GET /metrics HTTP/1.1\r\nHost: x\r\nVia: x\r\nAuthorization: Bearer \xff\xfe\r\n\r\n"
    assert await status_of(client, request) == 404
