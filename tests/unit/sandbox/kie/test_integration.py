"""The simplified dialect: every endpoint of its table, its three answers and its errors."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.kie.schema_files import integration
from tests.unit.sandbox.kie.conftest import Listener, Start

PICTURE = "https://example.com/cat.png"
BODY = {"prompt": "A cat", "model": "veo3.1", "imageUrl": PICTURE}
KLING = {"prompt": "A cat", "model": "kling-2.1-pro", "imageUrl": PICTURE}
FLUX = {"prompt": "A cat", "model": "flux-pro", "width": 1024, "height": 1024}

ROWS: list[tuple[str, dict[str, Any]]] = [
    ("veo/generate", BODY | {"duration": 12, "aspectRatio": "16:9"}),
    ("veo/generate", {"prompt": "A cat", "model": "veo-3.1-fast", "duration": 8}),
    ("sora/generate", {"prompt": "A cat", "model": "sora-2", "duration": 10, "aspectRatio": "9:16"}),
    ("kling/generate", KLING | {"duration": 5}),
    ("kling/generate", {"prompt": "A cat", "model": "kling-2.5-turbo", "duration": 10}),
    ("runway/generate", {"prompt": "A cat", "model": "runway-gen-3", "duration": 7}),
    ("runway/generate", {"prompt": "A cat", "model": "runway-aleph", "videoUrl": PICTURE}),
    ("minimax/generate", {"prompt": "A cat", "model": "minimax", "duration": 6}),
    ("hailuo/generate", {"prompt": "A cat", "model": "hailuo-02", "duration": 12}),
    ("wan/generate", {"prompt": "A cat", "model": "wan-2.5", "duration": 8}),
    ("seedance/generate", {"prompt": "A cat", "model": "seedance", "duration": 10}),
    ("luma/modify", {"prompt": "A cat", "model": "luma-modify", "videoUrl": PICTURE}),
    ("gpt4o-image/generate", {"prompt": "A cat", "model": "gpt-4o-image"}),
    ("flux/generate", FLUX),
    ("flux/generate", FLUX | {"model": "flux-kontext", "imageUrl": PICTURE}),
    ("midjourney/generate", {"prompt": "A cat", "model": "midjourney"}),
    ("seedream/generate", {"prompt": "A cat", "model": "seedream-v4"}),
    ("qwen/generate", {"prompt": "A cat", "model": "qwen-image"}),
    ("ghibli/generate", {"prompt": "A cat", "model": "ghibli"}),
    ("recraft/remove-bg", {"model": "recraft-remove-bg", "imageUrl": PICTURE}),
    ("elevenlabs/tts", {"prompt": "A cat", "model": "elevenlabs-tts"}),
    ("elevenlabs/sfx", {"prompt": "A cat", "model": "elevenlabs-sfx"}),
    ("suno/generate", {"prompt": "A cat", "model": "suno-v4"}),
    ("suno/generate", {"prompt": "A cat", "model": "suno-v4.5", "duration": 60, "instrumental": True}),
    ("suno/generate", {"prompt": "A cat", "model": "suno-v5"}),
]
"""One request for each row of the document."""


def test_there_is_a_request_for_each_row() -> None:
    """The document has 25 rows, and so has the data."""
    assert {body["model"] for _, body in ROWS} == set(integration())
    assert len(ROWS) == 25


@pytest.mark.parametrize(("endpoint", "body"), ROWS, ids=[body["model"] for _, body in ROWS])
async def test_every_row_takes_a_task_to_its_end(start: Start, endpoint: str, body: dict[str, Any]) -> None:
    """Each service creates a task, finishes it, and its address serves a file."""
    client = await start(dialect="integration")
    task = await client.create(endpoint, body)
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
    task = await client.finished(await client.create("flux/generate", FLUX | {"prompt": "fail-server"}))
    reply = await client.get("flux/record-info", taskId=task.id)
    assert reply.json["data"]["status"] == 2
    assert reply.json["data"]["resultUrls"] == []


async def test_the_callback_has_its_code_at_the_root(start: Start, listener: Listener) -> None:
    """The callback is `{code, data: {taskId, resultUrls}}`."""
    client = await start(dialect="integration")
    task = await client.create("kling/generate", KLING | {"callBackUrl": listener.url})
    (call,) = await listener.expect(1)
    assert call.body == {"code": 200, "data": {"taskId": task.id, "resultUrls": task.urls}}


async def test_the_callback_can_repeat_its_code_inside_data(start: Start, listener: Listener) -> None:
    """With the option the code stands where the contract's example handler reads it as well."""
    client = await start(dialect="integration", code_in_data=True)
    await client.create("kling/generate", KLING | {"callBackUrl": listener.url, "prompt": "fail-moderation"})
    (call,) = await listener.expect(1)
    assert (call.body["code"], call.body["data"]["code"], call.body["data"]["resultUrls"]) == (400, 400, [])


@pytest.mark.parametrize(
    ("endpoint", "body"),
    [
        ("veo/generate", {"model": "veo3.1"}),
        ("veo/generate", {"model": "veo3.1", "prompt": " "}),
        ("veo/generate", {"model": "veo3.1", "prompt": 5}),
        ("veo/generate", {"prompt": "A cat"}),
        ("veo/generate", BODY | {"model": "sora-2"}),
        ("veo/generate", BODY | {"model": 5}),
        ("veo/generate", BODY | {"duration": 7}),
        ("veo/generate", BODY | {"duration": 13}),
        ("veo/generate", BODY | {"duration": "8"}),
        ("veo/generate", BODY | {"aspectRatio": "21:9"}),
        ("veo/generate", BODY | {"aspect_ratio": "16:9"}),
        ("sora/generate", {"prompt": "A cat", "model": "sora-2", "duration": 5}),
        ("runway/generate", {"prompt": "A cat", "model": "runway-aleph"}),
        ("runway/generate", {"prompt": "A cat", "model": "runway-aleph", "videoUrl": PICTURE, "duration": 5}),
        ("flux/generate", FLUX | {"width": "1024"}),
        ("flux/generate", FLUX | {"duration": 5}),
        ("suno/generate", {"prompt": "A cat", "model": "suno-v4", "instrumental": "true"}),
        ("recraft/remove-bg", {"model": "recraft-remove-bg"}),
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
