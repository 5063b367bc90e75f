"""Every keyword does what the list says."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox.kie import KEYWORDS, Fault, State
from bot.sandbox.kie.faults import find_fault
from bot.sandbox.kie.media_generator import BIG_FILE_BYTES
from tests.unit.sandbox.kie.conftest import WAN, Client, Listener, Start

MODEL = "wan/2-5-text-to-video"


def body(word: str, **more: Any) -> dict[str, Any]:
    """Return a good request whose prompt holds a keyword."""
    return {"model": MODEL, "input": WAN | {"prompt": f"A cat, {word} please"}, **more}


async def finish(client: Client, word: str) -> Any:
    """Take a task with a keyword to its end; return `data` of its status."""
    task = await client.finished(await client.create("jobs/createTask", body(word)))
    return (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]


def test_every_fault_is_listed_with_its_meaning() -> None:
    """The list that people read has every fault, each with a sentence."""
    assert list(KEYWORDS) == [fault.value for fault in Fault]
    assert all(KEYWORDS.values())


@pytest.mark.parametrize(
    ("prompt", "fault"),
    [
        ("Fail-455, please", Fault.FAIL_455),
        ("(stuck)", Fault.STUCK),
        ("A map of Germany", None),
        ("no-callbacks", None),
        ("", None),
    ],
)
def test_a_keyword_is_a_word_of_its_own(prompt: str, fault: Fault | None) -> None:
    """Case and punctuation do not matter; a part of another word is no keyword."""
    assert find_fault(prompt) is fault


@pytest.mark.parametrize(
    ("word", "code"), [("fail-prompt", 422), ("fail-submit-500", 500), ("fail-402", 402), ("fail-455", 455)]
)
async def test_a_refused_submission_creates_and_charges_nothing(start: Start, word: str, code: int) -> None:
    """The submission answers its code in the body; there is no task and the balance is whole."""
    client = await start(credits=100)
    reply = await client.post("jobs/createTask", body(word))
    assert (reply.status, reply.json["code"]) == (200, code)
    assert (client.kie.tasks, client.kie.credits) == ({}, 100)


async def test_fail_429_refuses_only_the_first_time(start: Start) -> None:
    """The same prompt is accepted when it is sent again."""
    client = await start()
    codes = [(await client.post("jobs/createTask", body("fail-429"))).json["code"] for _ in range(2)]
    assert codes == [429, 200]


async def test_html_502_is_a_page_and_no_task(start: Start) -> None:
    """The gateway answers HTML under HTTP 502."""
    client = await start()
    reply = await client.post("jobs/createTask", body("html-502"))
    assert (reply.status, reply.json) == (502, None)
    assert b"502 Bad Gateway" in reply.content
    assert not client.kie.tasks


async def test_status_502_hides_the_first_status(start: Start) -> None:
    """The first status query meets the gateway's page, the next the truth."""
    client = await start()
    task = await client.create("jobs/createTask", body("status-502"))
    statuses = [(await client.get("jobs/recordInfo", taskId=task.id)).status for _ in range(2)]
    assert statuses == [502, 200]


@pytest.mark.parametrize(("word", "code"), [("fail-moderation", "400"), ("fail-server", "500")])
async def test_a_task_fails_later(start: Start, word: str, code: str) -> None:
    """The submission is accepted and the task ends in failure."""
    data = await finish(await start(), word)
    assert (data["state"], data["failCode"]) == ("fail", code)


async def test_a_cut_connection_leaves_a_task_behind(start: Start) -> None:
    """The client sees a broken connection, while the task exists and was charged."""
    client = await start(credits=100)
    with pytest.raises(aiohttp.ClientError):
        await client.post("jobs/createTask", body("cut-connection"))
    task = await client.kie.wait_task(lambda task: task.state is State.SUCCESS)
    assert (client.kie.credits, task.fault) == (40, Fault.CUT_CONNECTION)


async def test_stuck_never_ends(start: Start) -> None:
    """A stuck task is still running long after the usual time."""
    client = await start(seconds_to_finish=0.0)
    stuck = await client.create("jobs/createTask", body("stuck"))
    await client.finished(await client.create_market(MODEL, **WAN))
    assert stuck.state is State.GENERATING
    assert not await stuck.ended(within=0.05)


async def test_no_urls_is_a_success_without_addresses(start: Start) -> None:
    """The state is success and the list is empty."""
    data = await finish(await start(), "no-urls")
    assert (data["state"], data["response"]) == ("success", {"resultUrls": []})


async def test_bad_url_answers_404(start: Start) -> None:
    """The address is given and leads nowhere."""
    client = await start()
    data = await finish(client, "bad-url")
    assert (await client.fetch(data["response"]["resultUrls"][0])).status == 404


