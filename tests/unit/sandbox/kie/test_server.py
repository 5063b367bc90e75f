"""What both dialects share: the key, the limits, the balance, fresh links, the request log."""

from __future__ import annotations

import base64
import wave
from pathlib import Path

import pytest

from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.limits import Limits
from bot.sandbox.kie.settings import Settings
from tests.unit.sandbox.kie.conftest import KEY, WAN, Client, Listener, Start

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
    limits.models()
    now[0] = 0.9
    with pytest.raises(Refusal, match="frequency"):
        limits.models()
    now[0] = 1.0
    limits.models()
    with pytest.raises(Refusal):
        limits.models()


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


def _stop_the_clock(client: Client) -> None:
    """Let everything happen within one second, however slow this machine is."""
    client.kie._accounts.limits("main")._clock = lambda: 0.0


async def test_each_task_may_be_asked_for_ten_times_a_second(start: Start) -> None:
    """Who asks for one task too often is refused for that one; the others answer."""
    client = await start(limits=True, hold=True)
    _stop_the_clock(client)
    asked, other = [await client.create_market(MODEL, **WAN) for _ in range(2)]
    codes = [(await client.get("jobs/recordInfo", taskId=asked.id)).json["code"] for _ in range(11)]
    assert codes == [200] * 10 + [429]
    assert (await client.get("jobs/recordInfo", taskId=other.id)).json["code"] == 200


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("gpt4o-image/generate", {"prompt": "A cat", "size": "1:1"}, "gpt4o-image/record-info"),
        (
            "generate",
            {
                "prompt": "Rain",
                "customMode": False,
                "instrumental": True,
                "model": "V6",
                "callBackUrl": "http://127.0.0.1:9/",
            },
            "generate/record-info",
        ),
    ],
)
async def test_some_older_families_may_be_asked_thrice_a_second(
    start: Start, path: str, body: dict[str, object], status: str
) -> None:
    """4o Image and Suno are narrower than the rest."""
    client = await start(limits=True, hold=True)
    _stop_the_clock(client)
    task = await client.create(path, body)
    codes = [(await client.get(status, taskId=task.id)).json["code"] for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_tasks_that_no_one_asks_for_are_forgotten() -> None:
    """A million tasks leave no million windows behind."""
    now = [0.0]
    limits = Limits(Settings(limits=True), lambda: now[0])
    for number in range(3000):
        now[0] = number / 100
        limits.query(str(number))
    assert len(limits._queries) <= 1101


async def test_four_kinds_of_questions_about_models_share_one_a_second(start: Start) -> None:
    """Whichever comes first is answered, and the next is refused."""
    client = await start(limits=True)
    _stop_the_clock(client)
    paths = ("models", f"models/{MODEL}/schema", f"models/{MODEL}/price", f"models/{MODEL}/success-rate")
    codes = [(await client.get(path)).json["code"] for path in paths]
    assert codes == [200, 429, 429, 429]


async def test_so_many_tasks_of_an_account_run_at_once(start: Start) -> None:
    """One more is refused with 429 and costs nothing, until one has ended; another account has its own bound."""
    client = await start(hold=True, most_running=2, credits=1000)
    client.kie.open_account("other", "another-key")
    running = [await client.create_market(MODEL, **WAN) for _ in range(2)]
    refused = await client.post("jobs/createTask", BODY)
    assert (refused.json["code"], refused.json["msg"], client.kie.credits) == (
        429,
        "Too many tasks are running. Please try again later.",
        1000 - 120,
    )
    other = await client.ask("POST", "/api/v1/jobs/createTask", key="another-key", json=BODY)
    assert other.json["code"] == 200
    running[0].finish()
    await client.kie.wait_task(lambda task: task.state.is_final)
    assert (await client.post("jobs/createTask", BODY)).json["code"] == 200


@pytest.mark.parametrize(
    ("charge", "taken"), [({"factor": 1.3}, 78), ({"amount": 11.7}, 11.7), ({"factor": 0}, 0), ({}, 60)]
)
async def test_kie_may_charge_another_amount_than_its_list(
    start: Start, listener: Listener, charge: dict[str, float], taken: float
) -> None:
    """What is taken goes off the balance, and stands in the status and in the callback; a failure gives it back."""
    client = await start(credits=100)
    client.kie.charge(MODEL, **charge)
    task = await client.finished(await client.create_market(MODEL, listener.url, **WAN))
    status = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    (call,) = await listener.expect(1)
    assert (status["creditsConsumed"], call.body["data"]["creditsConsumed"]) == (taken, taken)
    assert client.kie.credits == pytest.approx(100 - taken, abs=0)
    client.kie.credits = 100
    failed = await client.finished(await client.create_market(MODEL, **{**WAN, "prompt": "a fail-server"}))
    await client.kie.wait_task(lambda _: client.kie.credits == 100)
    assert (await client.get("jobs/recordInfo", taskId=failed.id)).json["data"]["creditsConsumed"] == 0


async def test_a_price_by_the_second_measures_what_was_uploaded(start: Start, tmp_path: Path) -> None:
    """Seconds of a sound that was uploaded are rounded up; what is no media counts as a usual clip."""
    client = await start(credits=1000, hold=True)
    path = tmp_path / "voice.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * 3 + 2000))
    spoken, broken = [
        (
            await client.ask(
                "POST",
                "/api/file-base64-upload",
                json={
                    "base64Data": base64.b64encode(content).decode(),
                    "uploadPath": "a",
                    "fileName": "v.wav",
                },
            )
        ).json["data"]["downloadUrl"]
        for content in (path.read_bytes(), b"no sound at all")
    ]
    for address, taken in ((spoken, 16 * 4), (broken, 16 * 5)):
        client.kie.credits = 1000
        task = await client.create_market(
            "kling/ai-avatar-pro", prompt="", image_url="https://example.com/a.png", audio_url=address
        )
        assert (int(task.charged), client.kie.credits) == (taken, 1000 - taken)
