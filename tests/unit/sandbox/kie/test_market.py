"""The market: validation, the words of a status, the layouts of results, the callback."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest

from bot.sandbox.kie.market import MODEL_NOT_SUPPORTED
from tests.unit.sandbox.kie.conftest import WAN, Client, Listener, Start

PICTURE = "https://example.com/a.png"
SONG = {"custom_mode": False, "instrumental": True, "model": "V6", "prompt": "Rain"}
WAN_MODEL = "wan/2-5-text-to-video"
VOICE = "EkK5I93UQWFDigLMpZcX"
SPEECH_MODEL = "elevenlabs/text-to-speech-multilingual-v2"

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("veo-3-1", {"prompt": "A cat", "model": "veo3", "duration": 8, "aspect_ratio": "Auto"}),
    ("kling/v2-1-pro", {"prompt": "A cat", "duration": "10", "image_url": PICTURE, "cfg_scale": 0.5}),
    ("runway", {"prompt": "A cat", "duration": 5, "quality": "1080p", "aspect_ratio": "1:1"}),
    ("runway/gen4-aleph", {"prompt": "Snow", "video_url": "https://example.com/a.mp4"}),
    ("minimax-h3/text-to-video", {"prompt": "A cat", "aspect_ratio": "16:9", "duration": 6}),
    ("hailuo/02-text-to-video-standard", {"prompt": "A cat", "duration": "6"}),
    (WAN_MODEL, WAN),
    ("bytedance/seedance-1.5-pro", {"prompt": "A cat", "aspect_ratio": "1:1", "duration": 4}),
    ("bytedance/seedance-2", {"prompt": "A cat", "duration": -1, "first_frame_url": PICTURE}),
    ("4o-image-api", {"size": "1:1", "files_url": [PICTURE]}),
    ("flux-2/pro-text-to-image", {"prompt": "A cat", "aspect_ratio": "1:1", "resolution": "1K"}),
    ("flux1-kontext", {"prompt": "A cat", "safety_tolerance": 2}),
    ("bytedance/seedream-v4-edit", {"prompt": "A cat", "image_urls": [PICTURE]}),
    ("qwen/text-to-image", {"prompt": "A cat", "image_size": "portrait_4_3"}),
    ("recraft/remove-background", {"image": PICTURE}),
    (SPEECH_MODEL, {"text": "Hello", "voice": VOICE}),
    ("elevenlabs/text-to-speech-turbo-2-5", {"text": "Hello"}),
    ("ai-music-api/generate", SONG),
    ("ai-music-api/sounds", {"prompt": "A door", "model": "V6"}),
    ("google/nano-banana", {"prompt": "A banana", "image_size": "1:1"}),
    ("gpt-image-2-text-to-image", {"prompt": "A cat"}),
]

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("sora-2-text-to-video", {"prompt": "A cat"}, MODEL_NOT_SUPPORTED),
    (WAN_MODEL, WAN | {"prompt": None}, "prompt: This field is required"),
    (WAN_MODEL, WAN | {"duration": 5}, "duration: the value type is invalid"),
    (WAN_MODEL, WAN | {"duration": "7"}, "duration is not within"),
    (WAN_MODEL, WAN | {"prompt": "x" * 801}, "prompt is not within"),
    ("runway", {"prompt": "A", "duration": "5", "quality": "720p"}, "duration: the value type"),
    ("runway", {"prompt": "A", "duration": 10, "quality": "1080p"}, "1080p is not available"),
    ("kling/v2-1-pro", {"prompt": "A", "duration": "5"}, "image_url: This field is required"),
    ("kling/v2-1-pro", {"prompt": "A", "duration": "5", "image_url": "a.png"}, "image_url: the value type"),
    ("flux-2/pro-image-to-image", {"prompt": "Abc", "aspect_ratio": "1:1", "resolution": "1K"}, "input_urls"),
    ("4o-image-api", {"size": "1:1"}, "cannot both be empty"),
    (SPEECH_MODEL, {"text": "Hi"}, "voiceId cannot be empty"),
    (SPEECH_MODEL, {"text": "Hi", "voice": "Rachel"}, "This voice is not within the range"),
    ("ai-music-api/generate", SONG | {"custom_mode": True, "title": "T"}, "style: This field is required"),
    ("ai-music-api/generate", SONG | {"duration": 60}, "duration is only supported"),
    ("ai-music-api/generate", SONG | {"custom_mode": "yes"}, "custom_mode: the value type"),
    ("bytedance/seedance-2", {"prompt": "A cat", "last_frame_url": PICTURE}, "first_frame_url: This field"),
    (
        "bytedance/seedance-2",
        {"prompt": "A cat", "first_frame_url": PICTURE, "reference_image_urls": [PICTURE]},
        "cannot be used together",
    ),
]


@pytest.mark.parametrize(("model", "fields"), GOOD, ids=[row[0] for row in GOOD])
async def test_a_documented_request_is_accepted_without_remarks(
    start: Start, model: str, fields: dict[str, Any]
) -> None:
    """Requests as KIE's pages show them become tasks that succeed."""
    client = await start()
    task = await client.finished(await client.create_market(model, **fields))
    assert task.urls
    assert client.kie.remarks == []


