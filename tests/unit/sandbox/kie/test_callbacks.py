"""Callbacks: the signature, the retries, and sending one by hand."""

from __future__ import annotations

from bot.sandbox.kie.callbacks import sign
from tests.unit.sandbox.kie.conftest import WAN, Listener, Start

MODEL = "wan/2-5-text-to-video"
NOBODY = "http://127.0.0.1:9/called"


def test_the_signature_covers_task_and_timestamp() -> None:
    """A vector computed by hand from KIE's description: base64(HMAC-SHA256(key, "taskId.timestamp"))."""
    signature = sign("test-webhook-key", "ee603959-debb-48d1-98c4-a6d1c717eba6", 1768000000)
    assert signature == "gagd01dKG+1HAVgOdMVemSFB+C4eWzMXRmymzEWZxsg="


async def test_a_callback_is_signed_when_there_is_a_key(start: Start, listener: Listener) -> None:
    """Both headers come along and fit the task's id."""
    client = await start(hmac_key="secret")
    task = await client.create_market(MODEL, listener.url, **WAN)
    (call,) = await listener.expect(1)
    timestamp = int(call.headers["X-Webhook-Timestamp"])
    assert call.headers["X-Webhook-Signature"] == sign("secret", task.id, timestamp)
    assert abs(timestamp - task.created_at) < 60


async def test_the_clock_of_a_callback_may_be_wrong(start: Start, listener: Listener) -> None:
    """The timestamp is off by the skew, and the signature still fits it."""
    client = await start(hmac_key="secret", callback_clock_skew=-3600)
    task = await client.create_market("google/nano-banana", listener.url, prompt="A cat")
    (call,) = await listener.expect(1)
    timestamp = int(call.headers["X-Webhook-Timestamp"])
    assert abs(timestamp + 3600 - task.created_at) < 60
    assert call.headers["X-Webhook-Signature"] == sign("secret", task.id, timestamp)


async def test_a_callback_is_not_signed_without_a_key(start: Start, listener: Listener) -> None:
    """Without a key neither header is sent; the API key never is."""
    client = await start()
    await client.create_market(MODEL, listener.url, **WAN)
    (call,) = await listener.expect(1)
    assert not {"X-Webhook-Timestamp", "X-Webhook-Signature", "Authorization"} & set(call.headers)


async def test_a_refused_callback_is_tried_four_times(start: Start, listener: Listener) -> None:
    """One call and three retries, then silence; each attempt is noted."""
    client = await start(callback_retry_seconds=0.01)
    listener.answers = [500, 503, 404, 500]
    task = await client.create_market(MODEL, listener.url, **WAN)
    await client.kie.wait_task(lambda other: len(other.callbacks) == 4)
    assert [(sent.attempt, sent.status) for sent in task.callbacks] == [
        (1, 500),
        (2, 503),
        (3, 404),
        (4, 500),
    ]
    loud = await client.create_market(MODEL, listener.url, **WAN)
    assert (await listener.expect(5))[-1].body["data"]["taskId"] == loud.id


async def test_an_accepted_callback_is_not_repeated(start: Start, listener: Listener) -> None:
    """After a failure and a success nothing more is sent."""
    client = await start(callback_retry_seconds=0.01)
    listener.answers = [500, 200]
    task = await client.create_market(MODEL, listener.url, **WAN)
    await client.kie.wait_task(lambda other: len(other.callbacks) == 2)
    await client.create_market(MODEL, listener.url, **WAN)
    await listener.expect(3)
    assert len(task.callbacks) == 2


async def test_nobody_listening_is_noted(start: Start) -> None:
    """An unreachable address leaves attempts without a status, and the task is a success all the same."""
    client = await start(callback_retry_seconds=0.01)
    task = await client.create_market(MODEL, NOBODY, **WAN)
    await client.kie.wait_task(lambda other: len(other.callbacks) == 4)
    assert {sent.status for sent in task.callbacks} == {None}
    assert task.urls


async def test_a_callback_can_be_sent_by_hand(start: Start, listener: Listener) -> None:
    """A test can say anything, signed or not, at any time."""
    client = await start(hold=True, hmac_key="secret")
    task = await client.create_market(MODEL, listener.url, **WAN)
    assert await client.kie.send_callback(task) == 200
    assert (
        await client.kie.send_callback(task, {"code": 200, "data": {"taskId": "x"}}, code=501, signed=False)
        == 200
    )
    own, foreign = await listener.expect(2)
    assert own.body["data"]["taskId"] == task.id
    assert "X-Webhook-Signature" in own.headers
    assert foreign.body == {"code": 501, "data": {"taskId": "x"}}
    assert "X-Webhook-Signature" not in foreign.headers
