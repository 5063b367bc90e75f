"""Reading JSON without trusting it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kie import json_reading as wire
from bot.kie.envelope import read_envelope
from bot.kie.families import FAMILIES
from bot.ports import TaskStatus
from tests.unit.kie.builders import SAMPLES

_A, _B = "https://x.test/a.mp4", "http://x.test/b.mp4"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([_A, _B], (_A, _B)),
        (json.dumps([_A, _B]), (_A, _B)),
        (f"[{_A}, {_B}]", (_A, _B)),
        (f"['{_A}']", (_A,)),
        (_A, (_A,)),
        ([{"resultUrl": _A}, {"resultUrl": _B}], (_A, _B)),
        (json.dumps([{"resultUrl": _A}]), (_A,)),
        ([_A, _A, None, 7, "", "ftp://x.test/a", "javascript:alert(1)"], (_A,)),
        ("https://", ()),
        ("", ()),
        (None, ()),
        ({}, ()),
        (3.5, ()),
        ([[[[[[_A]]]]]], ()),
    ],
)
def test_addresses_of_every_spelling(value: Any, expected: tuple[str, ...]) -> None:
    """Lists, JSON text, bracketed text and objects give the same addresses; anything else gives none."""
    assert wire.addresses(value) == expected


def test_a_flood_of_addresses_is_cut() -> None:
    """No task has more than a handful of results."""
    assert len(wire.addresses([f"https://x.test/{index}" for index in range(10_000)])) == 64


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, 1.0),
        ("1.5", 1.5),
        (" 2 ", 2.0),
        (True, None),
        ("", None),
        ("NaN", None),
        ("inf", None),
        (10**400, None),
        (None, None),
        ([], None),
    ],
)
def test_numbers_are_finite_or_absent(value: Any, expected: float | None) -> None:
    """A number in a string counts; booleans, infinities and junk do not."""
    assert wire.number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(100, Decimal(100)), (1.23, Decimal("1.23")), ("3.0", Decimal(3)), (1e300, None), ("x", None)],
)
def test_amounts_are_exact(value: Any, expected: Decimal | None) -> None:
    """Credits keep the digits that KIE wrote."""
    assert wire.decimal(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("two\nlines\x00 here", "two lines here"),
        ("\ud800half", "?half"),
        ("x" * 900, "x" * 500),
        (422, "422"),
        (10**30, ""),
        (True, ""),
        (None, ""),
        ({}, ""),
    ],
)
def test_words_can_be_stored_and_shown(value: Any, expected: str) -> None:
    """No control characters, no halves of characters, not too long, and no objects."""
    assert wire.text(value) == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"data": {"taskId": "a"}}, "a"),
        ({"data": {"task_id": "a"}}, "a"),
        ({"taskId": "a", "data": None}, "a"),
        ({"task_id": "a"}, "a"),
        ({"data": '{"taskId": "a"}'}, "a"),
        ({"data": {"taskId": 17}}, "17"),
        ({"data": {"taskId": True}}, ""),
        ({"data": ["taskId"]}, ""),
        ({}, ""),
    ],
)
def test_the_task_id_is_found_in_its_four_places(payload: dict[str, Any], expected: str) -> None:
    """In the root or in `data`, as `taskId` or `task_id`."""
    assert wire.task_id(payload) == expected


@pytest.mark.parametrize(
    ("status", "body", "code", "message"),
    [
        (200, b'{"code": 200, "msg": "success"}', 200, "success"),
        (200, b'{"code": "402", "message": "no"}', 402, "no"),
        (429, b'{"code": 200, "msg": "odd"}', 429, "odd"),
        (502, b"<html>Bad Gateway</html>", 502, ""),
        (200, b"<html></html>", None, ""),
        (200, b'{"data": {"taskId": "t"}}', 200, ""),
        (200, b'{"code": 500, "msg": "Credits insufficient : top up"}', 402, "Credits insufficient : top up"),
        (500, b'{"msg": "Credits insufficient"}', 402, "Credits insufficient"),
        (200, b'{"code": 200, "msg": "Credits insufficient soon"}', 200, "Credits insufficient soon"),
        (200, b"[" * 100_000, None, ""),
    ],
)
def test_the_code_that_counts(status: int, body: bytes, code: int | None, message: str) -> None:
    """The HTTP status unless it is 200, then the body's code; an empty balance is recognised by its words as well."""
    answer = read_envelope(status, body)
    assert (answer.code, answer.message) == (code, message)


@pytest.mark.parametrize(
    ("header", "seconds"), [("30", 30.0), ("-1", 0.0), ("soon", 0.0), ("9e9", 3600.0), ("", 0.0)]
)
def test_a_wait_is_bounded(header: str, seconds: float) -> None:
    """Retry-After counts in seconds, and not for ever."""
    assert read_envelope(429, b"", header).retry_after == seconds


_NAMES = [
    "code",
    "msg",
    "data",
    "state",
    "status",
    "successFlag",
    "response",
    "resultJson",
    "resultUrls",
    "sunoData",
]
_NAMES += [
    "audio_url",
    "duration",
    "failCode",
    "failMsg",
    "errorCode",
    "progress",
    "creditsConsumed",
    "videoInfo",
]
_LEAVES = st.sampled_from(
    ["success", "SUCCESS", "fail", 0, 1, 2, 4, "1", _A, f"[{_A}]", ["https://"], "[", "{}", 1e308]
)
_JUNK: st.SearchStrategy[Any] = st.recursive(
    _LEAVES | st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=6),
    max_leaves=25,
)


@pytest.mark.parametrize("family", sorted(FAMILIES))
@given(payload=st.dictionaries(st.sampled_from(["code", "data", "msg"]), _JUNK))
def test_no_family_stumbles_over_junk(family: str, payload: dict[str, Any]) -> None:
    """Whatever the JSON, a status comes out whose words can be stored."""
    status = FAMILIES[family].read_status(payload)
    assert isinstance(status, TaskStatus)
    (status.message + status.stage + "".join(result.url + result.title for result in status.results)).encode()


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.json")))
def test_no_family_stumbles_over_anothers_answer(family: str, name: str) -> None:
    """A foreign shape is never a failure of our code."""
    payload = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(FAMILIES[family].read_status(payload), TaskStatus)


@given(status=st.integers(100, 599), body=st.binary(), header=st.text())
def test_no_bytes_make_an_envelope_raise(status: int, body: bytes, header: str) -> None:
    """Whatever arrives, an envelope comes out."""
    assert read_envelope(status, body, header).status == status