@pytest.mark.parametrize(("model", "fields", "message"), BAD)
async def test_a_wrong_request_is_refused_under_http_200(
    start: Start, model: str, fields: dict[str, Any], message: str
) -> None:
    """A wrong field answers 422 in the body, HTTP 200, with a text that names it; nothing is created."""
    client = await start()
    reply = await client.post("jobs/createTask", {"model": model, "input": fields})
    assert (reply.status, reply.json["code"], reply.json["data"]) == (200, 422, None)
    assert message in reply.json["msg"]
    assert not client.kie.tasks


@pytest.mark.parametrize(("count", "made"), [(3, 3), (1, 1), (6, 6)])
async def test_as_many_pictures_as_were_asked_for(start: Start, count: int, made: int) -> None:
    """A set of pictures is as large as the request says, and is paid by the picture."""
    client = await start()
    task = await client.finished(
        await client.create_market("bytedance/seedream-v4-text-to-image", prompt="A cat", max_images=count)
    )
    assert (len(task.urls), int(task.charged)) == (made, 5 * made)


async def test_numbers_that_are_none_are_refused(start: Start) -> None:
    """NaN is a number to Python's JSON and to no other person."""
    client = await start()
    body = b'{"model": "runway", "input": {"prompt": "A", "quality": "720p", "duration": NaN}}'
    reply = await client.ask("POST", "/api/v1/jobs/createTask", data=body)
    assert reply.json["code"] == 422


async def test_references_are_found_at_any_depth(start: Start) -> None:
    """Addresses inside objects inside lists count as references, the callback's does not."""
    client = await start(hold=True)
    elements = [{"name": "cat", "element_input_urls": [PICTURE]}]
    task = await client.create_market(
        "kling-3.0/video",
        PICTURE + "?called",
        prompt="A",
        mode="std",
        duration="5",
        aspect_ratio="1:1",
        sound=False,
        multi_shots=False,
        multi_prompt=[],
        kling_elements=elements,
    )
    assert task.submission.shot.references == (PICTURE,)


async def test_a_field_that_no_page_has_is_refused(start: Start) -> None:
    """A name that KIE does not know is refused, inside `input` and beside it, and noted for the test to see."""
    client = await start()
    for body in (
        {"model": WAN_MODEL, "input": WAN | {"aspectRatio": "1:1"}},
        {"model": WAN_MODEL, "input": WAN, "aspectRatio": "1:1"},
    ):
        reply = await client.post("jobs/createTask", body)
        assert (reply.json["code"], reply.json["msg"]) == (422, "aspectRatio is not a supported parameter")
    assert client.kie.remarks == [f"{WAN_MODEL}: aspectRatio is not a supported parameter"] * 2


async def test_a_refusal_may_come_with_500(start: Start) -> None:
    """KIE answers some wrong fields with 500: the words are the same."""
    client = await start(validation_code=500)
    reply = await client.post("jobs/createTask", {"model": WAN_MODEL, "input": {}})
    assert reply.json == {"code": 500, "msg": "duration: This field is required", "data": None}


