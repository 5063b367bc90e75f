"""The legacy families: each one's paths, its own words for a status, its own callback."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox.kie.conftest import Client, Listener, Start

VIDEO = "https://example.com/a.mp4"
REQUESTS: dict[str, dict[str, Any]] = {
    "veo/generate": {"prompt": "A cat", "model": "veo3_fast", "aspect_ratio": "9:16"},
    "runway/generate": {"prompt": "A cat", "duration": 5, "quality": "720p", "aspectRatio": "16:9"},
    "aleph/generate": {"prompt": "Snow", "videoUrl": VIDEO},
    "modify/generate": {"prompt": "Snow", "videoUrl": VIDEO},
    "gpt4o-image/generate": {"prompt": "A cat", "size": "1:1"},
    "flux/kontext/generate": {"prompt": "A cat", "model": "flux-kontext-pro", "aspectRatio": "1:1"},
    "mj/generate": {"prompt": "A cat", "taskType": "mj_txt2img", "aspectRatio": "1:1"},
    "generate": {"prompt": "Rain", "customMode": False, "instrumental": True, "model": "V6"},
}
STATUS_PATHS = {path: path.replace("generate", "record-info") for path in REQUESTS} | {
    "runway/generate": "runway/record-detail",
    "generate": "generate/record-info",
}


async def run(client: Client, listener: Listener, path: str, **changes: Any) -> tuple[Any, Any]:
    """Take one task to its end; return its last callback and `data` of its status."""
    task = await client.create(path, REQUESTS[path] | {"callBackUrl": listener.url} | changes)
    await client.kie.wait_task(lambda other: other is task and other.state.is_final and bool(other.callbacks))
    assert client.kie.remarks == []
    status = (await client.get(STATUS_PATHS[path], taskId=task.id)).json["data"]
    return listener.calls[-1].body, status


async def test_veo(start: Start, listener: Listener) -> None:
    """Veo: successFlag, addresses in `response.resultUrls` and in the callback's `info.resultUrls`."""
    call, data = await run(await start(), listener, "veo/generate")
    assert (data["successFlag"], data["errorCode"], data["response"]["resolution"]) == (1, None, "720p")
    assert call["msg"] == "Veo3.1 video generated successfully."
    assert call["data"]["info"]["resultUrls"] == data["response"]["resultUrls"]
    assert set(data) == {
        *("taskId", "paramJson", "response", "successFlag", "fallbackFlag", "completeTime", "createTime"),
        *("errorCode", "errorMessage"),
    }


async def test_veo_failure_has_no_info(start: Start, listener: Listener) -> None:
    """A failed Veo task has flag 3, its code, and a callback without `info`."""
    call, data = await run(await start(), listener, "veo/generate", prompt="fail-moderation")
    assert (data["successFlag"], data["errorCode"], data["response"]) == (3, 400, None)
    assert call == {
        "code": 400,
        "msg": "Your prompt was flagged by Website as violating content policies.",
        "data": {"taskId": data["taskId"], "fallbackFlag": False},
    }


async def test_runway(start: Start, listener: Listener) -> None:
    """Runway: words for states, one address in `videoInfo.videoUrl`, a snake_case callback."""
    client = await start()
    call, data = await run(client, listener, "runway/generate")
    assert (data["state"], data["failCode"], data["expireFlag"]) == ("success", "", 0)
    assert call["data"]["video_url"] == data["videoInfo"]["videoUrl"]
    assert (await client.fetch(data["videoInfo"]["imageUrl"])).headers["Content-Type"] == "image/jpeg"


async def test_runway_failure_has_empty_addresses(start: Start, listener: Listener) -> None:
    """A failed Runway callback keeps its keys with empty texts."""
    call, data = await run(await start(), listener, "runway/generate", prompt="fail-server")
    assert (data["state"], data["failCode"]) == ("fail", 500)
    assert {call["data"][name] for name in ("video_id", "video_url", "image_url")} == {""}


async def test_aleph(start: Start, listener: Listener) -> None:
    """Aleph: one address in `response.resultVideoUrl`; the callback has its task id at the root."""
    call, data = await run(await start(), listener, "aleph/generate")
    assert (data["successFlag"], data["errorCode"], data["errorMessage"]) == (1, 0, "")
    assert (call["taskId"], call["data"]["result_video_url"]) == (
        data["taskId"],
        data["response"]["resultVideoUrl"],
    )


async def test_aleph_failure_keeps_flag_zero(start: Start, listener: Listener) -> None:
    """A failed Aleph task differs from a running one only by its error; the callback's data is null."""
    call, data = await run(await start(), listener, "aleph/generate", prompt="fail-moderation")
    assert (data["successFlag"], data["errorCode"]) == (0, 400)
    assert (call["code"], call["data"], call["taskId"]) == (400, None, data["taskId"])


async def test_luma(start: Start, listener: Listener) -> None:
    """Luma Modify: addresses in `response.resultUrls`; the callback carries the request as JSON text."""
    call, data = await run(await start(), listener, "modify/generate")
    assert data["response"]["originUrls"] == [VIDEO]
    assert call["data"]["resultUrls"] == data["response"]["resultUrls"]
    assert VIDEO in call["data"]["promptJson"]


