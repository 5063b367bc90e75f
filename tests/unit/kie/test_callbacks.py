"""Callbacks of all shapes are read, and only KIE's own are listened to."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kie.webhook import KieCallbackReader, signature
from bot.ports import CallbackReading, CallbackVerdict
from tests.unit.kie.builders import SAMPLES

KEY = "test-webhook-key"
TASK = "ee603959-debb-48d1-98c4-a6d1c717eba6"
TIMESTAMP = "1768000000"
SIGNATURE = "gagd01dKG+1HAVgOdMVemSFB+C4eWzMXRmymzEWZxsg="
BODY = json.dumps({"code": 200, "data": {"taskId": TASK}}).encode()


class _Clock:
    def __init__(self, offset: int = 0) -> None:
        self._now = datetime.fromtimestamp(int(TIMESTAMP), UTC) + timedelta(seconds=offset)

    def now(self) -> datetime:
        return self._now


_LUMA = "774d9a7dd608a0e49293903095e45a4c"
_VEO = "veo_task_abcdef123456"
_SEEDANCE = "task_example_video_webhook_001"

CALLBACKS: dict[str, tuple[str, str]] = {
    "aleph-callback-fail-root-taskid": (TASK, "failed"),
    "aleph-callback-success-flat": (TASK, "done"),
    "aleph-callback-success-root-taskid": (TASK, "done"),
    "flux-kontext-callback-fail-400": ("task12345", "failed"),
    "flux-kontext-callback-fail-501": ("task12345", "failed"),
    "flux-kontext-callback-success": ("task12345", "done"),
    "gpt4o-callback-fail": ("task12345", "failed"),
    "gpt4o-callback-success": ("task12345", "done"),
    "luma-callback-fail": (_LUMA, "failed"),
    "luma-callback-success": (_LUMA, "done"),
    "market-callback-fail": ("bd3a37c523149e4adf45a3ddb5faf1a8", "failed"),
    "market-callback-fail-2026": (_SEEDANCE, "failed"),
    "market-callback-success": ("e989621f54392584b05867f87b160672", "done"),
    "market-callback-success-2026": (_SEEDANCE, "done"),
    "midjourney-callback-fail": ("mj_task_12345", "failed"),
    "midjourney-callback-success": ("mj_task_12345", "done"),
    "runway-callback-fail": (TASK, "failed"),
    "runway-callback-success": (TASK, "done"),
    "suno-callback-complete": ("2fac****9f72", "complete"),
    "suno-callback-complete-2026-08": ("2fac****9f72", "complete"),
    "suno-callback-error": ("2fac****9f72", "error"),
    "suno-callback-first": ("2fac****9f72", "first"),
    "suno-callback-first-observed": ("65e563474bd7b6485dfb229eb92324a8", "first"),
    "suno-callback-text": ("2fac****9f72", "text"),
    "veo-4k-callback-success": ("veo_task_example123", "done"),
    "veo-callback-fail-400": (_VEO, "failed"),
    "veo-callback-fail-422": (_VEO, "failed"),
    "veo-callback-success": (_VEO, "done"),
    "veo-callback-success-promptjson": (_VEO, "done"),
    "veo-callback-success-stringurls.derived": (_VEO, "done"),
}


@pytest.mark.parametrize("name", CALLBACKS)
def test_a_recorded_callback_is_read_exactly(name: str) -> None:
    """Its task and its stage are found, whatever its shape."""
    task_id, stage = CALLBACKS[name]
    body = (SAMPLES / f"{name}.json").read_bytes()
    assert KieCallbackReader(None, _Clock()).read({}, body) == CallbackReading(
        verdict=CallbackVerdict.GENUINE, task_id=task_id, stage=stage
    )


@pytest.mark.parametrize(
    ("payload", "stage"),
    [
        ({"code": 200, "data": {"taskId": "t", "resultUrls": ["https://cdn.kie.ai/result.mp4"]}}, "done"),
        ({"code": 500, "data": {"taskId": "t", "resultUrls": []}}, "failed"),
        ({"data": {"taskId": "t", "code": 200, "resultUrls": ["https://cdn.kie.ai/result.mp4"]}}, "done"),
        ({"data": {"taskId": "t", "code": 501}}, "failed"),
        ({"code": "200", "data": {"taskId": "t"}}, "done"),
    ],
)
def test_the_documents_callback_is_read_with_its_code_in_either_place(payload: object, stage: str) -> None:
    """On the wire the code is at the root; the document's own handler looks for it inside `data`."""
    reading = KieCallbackReader(None, _Clock()).read({}, json.dumps(payload).encode())
    assert reading == CallbackReading(verdict=CallbackVerdict.GENUINE, task_id="t", stage=stage)


def test_the_signature_is_what_kie_documents() -> None:
    """base64 of HMAC-SHA256 over `taskId.timestamp`."""
    assert signature(KEY, TASK, TIMESTAMP) == SIGNATURE


