"""The simplified dialect: every endpoint of its table, its three answers and its errors."""

from __future__ import annotations

import pytest

from tests.unit.sandbox.kie.conftest import Listener, Start

ENDPOINTS = [
    *(
        f"{name}/generate"
        for name in ("veo", "sora", "kling", "runway", "minimax", "hailuo", "wan", "seedance")
    ),
    "luma/modify",
    *(f"{name}/generate" for name in ("gpt4o-image", "flux", "midjourney", "seedream", "qwen", "ghibli")),
    *("recraft/remove-bg", "elevenlabs/tts", "elevenlabs/sfx", "suno/generate"),
]
BODY = {"prompt": "A cat", "model": "veo3.1", "imageUrl": "https://example.com/cat.png"}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
async def test_every_endpoint_takes_a_task_to_its_end(start: Start, endpoint: str) -> None:
    """Each service creates a task, finishes it, and its address serves a file."""
    client = await start(dialect="integration")
    task = await client.create(endpoint, BODY)
    await client.finished(task)
    reply = await client.get(f"{endpoint.split('/')[0]}/record-info", taskId=task.id)
    assert reply.json["data"] == {"taskId": task.id, "status": 1, "progress": 1.0, "resultUrls": task.urls}
    assert len((await client.fetch(task.urls[0])).content) > 500


async def test_a_running_task_tells_its_progress(start: Start) -> None:
    """While it runs the status is 0, progress is a number below 1, and there are no addresses."""
    client = await start(dialect="integration", hold=True)
    task = await client.create("veo/generate", BODY)
    task.advance(0.65)
    reply = await client.get("veo/record-info", taskId=task.id)
    assert reply.json == {
        "code": 200,
        "msg": "success",
        "data": {"taskId": task.id, "status": 0, "progress": 0.65, "resultUrls": []},
    }


async def test_a_failed_task_has_status_two(start: Start) -> None:
    """A failure is the number 2 and nothing more."""
    client = await start(dialect="integration")
    task = await client.finished(await client.create("flux/generate", BODY | {"prompt": "fail-server"}))
    reply = await client.get("flux/record-info", taskId=task.id)
    assert reply.json["data"]["status"] == 2
    assert reply.json["data"]["resultUrls"] == []


async def test_the_callback_has_its_code_at_the_root(start: Start, listener: Listener) -> None:
    """The callback is `{code, data: {taskId, resultUrls}}`."""
    client = await start(dialect="integration")
    task = await client.create("kling/generate", BODY | {"callBackUrl": listener.url})
    (call,) = await listener.expect(1)
    assert call.body == {"code": 200, "data": {"taskId": task.id, "resultUrls": task.urls}}


async def test_the_callback_can_repeat_its_code_inside_data(start: Start, listener: Listener) -> None:
    """With the option the code stands where the contract's example handler reads it as well."""
    client = await start(dialect="integration", code_in_data=True)
    await client.create("kling/generate", BODY | {"callBackUrl": listener.url, "prompt": "fail-moderation"})
    (call,) = await listener.expect(1)
    assert (call.body["code"], call.body["data"]["code"], call.body["data"]["resultUrls"]) == (400, 400, [])


@pytest.mark.parametrize(
    ("endpoint", "body"),
    [
        ("veo/generate", {"model": "veo3.1"}),
        ("veo/generate", {"model": "veo3.1", "prompt": " "}),
        ("veo/generate", {"model": "veo3.1", "prompt": 5}),
        ("veo/generate", {"prompt": "A cat"}),
        ("veo/generate", {**BODY, "callBackUrl": "not an address"}),
        ("recraft/remove-bg", {"model": "recraft", "prompt": "no picture"}),
        ("veo/generate", ["a list"]),
    ],
)
async def test_a_bad_body_is_refused_with_400(start: Start, endpoint: str, body: object) -> None:
    """Bad parameters answer 400, as HTTP status too in this dialect, and create nothing."""
    client = await start(dialect="integration")
    reply = await client.post(endpoint, body)
    assert (reply.status, reply.json["code"]) == (400, 400)
    assert not client.kie.tasks


async def test_a_task_is_found_only_at_its_own_service(start: Start) -> None:
    """Asking another service for a task answers 404."""
    client = await start(dialect="integration")
    task = await client.create("veo/generate", BODY)
    assert (await client.get("kling/record-info", taskId=task.id)).json["code"] == 404


async def test_the_market_does_not_exist_in_this_dialect(start: Start) -> None:
    """The live dialect's paths answer 404."""
    client = await start(dialect="integration")
    assert (await client.post("jobs/createTask", {})).status == 404