async def test_gpt4o(start: Start, listener: Listener) -> None:
    """4o Image: status words, progress as text, snake_case addresses in the callback."""
    call, data = await run(await start(), listener, "gpt4o-image/generate", nVariants=2)
    assert (data["status"], data["successFlag"], data["progress"]) == ("SUCCESS", 1, "1.00")
    assert call["data"]["info"]["result_urls"] == data["response"]["resultUrls"]
    assert len(data["response"]["resultUrls"]) == 2


async def test_gpt4o_failure(start: Start, listener: Listener) -> None:
    """A failed 4o task has its own word and a callback whose `info` is null."""
    call, data = await run(await start(), listener, "gpt4o-image/generate", prompt="fail-moderation")
    assert (data["status"], data["successFlag"], call["data"]["info"]) == ("GENERATE_FAILED", 2, None)


async def test_flux_kontext(start: Start, listener: Listener) -> None:
    """Flux Kontext: a single address in `response.resultImageUrl`; empty texts in a failed callback."""
    client = await start()
    call, data = await run(client, listener, "flux/kontext/generate")
    assert data["response"]["resultImageUrl"] == call["data"]["info"]["resultImageUrl"]
    call, data = await run(client, listener, "flux/kontext/generate", prompt="fail-server")
    assert call["data"]["info"] == {"originImageUrl": "", "resultImageUrl": ""}


async def test_midjourney(start: Start, listener: Listener) -> None:
    """Midjourney: four pictures; objects in the status, plain texts in the callback."""
    call, data = await run(await start(), listener, "mj/generate")
    assert [item["resultUrl"] for item in data["resultInfoJson"]["resultUrls"]] == call["data"]["resultUrls"]
    assert len(call["data"]["resultUrls"]) == 4


async def test_suno_announces_three_stages(start: Start, listener: Listener) -> None:
    """A song calls back as text, first and complete; `first` lists a second track without audio."""
    client = await start(seconds_to_finish=0.3)
    task = await client.create("generate", REQUESTS["generate"] | {"callBackUrl": listener.url})
    calls = {call.body["data"]["callbackType"]: call.body["data"] for call in await listener.expect(3)}
    assert set(calls) == {"text", "first", "complete"}
    assert calls["text"]["data"] == []
    assert [bool(track["audio_url"]) for track in calls["first"]["data"]] == [True, False]
    assert [track["audio_url"] for track in calls["complete"]["data"]] == task.urls
    assert calls["complete"]["task_id"] == task.id


async def test_suno_status_goes_through_its_words(start: Start, listener: Listener) -> None:
    """PENDING, TEXT_SUCCESS, FIRST_SUCCESS, SUCCESS; tracks are camelCase and come at the end."""
    client = await start(hold=True)
    task = await client.create("generate", REQUESTS["generate"] | {"callBackUrl": listener.url})
    for progress, word in ((0.1, "PENDING"), (0.5, "TEXT_SUCCESS"), (0.8, "FIRST_SUCCESS")):
        task.advance(progress)
        data = (await client.get("generate/record-info", taskId=task.id)).json["data"]
        assert (data["status"], data["response"]["sunoData"]) == (word, [])
    task.finish()
    data = (await client.get("generate/record-info", taskId=task.id)).json["data"]
    assert data["status"] == "SUCCESS"
    assert {"audioUrl", "streamAudioUrl", "imageUrl", "modelName"} < set(data["response"]["sunoData"][0])


async def test_suno_failure(start: Start, listener: Listener) -> None:
    """A flagged song has its own word; the callback is of type error."""
    client = await start()
    await client.create(
        "generate", REQUESTS["generate"] | {"callBackUrl": listener.url, "prompt": "fail-moderation"}
    )
    task = await client.kie.wait_task(lambda other: other.state.is_final)
    await client.kie.wait_task(
        lambda other: any(sent.payload["data"]["callbackType"] == "error" for sent in other.callbacks)
    )
    data = (await client.get("generate/record-info", taskId=task.id)).json["data"]
    assert (data["status"], data["errorCode"]) == ("SENSITIVE_WORD_ERROR", 400)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("veo/generate", {"prompt": ""}),
        ("veo/generate", {"duration": 7}),
        ("runway/generate", {"quality": None}),
        ("aleph/generate", {"videoUrl": None}),
        ("gpt4o-image/generate", {"size": "16:9"}),
        ("gpt4o-image/generate", {"prompt": ""}),
        ("flux/kontext/generate", {"model": "flux-pro"}),
        ("mj/generate", {"taskType": "txt2img"}),
        ("generate", {"callBackUrl": None}),
        ("generate", {"customMode": True, "callBackUrl": "https://example.com/c"}),
    ],
)
async def test_a_wrong_body_is_refused(start: Start, path: str, changes: dict[str, Any]) -> None:
    """A missing or wrong field answers 422 and creates nothing."""
    client = await start()
    reply = await client.post(path, REQUESTS[path] | changes)
    assert reply.json["code"] == 422
    assert not client.kie.tasks


async def test_an_unknown_record_is_null(start: Start) -> None:
    """Each family answers 422 "record is null" for a task that is not its own."""
    client = await start()
    for path in STATUS_PATHS.values():
        assert (await client.get(path, taskId="nobody")).json["msg"] == "record is null"
