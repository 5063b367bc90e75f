"""KIE's callbacks lost, late, ten at once, out of order, forged, unsigned, replayed, contradicted, with a wrong clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox.kie.callbacks import signature_headers
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import (
    held_tasks,
    let_time_pass,
    media_of,
    newest,
    require_gift,
    require_one_delivery,
    require_release,
    states,
    task_of,
    tasks_of,
)

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

KEY = "test-webhook-key"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that demands signatures, and a KIE that signs."""
    async with kiosk_between(
        tmp_path_factory.mktemp("callbacks"),
        "live",
        kie={"hmac_key": KEY},
        KIE_WEBHOOK_HMAC_KEY=KEY,
        KIE_LEGACY_MODELS="suno-v6",
    ) as kiosk:
        await kiosk.admin.start()
        yield kiosk


async def test_lost(kiosk: BotUnderTest) -> None:
    """KIE never calls: polling brings the media, once."""
    person = kiosk.telegram.person("Lost")
    card = await kiosk.generate(person, "flux-pro a lake no-callback")
    await require_one_delivery(kiosk, person, card)
    (task,) = tasks_of(kiosk, "a lake")
    assert not task.callbacks


async def test_late(kiosk: BotUnderTest) -> None:
    """Past the deadline the credits go back and the person knows; the callback after it brings a gift."""
    person = kiosk.telegram.person("Late")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a late train")
        task = await task_of(kiosk, "a late train")
    await kiosk.kie.wait_task(lambda one: one is task and one.status_queries > 0)
    await let_time_pass(kiosk, person, hours=2)
    notified = await require_release(kiosk, person, card, "took too long")
    task.finish()
    await require_gift(kiosk, person, notified)


async def test_ten_at_once(kiosk: BotUnderTest) -> None:
    """Ten equal callbacks at the same moment, twice: one delivery, one charge."""
    person = kiosk.telegram.person("Loud")
    card = await kiosk.generate(person, "flux-pro a choir double-callback")
    await require_one_delivery(kiosk, person, card)
    (task,) = tasks_of(kiosk, "a choir")
    answers = await asyncio.gather(*(kiosk.kie.send_callback(task) for _ in range(10)))
    assert answers == [200] * 10
    assert states(kiosk, person) == ["held", "submitting", "running", "ready", "delivered"]
    assert len(media_of(person)) == 1


async def test_out_of_order(kiosk: BotUnderTest) -> None:
    """A song's stages arrive backwards, the last of them after the end: both tracks come once."""
    person = kiosk.telegram.person("Backwards")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "suno-v6 a song of crabs")
        task = await task_of(kiosk, "a song of crabs")
    complete = task.family.callback(task)
    early = [word(task) for _, word in sorted(task.family.stages().items(), reverse=True)]
    assert len(early) == 2
    assert await kiosk.kie.send_callback(task, complete) == 200
    assert await kiosk.kie.send_callback(task, early[0]) == 200
    task.finish()
    await require_one_delivery(kiosk, person, card, files=2)
    assert await kiosk.kie.send_callback(task, early[1]) == 200
    assert len(media_of(person)) == 2


async def test_forged(kiosk: BotUnderTest) -> None:
    """A stranger's callback with false addresses is refused at once; only what KIE's status names is fetched."""
    person = kiosk.telegram.person("Forged")
    card = await kiosk.generate(person, "flux-pro a coin forged-callback")
    await require_one_delivery(kiosk, person, card)
    (task,) = tasks_of(kiosk, "a coin")
    assert task.callbacks[0].status == 401
    assert not [request for request in kiosk.kie.requests if "/files/forged/" in request.path]


async def test_unsigned(kiosk: BotUnderTest) -> None:
    """Without a signature no one listens, even at the right address."""
    person = kiosk.telegram.person("Unsigned")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a blank letter no-callback")
        task = await task_of(kiosk, "a blank letter")
    assert await kiosk.kie.send_callback(task, signed=False) == 401
    assert not kiosk.rows("SELECT * FROM callbacks WHERE generation_id = ?", newest(kiosk, person)["id"])
    task.finish()
    await require_one_delivery(kiosk, person, card)


async def test_replayed(kiosk: BotUnderTest) -> None:
    """The same callback again, at its own address and at another generation's, changes nothing."""
    first, second = kiosk.telegram.person("First"), kiosk.telegram.person("Second")
    card = await kiosk.generate(first, "flux-pro a parrot")
    await require_one_delivery(kiosk, first, card)
    (old,) = tasks_of(kiosk, "a parrot")
    with held_tasks(kiosk):
        other_card = await kiosk.generate(second, "flux-pro an echo")
        other = await task_of(kiosk, "an echo")
    await kiosk.kie.wait_task(lambda one: one is other and one.status_queries > 0)
    assert other.callback_url is not None
    payload, headers = old.family.callback(old), signature_headers(kiosk.kie, old.id)
    async with aiohttp.ClientSession() as stranger:
        async with stranger.post(other.callback_url, json=payload, headers=headers) as answer:
            assert answer.status == 200
        forged_address = f"{other.callback_url[:-3]}AAA"
        async with stranger.post(forged_address, json=payload, headers=headers) as answer:
            assert answer.status == 404
    assert await kiosk.kie.send_callback(old) == 200
    assert newest(kiosk, second)["state"] == "running"
    assert len(media_of(first)) == 1
    other.finish()
    await require_one_delivery(kiosk, second, other_card)


@pytest.mark.parametrize("claimed", [200, 501])
async def test_contradicted_while_it_works(kiosk: BotUnderTest, claimed: int) -> None:
    """The callback says done, or failed, while KIE still works on it: only the status counts."""
    person = kiosk.telegram.person(f"Contradicted {claimed}")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, f"flux-pro a rumour {claimed}")
        task = await task_of(kiosk, f"a rumour {claimed}")
    asked = task.status_queries
    assert await kiosk.kie.send_callback(task, code=claimed) == 200
    await kiosk.kie.wait_task(lambda one: one is task and one.status_queries > asked + 1)
    assert newest(kiosk, person)["state"] == "running"
    task.finish()
    await require_one_delivery(kiosk, person, card)


async def test_contradicted_by_a_failure(kiosk: BotUnderTest) -> None:
    """The callback says done and names media, the status says failed: the credits go back."""
    person = kiosk.telegram.person("Promised")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a promise no-callback")
        task = await task_of(kiosk, "a promise")
    done = {"code": 200, "data": {"taskId": task.id, "resultUrls": ["https://example.com/promise.png"]}}
    task.fail()
    assert await kiosk.kie.send_callback(task, done) == 200
    await require_release(kiosk, person, card, "isn’t working")


@pytest.mark.parametrize(("skew", "answer"), [(3600, 401), (-3600, 401), (-120, 200)])
async def test_a_wrong_clock(kiosk: BotUnderTest, skew: int, answer: int) -> None:
    """Minutes of difference are forgiven; what claims to be an hour old or early is refused, and polling delivers."""
    person = kiosk.telegram.person(f"Skewed {skew}")
    kiosk.kie.callback_clock_skew = skew
    try:
        card = await kiosk.generate(person, f"flux-pro a clock {skew}")
        await require_one_delivery(kiosk, person, card)
        (task,) = tasks_of(kiosk, f"a clock {skew}")
        await kiosk.kie.wait_task(lambda one: one is task and bool(one.callbacks))
        assert task.callbacks[0].status == answer
    finally:
        kiosk.kie.callback_clock_skew = 0