@pytest.mark.parametrize("model", ["kling/v9-text-to-video", "No Such Model", "sora-3", "", None])
async def test_an_unknown_model_is_refused(start: Start, model: object) -> None:
    """However plausible an id is, KIE serves only those that it has."""
    client = await start()
    reply = await client.post("jobs/createTask", {"model": model, "input": {"prompt": "A cat"}})
    assert reply.json["code"] == 422


async def test_a_held_task_waits_and_then_runs(start: Start) -> None:
    """The states are words, and a running task has neither result nor error."""
    client = await start(hold=True)
    task = await client.create_market(WAN_MODEL, **WAN)
    assert (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]["state"] in (
        "waiting",
        "generating",
    )
    task.advance(0.5)
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert (data["state"], data["resultJson"], data["response"], data["failCode"]) == (
        "generating",
        "",
        None,
        None,
    )


async def test_success_carries_results_as_text_and_parsed(start: Start) -> None:
    """`resultJson` is a JSON string; `response` is the same, parsed; the request is repeated double-encoded."""
    client = await start()
    task = await client.finished(await client.create_market(WAN_MODEL, **WAN))
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert (data["state"], data["successFlag"], data["creditsConsumed"]) == ("success", 1, 60)
    assert json.loads(data["resultJson"]) == data["response"] == {"resultUrls": task.urls}
    assert json.loads(json.loads(data["param"])["input"]) == WAN
    assert data["completeTime"] >= data["createTime"] > 1_500_000_000_000


async def test_failure_carries_a_code_as_text(start: Start) -> None:
    """A failed task says why and costs nothing."""
    client = await start()
    task = await client.finished(await client.create_market(WAN_MODEL, **WAN | {"prompt": "fail-moderation"}))
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert (data["state"], data["failCode"], data["creditsConsumed"]) == ("fail", "400", 0)
    assert "flagged" in data["failMsg"]


async def test_veo_at_1080p_hides_its_addresses_one_level_deeper(start: Start) -> None:
    """Above 720p the addresses are `data.result_urls`, with the small file beside them."""
    client = await start()
    task = await client.finished(await client.create_market("veo-3-1", prompt="A cat", resolution="1080p"))
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert json.loads(data["resultJson"])["data"]["result_urls"] == task.urls
    assert (await client.fetch(data["response"]["data"]["origin_urls"][0])).status == 200


async def test_songs_are_two_tracks_with_covers(start: Start) -> None:
    """Suno answers `data[]` with audio, stream and cover addresses that all work."""
    client = await start()
    task = await client.finished(await client.create_market("ai-music-api/generate", **SONG))
    tracks = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]["response"]["data"]
    assert len({track["audio_url"] for track in tracks}) == 2
    for name in ("audio_url", "stream_audio_url", "image_url"):
        assert (await client.fetch(tracks[1][name])).status == 200
    assert {"id", "title", "duration"} < set(tracks[0])


async def test_tools_for_songs_answer_with_plain_addresses(start: Start) -> None:
    """A converted song is one file under `resultUrls`, and ends as what it is."""
    client = await start()
    client.kie.know_task("a", "ai-music-api/generate")
    asked = {"task_id": "a", "audio_id": "b"}
    task = await client.finished(await client.create_market("ai-music-api/convert-to-wav-format", **asked))
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert data["response"] == {"resultUrls": task.urls}
    assert task.urls[0].endswith(".wav")


@pytest.mark.parametrize(("tier", "price"), [("veo3_lite", 30), ("veo3_fast", 60), (None, 60), ("veo3", 250)])
async def test_an_extension_costs_what_the_clip_s_tier_costs(
    start: Start, tier: str | None, price: int
) -> None:
    """The earlier task decides, through an extension of an extension too."""
    client = await start()
    task = await client.finished(
        await client.create_market("veo-3-1", prompt="A cat", **({"model": tier} if tier else {}))
    )
    for _ in range(2):
        task = await client.finished(await client.create_market("veo/extend", prompt="On", task_id=task.id))
        assert int(task.charged) == price