async def test_slow_url_takes_its_time(start: Start) -> None:
    """The file is whole in the end, and cannot be had within a fraction of the time."""
    client = await start(slow_seconds=30)
    url = (await finish(client, "slow-url"))["response"]["resultUrls"][0]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await client.fetch(url)
    client.kie.slow_seconds = 0
    reply = await client.fetch(url)
    assert len(reply.content) == int(reply.headers["Content-Length"]) > 1000
    assert reply.headers["Content-Type"] == "video/mp4"


async def test_wrong_type_is_a_page_in_disguise(start: Start) -> None:
    """The header says video and the bytes are HTML."""
    client = await start()
    data = await finish(client, "wrong-type")
    reply = await client.fetch(data["response"]["resultUrls"][0])
    assert reply.headers["Content-Type"] == "video/mp4"
    assert reply.content.startswith(b"<!doctype html>")


async def test_many_gives_four_different_files(start: Start) -> None:
    """Four addresses, four pictures."""
    client = await start()
    task = await client.finished(await client.create_market("google/nano-banana", prompt="many cats"))
    pictures = {(await client.fetch(url)).content for url in task.urls}
    assert len(pictures) == 4


SET = {"image_url": "https://files.example/a.png", "num_images": "3"}
"""Of a task that makes three pictures."""


@pytest.mark.parametrize(("word", "there"), [("fewer-urls", 2), ("empty-url", 2)])
async def test_a_set_without_one_of_its_addresses(start: Start, word: str, there: int) -> None:
    """Of several results the last one is missing: its address is not there, or empty."""
    client = await start()
    task = await client.finished(await client.create_market("qwen/image-edit", prompt=f"cats, {word}", **SET))
    assert task.charged == 15
    assert len(list(filter(None, task.urls))) == there
    assert len(task.urls) == (3 if word == "empty-url" else 2)


@pytest.mark.parametrize("word", ["fewer-urls", "empty-url"])
async def test_a_single_result_is_no_set(start: Start, word: str) -> None:
    """What makes one thing makes it."""
    client = await start()
    task = await client.finished(await client.create_market("google/nano-banana", prompt=f"a cat, {word}"))
    assert len(list(filter(None, task.urls))) == 1


async def test_a_gone_url_stays_gone(start: Start) -> None:
    """The last result answers 410 each time, the others are there; tests name others."""
    client = await start()
    task = await client.finished(
        await client.create_market("qwen/image-edit", prompt="cats, gone-url", **SET)
    )
    assert [(await client.fetch(url)).status for url in task.urls] == [200, 200, 410]
    task.fault, task.gone = None, frozenset({0})
    assert [(await client.fetch(url)).status for url in task.urls] == [410, 200, 200]


async def test_a_big_file_is_really_big(start: Start) -> None:
    """The video announces 45 MB, and a range in its middle can be read."""
    client = await start()
    url = (await finish(client, "big-file"))["response"]["resultUrls"][0]
    head = await client.fetch(url, "HEAD")
    assert int(head.headers["Content-Length"]) == BIG_FILE_BYTES
    middle = await client.fetch(url, headers={"Range": f"bytes={BIG_FILE_BYTES - 10}-"})
    assert (middle.status, len(middle.content)) == (206, 10)


async def test_expired_url_needs_a_fresh_link(start: Start) -> None:
    """The address of the status is refused, the link of `download-url` works."""
    client = await start()
    url = (await finish(client, "expired-url"))["response"]["resultUrls"][0]
    assert (await client.fetch(url)).status == 403
    link = (await client.post("common/download-url", {"url": url})).json["data"]
    assert (await client.fetch(link)).status == 200


async def test_redirect_loop_leads_to_itself(start: Start) -> None:
    """The address answers with itself."""
    client = await start()
    url = (await finish(client, "redirect-loop"))["response"]["resultUrls"][0]
    reply = await client.fetch(url, allow_redirects=False)
    assert (reply.status, client.kie.url + reply.headers["Location"]) == (302, url)


async def test_silent_url_is_silent_once(start: Start) -> None:
    """The first request is never answered, the second is."""
    client = await start()
    url = (await finish(client, "silent-url"))["response"]["resultUrls"][0]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await client.fetch(url)
    assert (await client.fetch(url)).status == 200


async def test_short_file_breaks_off_once(start: Start) -> None:
    """The first download has less than it promised, the second is whole."""
    client = await start()
    url = (await finish(client, "short-file"))["response"]["resultUrls"][0]
    with pytest.raises(aiohttp.ClientPayloadError):
        await client.fetch(url)
    reply = await client.fetch(url)
    assert len(reply.content) == int(reply.headers["Content-Length"])


