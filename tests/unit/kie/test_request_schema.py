"""Requests against KIE's own descriptions of its models, whatever those are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kie.request_schema import RequestSchema, UnreadableSchema

INPUT = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "minLength": 2, "maxLength": 10},
        "duration": {"type": "integer", "minimum": 3, "maximum": 15},
        "resolution": {"type": "string", "enum": ["480p", "720p"]},
        "image_urls": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        "audio": {"type": ["boolean", "null"]},
        "format": {"const": "mp4"},
    },
}


def document(inside: Any, **more: Any) -> dict[str, Any]:
    """An OpenAPI document of one submission whose `input` is this."""
    schema = {"type": "object", "required": ["model", "input"], "properties": {"model": {}, "input": inside}}
    content = {"application/json": {"schema": schema}}
    return {"paths": {"/api/v1/jobs/createTask": {"post": {"requestBody": {"content": content}}}}, **more}


def faults(inside: Any, fields: Any, **more: Any) -> list[str]:
    """What is wrong with these fields, as it is said."""
    found = RequestSchema(document(inside, **more)).faults({"model": "maker/model", "input": fields})
    return [f"{fault}" if fault.refused else f"({fault})" for fault in found]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"prompt": "a kite", "duration": 5, "resolution": "480p", "image_urls": ["u"], "audio": True}, []),
        ({"prompt": "a kite", "audio": None, "duration": 5.0, "format": "mp4"}, []),
        ({}, ["input.prompt is required and is not sent"]),
        ({"prompt": 5}, ["input.prompt is 5, wanted is string"]),
        ({"prompt": "a"}, ["input.prompt has 1 characters, at least 2 are wanted"]),
        ({"prompt": "a" * 11}, ["input.prompt has 11 characters, at most 10 are possible"]),
        ({"prompt": "ab", "duration": "5"}, ["input.duration is “5”, wanted is integer"]),
        ({"prompt": "ab", "duration": True}, ["input.duration is true, wanted is integer"]),
        ({"prompt": "ab", "duration": 20}, ["input.duration has 20, at most 15 are possible"]),
        ({"prompt": "ab", "resolution": "4k"}, ["input.resolution is “4k”, possible is “480p”, “720p”"]),
        ({"prompt": "ab", "format": "mov"}, ["input.format is “mov”, possible is “mp4”"]),
        ({"prompt": "ab", "image_urls": "u"}, ["input.image_urls is “u”, wanted is array"]),
        ({"prompt": "ab", "image_urls": [1]}, ["input.image_urls[] is 1, wanted is string"]),
        ({"prompt": "ab", "image_urls": ["u"] * 3}, ["input.image_urls has 3 items, at most 2 are possible"]),
        ({"prompt": "ab", "audio": "on"}, ["input.audio is “on”, wanted is boolean or null"]),
        ({"prompt": "ab", "style": "noir"}, ["(input.style is not known there)"]),
    ],
)
def test_what_is_wrong(fields: dict[str, Any], said: list[str]) -> None:
    """Types, choices, lengths, bounds and what is required; a field that KIE does not know is passed over there."""
    assert faults(INPUT, fields) == said


def test_a_field_that_is_refused() -> None:
    """Only where the schema says that it takes no others; and where it takes any, none is unknown."""
    assert faults({**INPUT, "additionalProperties": False}, {"prompt": "ab", "style": 1}) == [
        "input.style is not known there"
    ]
    assert faults({**INPUT, "additionalProperties": True}, {"prompt": "ab", "style": 1}) == []


def test_references_within_the_document() -> None:
    """Names are percent-encoded in references, and the keys are as they are; a reference to nowhere says nothing."""
    components = {"schemas": {"fields of it ": INPUT, "a/b": {"type": "integer"}}}
    reference = {"$ref": "#/components/schemas/fields%20of%20it%20"}
    assert faults(reference, {}, components=components) == ["input.prompt is required and is not sent"]
    assert faults({"$ref": "#/components/schemas/a~1b"}, "x", components=components) == [
        "input is “x”, wanted is integer"
    ]
    for odd in ("#/components/nothing", "https://elsewhere.test/schema.json", "", "#"):
        assert faults({"$ref": odd}, {}, components=components) == []


def test_alternatives() -> None:
    """One of them has to fit, and the nearest one tells what is missing; fields of every one are known."""
    by_task = {"type": "object", "required": ["task_id"], "properties": {"task_id": {"type": "string"}}}
    by_image = {
        "type": "object",
        "required": ["image_url", "index"],
        "properties": {"image_url": {"type": "string"}, "index": {"type": "integer"}},
    }
    for combined in ("oneOf", "anyOf"):
        inside = {combined: [by_task, by_image]}
        assert faults(inside, {"task_id": "t"}) == []
        assert faults(inside, {"image_url": "u", "index": 1}) == []
        assert faults(inside, {"image_url": "u", "index": "1"}) == ["input.index is “1”, wanted is integer"]
    assert faults({"allOf": [by_task, INPUT]}, {"prompt": "ab"}) == [
        "input.task_id is required and is not sent"
    ]


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"paths": None},
        {"paths": []},
        {"paths": "soon"},
        {"paths": {"/claude/v1/messages": {"post": {}}}},
        {"paths": {"/api/v1/jobs/createTask": None}},
        {"paths": {"/api/v1/jobs/createTask": {"post": {"requestBody": {"content": "text"}}}}},
    ],
)
def test_a_document_of_something_else(odd: dict[str, Any]) -> None:
    """It says nothing of a submission, and that is said."""
    with pytest.raises(UnreadableSchema):
        RequestSchema(odd)


def test_a_document_without_end() -> None:
    """References in a circle, and branches that double at each step, are not followed for ever."""
    circle = {"schemas": {"a": {"$ref": "#/components/schemas/b"}, "b": {"$ref": "#/components/schemas/a"}}}
    itself = {"schemas": {"a": {"allOf": [{"$ref": "#/components/schemas/a"}] * 2}}}
    for components in (circle, itself):
        with pytest.raises(UnreadableSchema):
            faults({"$ref": "#/components/schemas/a"}, {"prompt": "ab"}, components=components)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "enum",
                    "const",
                    "required",
                    "properties",
                    "items",
                    "allOf",
                    "oneOf",
                    "anyOf",
                    "$ref",
                    "minLength",
                    "maximum",
                    "maxItems",
                    "additionalProperties",
                    "prompt",
                    "object",
                    "#/paths",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(inside=_JSON, whole=_JSON)
def test_any_document(inside: Any, whole: Any) -> None:
    """Whatever KIE answers is compared or is unreadable; it breaks nothing, and what is said can be shown anywhere."""
    for odd in (document(inside), {"paths": {"/jobs/createTask": whole}}):
        try:
            found = RequestSchema(odd).faults(
                {"model": "m", "input": {"prompt": "ab", "urls": ["u"], "n": 1}}
            )
        except UnreadableSchema:
            continue
        assert all(str(fault).isprintable() for fault in found)