async def test_only_a_finished_task_of_ones_own_can_be_continued(start: Start) -> None:
    """An unknown, running, failed or foreign task, one of another model, and a clip in 1080p are refused."""
    client = await start(hold=True, takes_forgotten_tasks=False)
    client.kie.open_account("other", "another-key")
    clip, failed, foreign, sharp = [await client.create_market("veo-3-1", prompt="A") for _ in range(3)] + [
        await client.create_market("veo-3-1", prompt="A", resolution="1080p")
    ]
    video = await client.create_market(WAN_MODEL, **WAN)

    async def refusal(task_id: str) -> str:
        reply = await client.post(
            "jobs/createTask", {"model": "veo/extend", "input": {"prompt": "On", "task_id": task_id}}
        )
        return str(reply.json["msg"])

    assert await refusal("no-such-task") == await refusal(clip.id) == "record is null"
    for task in (clip, foreign, sharp, video):
        task.finish()
    failed.fail()
    foreign.account = "other"
    assert await refusal(failed.id) == await refusal(foreign.id) == "record is null"
    assert await refusal(sharp.id) == "1080P videos cannot be extended"
    assert await refusal(video.id) == "task_id is not within the range of allowed options"
    assert await refusal(clip.id) == "success"
    client.kie.know_task("of-last-week", "veo-3-1", model="veo3")
    assert await refusal("of-last-week") == "success"
    client.kie.takes_forgotten_tasks = True
    assert await refusal("no-such-task") == "success"


async def test_the_dead_sound_effect_model_is_accepted_and_fails(start: Start) -> None:
    """As observed: creation succeeds, then the task fails with 500 and the credits come back."""
    client = await start(credits=50)
    task = await client.finished(await client.create_market("elevenlabs/sound-effect-v2", text="A door"))
    assert task.failure is not None
    assert (task.failure.code, client.kie.credits) == (500, 50)


async def test_callbacks_say_200_or_501(start: Start, listener: Listener) -> None:
    """The callback repeats the status; a failure has body code 501 and no `resultJson`."""
    client = await start()
    await client.create_market(WAN_MODEL, listener.url, **WAN)
    await listener.expect(1)
    await client.create_market(WAN_MODEL, listener.url, **WAN | {"prompt": "fail-server"})
    good, bad = await listener.expect(2)
    assert (good.body["code"], good.body["msg"]) == (200, "Playground task completed successfully.")
    assert json.loads(good.body["data"]["resultJson"])["resultUrls"]
    assert (bad.body["code"], bad.body["data"]["state"], bad.body["data"]["failCode"]) == (501, "fail", "500")
    assert "resultJson" not in bad.body["data"]


async def test_an_unknown_task_is_null_and_so_is_a_very_young_one(start: Start) -> None:
    """A task that KIE does not know, or does not know yet, answers 422 "recordInfo is null"."""
    client = await start(blind_seconds=60)
    task = await client.create_market(WAN_MODEL, **WAN)
    for task_id in (task.id, "no-such-task"):
        reply = await client.get("jobs/recordInfo", taskId=task_id)
        assert reply.json == {"code": 422, "msg": "recordInfo is null", "data": None}
    client.kie.blind_seconds = 0
    assert (await client.get("jobs/recordInfo", taskId=task.id)).json["code"] == 200


async def test_the_model_list_can_be_searched(start: Start) -> None:
    """The list narrows by provider and words, and leaves out what no longer works."""
    client = await start()
    everything = (await client.get("models")).json["data"]
    assert everything["total"] == len(everything["models"]) > 50
    names = {
        row["model"]
        for row in (await client.get("models", provider="kling", q="v2-5-turbo")).json["data"]["models"]
    }
    assert names == {"kling/v2-5-turbo-text-to-video-pro", "kling/v2-5-turbo-image-to-video-pro"}
    assert "elevenlabs/sound-effect-v2" not in {row["model"] for row in everything["models"]}