async def test_an_endless_file_has_no_length_and_no_end(start: Start) -> None:
    """It goes on and on, until its reader closes."""
    client = await start()
    url = (await finish(client, "endless-file"))["response"]["resultUrls"][0]
    async with client.session.get(url) as answer:
        assert answer.content_length is None
        assert len(await answer.content.readexactly(5_000_000)) == 5_000_000


async def test_no_callback(start: Start, listener: Listener) -> None:
    """The task ends and no one is called, while another task's callback does arrive."""
    client = await start()
    silent = await client.create("jobs/createTask", body("no-callback", callBackUrl=listener.url))
    await client.finished(silent)
    loud = await client.create_market(MODEL, listener.url, **WAN)
    (call,) = await listener.expect(1)
    assert call.body["data"]["taskId"] == loud.id
    assert silent.callbacks == []


async def test_late_callback(start: Start, listener: Listener) -> None:
    """The callback comes after its delay and not before."""
    client = await start(late_callback_seconds=0.2)
    task = await client.create("jobs/createTask", body("late-callback", callBackUrl=listener.url))
    await listener.expect(1)
    sent = (await client.kie.wait_task(lambda other: bool(other.callbacks))).callbacks[0]
    assert sent.at - (task.completed_at or 0) > 0.19


async def test_double_callback(start: Start, listener: Listener) -> None:
    """Ten equal callbacks arrive."""
    client = await start()
    await client.create("jobs/createTask", body("double-callback", callBackUrl=listener.url))
    calls = await listener.expect(10)
    assert len(calls) == 10
    assert all(call.body == calls[0].body for call in calls)


async def test_forged_callback(start: Start, listener: Listener) -> None:
    """First a stranger's callback with a false signature and address, then the true one."""
    client = await start(hmac_key="key", seconds_to_finish=0.3)
    task = await client.create("jobs/createTask", body("forged-callback", callBackUrl=listener.url))
    forged, true = sorted(await listener.expect(2), key=lambda call: "/files/forged/" not in str(call.body))
    assert forged.body["data"]["taskId"] == true.body["data"]["taskId"] == task.id
    assert "/files/forged/" in forged.body["data"]["resultJson"]
    assert forged.headers["X-Webhook-Signature"] != true.headers["X-Webhook-Signature"]
    assert (await client.fetch(f"{client.kie.url}/files/forged/0.mp4")).status == 404


async def test_faults_can_be_planned_without_a_word_in_the_prompt(start: Start) -> None:
    """Planned faults are met in order by the next submissions and by no later one."""
    client = await start()
    client.kie.next_submission(Fault.FAIL_455)
    client.kie.next_submission("fail-429")
    request = {"model": MODEL, "input": WAN}
    codes = [(await client.post("jobs/createTask", request)).json["code"] for _ in range(3)]
    assert codes == [455, 429, 200]


PICTURED = {"input_image": "https://example.com/a.png"}


async def test_a_full_queue_gives_a_task_up(start: Start) -> None:
    """It is never begun, is called queuing, ends with 524, and its credits come back."""
    client = await start(credits=100, seconds_to_finish=0.02, queue_seconds=0.2)
    task = await client.create("jobs/createTask", body("fail-queue"))
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert (data["state"], client.kie.credits) == ("queuing", 40)
    await client.finished(task)
    data = (await client.get("jobs/recordInfo", taskId=task.id)).json["data"]
    assert (data["state"], data["failCode"], data["creditsConsumed"]) == ("fail", "524", 0)
    await client.kie.wait_task(lambda _: client.kie.credits == 100)


async def test_the_queue_of_one_model_may_be_full(start: Start) -> None:
    """Whatever its prompts say; other models are made."""
    client = await start(full_queues=frozenset({MODEL}), queue_seconds=0.02)
    lost = await client.finished(await client.create("jobs/createTask", body("hello")))
    made = await client.finished(await client.create_market("z-image", prompt="A cat", aspect_ratio="1:1"))
    assert lost.failure is not None
    assert (lost.failure.code, made.state) == (524, State.SUCCESS)


@pytest.mark.parametrize(("words", "switch"), [("fail-person", False), ("a lady", True)])
async def test_a_filter_for_people_fails_pictures_at_once(start: Start, words: str, switch: bool) -> None:
    """By a word or a switch: with a picture a plain 500 long before the usual time, without one it is made."""
    client = await start(seconds_to_finish=0.5, refuses_people=switch)
    asked = {**PICTURED, "prompt": words}
    task = await client.finished(await client.create_market("flux1-kontext", **asked))
    assert task.failure is not None
    assert (task.failure.code, task.failure.message) == (500, "Internal Error")
    assert task.seconds == pytest.approx(0.05)
    plain = await client.finished(await client.create_market("flux1-kontext", prompt=words))
    assert (plain.state, plain.seconds) == (State.SUCCESS, 0.5)