@pytest.mark.parametrize(
    ("timestamp_name", "signature_name"),
    [
        ("X-Webhook-Timestamp", "X-Webhook-Signature"),
        ("x-webhook-timestamp", "x-webhook-signature"),
        ("X-WEBHOOK-TIMESTAMP", "X-Webhook-SIGNATURE"),
    ],
)
@pytest.mark.parametrize("offset", [0, 300, -300])
def test_a_signed_callback_is_genuine(timestamp_name: str, signature_name: str, offset: int) -> None:
    """With the right signature, within five minutes, and whatever the case of the headers' names."""
    headers = {timestamp_name: TIMESTAMP, signature_name: SIGNATURE}
    assert KieCallbackReader(KEY, _Clock(offset)).read(headers, BODY).verdict is CallbackVerdict.GENUINE


@pytest.mark.parametrize("name", ["aleph-callback-fail-root-taskid", "runway-callback-success"])
def test_the_signed_task_id_is_found_wherever_it_is(name: str) -> None:
    """The signature covers the id at the root or as `task_id` just as well."""
    headers = {"X-Webhook-Timestamp": TIMESTAMP, "X-Webhook-Signature": SIGNATURE}
    body = (SAMPLES / f"{name}.json").read_bytes()
    assert KieCallbackReader(KEY, _Clock()).read(headers, body).verdict is CallbackVerdict.GENUINE


@pytest.mark.parametrize(
    ("key", "timestamp", "given", "offset"),
    [
        (KEY, TIMESTAMP, "", 0),
        (KEY, "", SIGNATURE, 0),
        (KEY, TIMESTAMP, SIGNATURE[:-2] + "A=", 0),
        (KEY, "1768000001", SIGNATURE, 0),
        (KEY, TIMESTAMP, SIGNATURE, 301),
        (KEY, TIMESTAMP, SIGNATURE, -301),
        (KEY, "9" * 5000, SIGNATURE, 0),
        (KEY, "٣", SIGNATURE, 0),
        (KEY, TIMESTAMP, "подпись", 0),
        (KEY, TIMESTAMP, "\udc80", 0),
        ("another-key", TIMESTAMP, SIGNATURE, 0),
        ("", TIMESTAMP, signature("", TASK, TIMESTAMP), 0),
    ],
)
def test_anything_else_is_unsigned(key: str, timestamp: str, given: str, offset: int) -> None:
    """Missing, wrong, too old or too early: not listened to. An empty key refuses everything."""
    headers = {"X-Webhook-Timestamp": timestamp, "X-Webhook-Signature": given}
    reading = KieCallbackReader(key, _Clock(offset)).read(headers, BODY)
    assert reading == CallbackReading(verdict=CallbackVerdict.UNSIGNED)


def test_a_callback_without_a_task_id_cannot_be_signed() -> None:
    """The signature covers the id, so nothing vouches for a callback that has none."""
    headers = {"X-Webhook-Timestamp": TIMESTAMP, "X-Webhook-Signature": signature(KEY, "", TIMESTAMP)}
    reading = KieCallbackReader(KEY, _Clock()).read(headers, b'{"code": 200, "data": null}')
    assert reading.verdict is CallbackVerdict.UNSIGNED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"null",
        b"{}",
        b'{"data": {"state": "success"}}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"data":' * 100_000,
        b'{"code": ' + b"9" * 5000 + b"}",
        b'{"code": NaN}',
        b'{"code": 1e999}',
        b'{"data": "{\\"taskId\\": "}',
        b'{"data": {"taskId": {"taskId": 1}}}',
    ],
)
def test_what_is_no_callback_is_unreadable(body: bytes) -> None:
    """Junk, bombs and foreign JSON are distinguished from callbacks without an error."""
    assert KieCallbackReader(None, _Clock()).read({}, body) == CallbackReading(
        verdict=CallbackVerdict.UNREADABLE
    )


@pytest.mark.parametrize("task_id", ["\\ud800", "a" * 201, ""])
def test_a_task_id_that_cannot_be_stored_is_not_handed_on(task_id: str) -> None:
    """Half a character or a novel in place of the id reaches no person's database."""
    body = f'{{"code": 200, "data": {{"taskId": "{task_id}"}}}}'.encode()
    reading = KieCallbackReader(None, _Clock()).read({}, body)
    assert len(reading.task_id) <= 200
    assert reading.task_id.encode()[:1] in {b"", b"?"}


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["code", "data", "taskId", "task_id", "callbackType", "state", "msg"])
            | st.text(),
            inner,
        )
    ),
    max_leaves=20,
)
_HEADERS = st.dictionaries(
    st.sampled_from(["X-Webhook-Timestamp", "x-webhook-signature"]) | st.text(), st.text()
)


@pytest.mark.parametrize("key", [None, KEY])
@given(headers=_HEADERS, body=st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
def test_nothing_makes_the_reader_raise(key: str | None, headers: dict[str, str], body: bytes) -> None:
    """Any bytes and any headers get a verdict, and with a key none of them is taken for genuine."""
    reading = KieCallbackReader(key, _Clock()).read(headers, body)
    reading.task_id.encode()
    assert key is None or reading.verdict is not CallbackVerdict.GENUINE