async def test_a_schema_describes_the_input(start: Start) -> None:
    """A model's schema is an OpenAPI document whose slashes in the path are not encoded."""
    client = await start()
    data = (await client.get(f"models/{WAN_MODEL}/schema")).json["data"]
    assert data["openapi"]["openapi"] == "3.1.0"
    operation = data["openapi"]["paths"]["/api/v1/jobs/createTask"]["post"]
    described = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]["input"]
    assert set(described["required"]) == {"prompt", "duration", "resolution"}
    assert described["properties"]["duration"] == {"type": "string", "enum": ["5", "10"]}
    reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert (
        unquote(reference.removeprefix("#/components/schemas/")) in data["openapi"]["components"]["schemas"]
    )
    assert (await client.get("models/no/such/schema")).json["code"] == 404


async def test_a_schema_describes_objects_in_lists_and_what_a_callback_needs(start: Start) -> None:
    """The parts of a list's objects have types of their own; one model asks for a callback address."""
    client = await start()
    speech = await _described(client, "google/gemini-3-1-flash-tts")
    speaker = speech["properties"]["input"]["properties"]["speakers"]
    assert (speaker["type"], speaker["minItems"], speaker["maxItems"]) == ("array", 1, 2)
    assert speaker["items"]["required"] == ["speaker_id", "voice_name", "accent"]
    assert "Kore" in speaker["items"]["properties"]["voice_name"]["enum"]
    assert (await _described(client, "kling-3.0/motion-control"))["required"] == [
        "model",
        "callBackUrl",
        "input",
    ]


async def _described(client: Client, model: str) -> dict[str, Any]:
    document = (await client.get(f"models/{model}/schema")).json["data"]["openapi"]
    operation = document["paths"]["/api/v1/jobs/createTask"]["post"]
    body: dict[str, Any] = operation["requestBody"]["content"]["application/json"]["schema"]
    return body


async def test_a_callback_address_can_be_required(start: Start) -> None:
    """Motion control of Kling 3.0 is refused without one."""
    client = await start(hold=True)
    body = {"model": "kling-3.0/motion-control", "input": {"input_urls": [PICTURE], "video_urls": [PICTURE]}}
    refused = await client.post("jobs/createTask", body)
    assert refused.json["msg"] == "callBackUrl: This field is required"
    assert (await client.post("jobs/createTask", body | {"callBackUrl": PICTURE})).json["code"] == 200


async def test_a_model_may_have_no_page_yet(start: Start) -> None:
    """KIE lists models whose document is null."""
    client = await start(undocumented=frozenset({WAN_MODEL}))
    assert (await client.get(f"models/{WAN_MODEL}/schema")).json["data"] == {
        "model": WAN_MODEL,
        "openapi": None,
    }


async def test_a_price_is_told_in_words(start: Start) -> None:
    """The words name each row and what it is multiplied by; the list has the same words."""
    client = await start()
    data = (await client.get("models/minimax-h3/image-to-video/price")).json["data"]
    assert data == {
        "model": "minimax-h3/image-to-video",
        "pricingDesc": "8 credits per duration (resolution 768P); 13 credits per duration (resolution 2K). "
        "In addition: 4 credits per each of first_frame_url, last_frame_url.",
    }
    (row,) = (await client.get("models", q="minimax-h3/image")).json["data"]["models"]
    assert row["pricingDesc"] == data["pricingDesc"]


async def test_a_success_rate_is_a_day_in_points_of_ten_minutes(start: Start) -> None:
    """144 points, one after the other; without traffic a rate is null; a dead model never succeeds."""
    client = await start(success_rates={WAN_MODEL: 62.5})
    points = (await client.get(f"models/{WAN_MODEL}/success-rate")).json["data"]["points"]
    assert len(points) == 144
    assert all(point["end"] == later["start"] for point, later in pairwise(points))
    assert points[0]["successRate"] is None
    assert {(point["successRate"], point["errorRate"], point["isNormal"]) for point in points[1:]} == {
        (62.5, 37.5, False)
    }
    for model, rate in (("z-image", 100), ("elevenlabs/sound-effect-v2", 0)):
        newest = (await client.get(f"models/{model}/success-rate")).json["data"]["points"][-1]
        assert newest["successRate"] == rate
