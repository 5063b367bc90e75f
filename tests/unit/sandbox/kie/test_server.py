"""What both dialects share: the key, the limits, the balance, fresh links, the request log."""

from __future__ import annotations

import pytest

from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.limits import Limits
from bot.sandbox.kie.settings import Settings
from tests.unit.sandbox.kie.conftest import KEY, WAN, Start

MODEL = "wan/2-5-text-to-video"
BODY = {"model": MODEL, "input": WAN}


@pytest.mark.parametrize("key", [None, "another key", ""])
async def test_the_key_is_needed(start: Start, key: str | None) -> None:
    """Without the right key everything under /api answers 401, and nothing is created."""
    client = await start()
    reply = await client.ask("POST", "/api/v1/jobs/createTask", key=key, json=BODY)
    assert reply.json == {"code": 401, "msg": "You do not have access permissions", "data": None}
    assert not client.kie.tasks
    assert (await client.ask("POST", "/api/file-url-upload", key=key, json={})).json["code"] == 401


async def test_errors_can_be_http_statuses(start: Start) -> None:
    """With the option an error's code is its HTTP status as well."""
    client = await start(real_statuses=True)
    assert (await client.ask("GET", "/api/v1/chat/credit", key=None)).status == 401
    assert (await client.post("jobs/createTask", {"model": "nothing"})).status == 422


async def test_the_twenty_first_creation_is_refused(start: Start) -> None:
    """Twenty creations pass within ten seconds; the next gets 429 in the body, under HTTP 200, and is no task."""
    client = await start(limits=True, hold=True)
    replies = [await client.post("jobs/createTask", BODY) for _ in range(21)]
    assert [reply.json["code"] for reply in replies] == [200] * 20 + [429]
    assert replies[-1].status == 200
    assert len(client.kie.tasks) == 20


def test_a_rolling_limit_forgets_what_is_old() -> None:
    """A call counts for exactly the window, and refused calls do not count."""
    now = [0.0]
    limits = Limits(Settings(limits=True), lambda: now[0])
    limits.model_list()
    now[0] = 0.9
    with pytest.raises(Refusal, match="frequency"):
        limits.model_list()
    now[0] = 1.0
    limits.model_list()
    with pytest.raises(Refusal):
        limits.model_list()


async def test_status_queries_are_limited(start: Start) -> None:
    """More than ten status queries in a second meet 429."""
    client = await start(limits=True, hold=True)
    task = await client.create_market(MODEL, **WAN)
    codes = [(await client.get("jobs/recordInfo", taskId=task.id)).json["code"] for _ in range(11)]
    assert codes[:10] == [200] * 10
    assert codes[10] == 429


async def test_the_balance_goes_down_and_comes_back(start: Start) -> None:
    """A task is charged at creation; a failed one is given back."""
    client = await start(credits=200, hold=True)
    task = await client.create_market(MODEL, **WAN)
    assert (await client.get("chat/credit")).json == {"code": 200, "msg": "success", "data": 140}
    task.fail()
    await client.kie.wait_task(lambda _: client.kie.credits == 200)
    assert (await client.get("chat/credit")).json["data"] == 200


async def test_an_empty_balance_refuses(start: Start) -> None:
    """Without enough credits the answer is 402 with KIE's text and nothing is created."""
    client = await start(credits=59.5)
    reply = await client.post("jobs/createTask", BODY)
    assert (reply.status, reply.json["code"]) == (200, 402)
    assert reply.json["msg"].startswith("Credits insufficient")
    assert (await client.get("chat/credit")).json["data"] == 59.5


async def test_one_price_for_everything(start: Start) -> None:
    """The option replaces the table's prices."""
    client = await start(credits=10, price=0.5, hold=True)
    await client.create_market(MODEL, **WAN)
    assert client.kie.credits == 9.5


@pytest.mark.parametrize("path", ["common/download-url", "gpt4o-image/download-url"])
async def test_a_fresh_link_serves_the_same_file(start: Start, path: str) -> None:
    """`data` is a bare address that works; a made-up token does not."""
    client = await start()
    task = await client.finished(await client.create_market("google/nano-banana", prompt="A banana"))
    link = (await client.post(path, {"url": task.urls[0], "taskId": task.id})).json["data"]
    assert (await client.fetch(link)).content == (await client.fetch(task.urls[0])).content
    assert (await client.fetch(f"{task.urls[0]}?token=made-up")).status == 403


async def test_foreign_addresses_get_no_fresh_link(start: Start) -> None:
    """Only what KIE made can be linked."""
    client = await start()
    assert (await client.post("common/download-url", {"url": "https://example.com/a.mp4"})).json[
        "code"
    ] == 422


@pytest.mark.parametrize("body", ["[]", "not JSON", ""])
async def test_a_body_that_is_no_object_is_refused(start: Start, body: str) -> None:
    """Broken JSON is answered, not crashed upon."""
    client = await start()
    reply = await client.ask("POST", "/api/v1/jobs/createTask", data=body.encode())
    assert (reply.json["code"], reply.json["data"]) == (400, None)


async def test_the_request_log_has_the_request_and_not_the_key(start: Start) -> None:
    """Method, path, query, headers and JSON body are remembered; the key is nowhere."""
    client = await start()
    await client.post("jobs/createTask", BODY)
    await client.get("jobs/recordInfo", taskId="x")
    first, second = client.kie.requests
    assert (first.method, first.path, first.body) == ("POST", "/api/v1/jobs/createTask", BODY)
    assert (second.query, second.body) == ({"taskId": "x"}, None)
    assert first.headers["Authorization"] == "***"
    assert KEY not in repr(list(client.kie.requests))


async def test_the_request_log_is_bounded(start: Start) -> None:
    """Only the latest requests are kept."""
    client = await start(log_size=2)
    for number in range(4):
        await client.get("jobs/recordInfo", taskId=str(number))
    assert [request.query["taskId"] for request in client.kie.requests] == ["2", "3"]
    assert client.kie.requests[-1].query["taskId"] == "3"
    assert len(client.kie.requests) == 2


async def test_an_unknown_path_is_a_404_envelope(start: Start) -> None:
    """A path that does not exist answers HTTP 404 with KIE's envelope."""
    client = await start()
    reply = await client.post("sora/generate", {})
    assert (reply.status, reply.json["code"]) == (404, 404)
