"""KIE's callbacks over a real socket: what is taken in, what is turned away, and that nothing makes us fail."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.generation import Generation, State
from bot.generation.callback import CallbackInbox, CallbackOutcome
from bot.generation.callback_tokens import CALLBACK_PATH, CallbackTokens
from bot.kie.webhook import KieCallbackReader
from bot.ports import CallbackReader
from bot.web.callbacks import LARGEST_CALLBACK, callback_route
from bot.web.metrics import Metrics
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.fake_callback_reader import FakeCallbackReader
from tests.support.fake_clock import FakeClock
from tests.support.store_setup import funded_account, moved, waiting
from tests.unit.web.conftest import Client, Serve

JSON = {"Content-Type": "application/json"}
TOKENS = CallbackTokens("a secret of the operator")


class CallbackRoute:
    """A callback route with a store behind it."""

    def __init__(
        self, client: Client, store: SqliteStore, database: Database, metrics: Metrics, woken: list[int]
    ) -> None:
        self.client = client
        self.store = store
        self.database = database
        self.metrics = metrics
        self.woken = woken

    async def running(self) -> Generation:
        """A generation that KIE is at work on."""
        generation = await moved(
            self.store,
            await waiting(self.store, await funded_account(self.store)),
            State.SUBMITTING,
            State.RUNNING,
        )
        named = replace(generation, external_task_id="task-1")
        async with self.store.transaction() as tx:
            await tx.save(named, expected=State.RUNNING, at=generation.created_at)
        return named

    async def running_once(self) -> Generation:
        """The one running generation, made when there is none."""
        return await self.store.generation(1) or await self.running()

    async def call(
        self, token: str, body: bytes = b'{"task": "task-1"}', headers: Mapping[str, str] | None = None
    ) -> int:
        """Post a callback; the status of the answer."""
        async with self.client.post(
            f"{CALLBACK_PATH}{token}", data=io.BytesIO(body), headers={**JSON, **(headers or {})}
        ) as answer:
            return answer.status

    def counted(self, reception: CallbackOutcome) -> float | None:
        """How many callbacks ended so."""
        return self.metrics.registry.get_sample_value("kiosk_callbacks_total", {"reception": reception})


async def opened(serve: Serve, database: Database, clock: FakeClock, reader: CallbackReader) -> CallbackRoute:
    """The route with this reader behind it."""
    store, metrics, woken = SqliteStore(database, clock), Metrics(), list[int]()
    inbox = CallbackInbox(store, reader, TOKENS, clock, lambda: woken.append(1))
    return CallbackRoute(await serve([callback_route(inbox, metrics)]), store, database, metrics, woken)


@pytest.fixture
async def route(serve: Serve, database: Database, clock: FakeClock) -> CallbackRoute:
    """The route, with a reader of a plain shape."""
    return await opened(serve, database, clock, FakeCallbackReader())


@pytest.fixture
async def kie_route(serve: Serve, database: Database, clock: FakeClock) -> CallbackRoute:
    """The route, with the reader of KIE's shapes."""
    return await opened(serve, database, clock, KieCallbackReader(None, clock))


async def test_a_good_callback(route: CallbackRoute) -> None:
    """A callback to a signed address is recorded, wakes the loop and makes the generation due."""
    generation = await route.running()
    assert await route.call(TOKENS.sign(generation)) == 200
    assert route.woken == [1]
    row = await route.database.row("SELECT wake_requested FROM generations WHERE id = ?", (generation.id,))
    assert row is not None
    assert row["wake_requested"]
    assert route.counted(CallbackOutcome.RECORDED) == 1


async def test_a_repeated_callback(route: CallbackRoute) -> None:
    """The same bytes again are answered kindly, wake no one and count as repeated."""
    generation = await route.running()
    for _ in range(3):
        assert await route.call(TOKENS.sign(generation)) == 200
    assert route.woken == [1]
    assert (route.counted(CallbackOutcome.RECORDED), route.counted(CallbackOutcome.REPEATED)) == (1, 2)


async def test_another_tasks_callback(route: CallbackRoute) -> None:
    """A task id that is not the generation's is answered kindly and recorded nowhere."""
    generation = await route.running()
    assert await route.call(TOKENS.sign(generation), b'{"task": "task-2"}') == 200
    assert route.woken == []
    assert await route.database.rows("SELECT * FROM callbacks") == []
    assert route.counted(CallbackOutcome.FOREIGN) == 1


@pytest.mark.parametrize("path", [("",), ("a/b",), ("../healthz",), ("x" * 201,)])
async def test_no_token(route: CallbackRoute, path: tuple[str]) -> None:
    """Addresses of another shape do not exist."""
    assert await route.call(path[0]) == 404
    assert route.counted(CallbackOutcome.UNKNOWN) is None


async def test_forged_tokens(route: CallbackRoute) -> None:
    """A token that was not signed here, or that was moved to another generation, is unknown."""
    generation = await route.running()
    good = TOKENS.sign(generation)
    named, _, signature = good.rpartition(".")
    other = replace(generation, id=generation.id + 1)
    for forged in (
        "nonsense",
        "..",
        good[:-1],
        f"{good}x",
        f"{other.id}.{generation.token}.{signature}",
        CallbackTokens("another secret").sign(generation),
        TOKENS.sign(other),
        TOKENS.sign(replace(generation, token="guessed")),
        TOKENS.sign(replace(generation, id=-1)),
        f"{named}.%FF%ED%A0%80",
    ):
        assert await route.call(forged) == 404, forged
    assert route.woken == []


async def test_what_is_not_a_callback(route: CallbackRoute) -> None:
    """Another content type, junk and a missing signature are turned away, each with its own status."""
    token = TOKENS.sign(await route.running())
    assert await route.call(token, headers={"Content-Type": "text/plain"}) == 415
    assert await route.call(token, headers={"Content-Type": "multipart/form-data; boundary=x"}) == 415
    assert await route.call(token, b"\xff\xfe not json") == 400
    assert await route.call(token, b"[]") == 400
    assert await route.call(token, headers={"X-Signed": "no"}) == 401
    async with route.client.get(f"{CALLBACK_PATH}{token}") as answer:
        assert answer.status == 405
    assert route.woken == []


async def test_the_largest_callback(route: CallbackRoute) -> None:
    """A body of a megabyte is read, one byte more is not."""
    token = TOKENS.sign(await route.running())
    start, end = b'{"task": "task-1", "x": "', b'"}'
    full = start + b"a" * (LARGEST_CALLBACK - len(start + end)) + end
    assert await route.call(token, full) == 200
    assert await route.call(token, b" " + full) == 413
    assert route.woken == [1]


WORDS = st.sampled_from(["code", "msg", "data", "taskId", "task_id", "state", "resultJson", "info"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300) | VALUES.map(lambda value: json.dumps(value).encode()))
async def test_never_fails(kie_route: CallbackRoute, body: bytes) -> None:
    """Whatever the bytes, the real reader of KIE's callbacks lets no answer of ours be a 5xx."""
    generation = await kie_route.running_once()
    assert await kie_route.call(TOKENS.sign(generation), body) in {200, 400}


@pytest.mark.parametrize(
    "content_type", ["", "application/json;charset=\udcff", "a/b/c", ";", "application/json;;=;"]
)
async def test_odd_content_types(route: CallbackRoute, content_type: str) -> None:
    """No content type makes us fail."""
    token = TOKENS.sign(await route.running())
    assert await route.call(token, headers={"Content-Type": content_type}) in {200, 400, 415}
