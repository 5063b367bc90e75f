"""The schemas as data: each takes what it describes, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.kie import schema_files
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.schema import Field, FieldType, Schema
from bot.sandbox.kie.schema_files import integration, market, older, read_file

ADDRESS = "https://files.test/a"
MODELS = market()
ALL = [*MODELS.values(), *older().values(), *integration().values()]
SCHEMAS = [pytest.param(schema, id=schema.id) for schema in ALL]


def _value(field: Field) -> Any:
    """The least that a field takes."""
    if field.choices:
        return field.choices[0]
    least = field.low or 0
    match field.type:
        case FieldType.TEXT:
            return "x" * max(1, int(least))
        case FieldType.INTEGER | FieldType.NUMBER:
            return int(max(1, least)) if (field.high or 1) >= 1 else 0
        case FieldType.BOOLEAN:
            return True
        case FieldType.URL:
            return ADDRESS
        case FieldType.URLS:
            return [ADDRESS] * max(1, int(least))
        case FieldType.TEXTS:
            return ["x"] * max(1, int(least))
        case _:
            parts = field.parts or ()
            return [{part.name: _value(part) for part in parts}] * max(1, int(least))


def _body(schema: Schema) -> dict[str, Any]:
    """A body that the schema takes: what is required, and what its rules add."""
    body = {field.name: _value(field) for field in schema.fields.values() if field.required}
    for _ in range(10):
        try:
            schema.check(body)
        except Refusal as refusal:
            name = refusal.message.partition(":")[0].partition(" ")[0]
            body[name] = _value(schema.fields[name])
        else:
            return body
    raise AssertionError(body)


def _wrong(field: Field) -> Iterator[Any]:
    """Values that the field cannot take."""
    yield {"an": "object"}
    if field.type in (FieldType.TEXT, FieldType.CHOICE):
        yield 5
        yield True
    if field.type in (FieldType.INTEGER, FieldType.NUMBER):
        yield "5"
        yield True
        yield float("nan")
    if field.type is FieldType.INTEGER:
        yield 5.5
    if field.type is FieldType.BOOLEAN:
        yield "true"
        yield 1
    if field.type is FieldType.URL:
        yield "a.png"
        yield [ADDRESS]
    if field.type is FieldType.URLS:
        yield ADDRESS
        yield [ADDRESS, None]
    if field.type in (FieldType.TEXTS, FieldType.OBJECTS):
        yield "x"
        yield [None]
    if field.choices:
        yield "nothing" if isinstance(field.choices[0], str) else 987_654
    if field.high is not None:
        yield _beyond(field, int(field.high) + 1)


def _beyond(field: Field, size: int) -> Any:
    match field.type:
        case FieldType.TEXT:
            return "x" * size
        case FieldType.URLS:
            return [ADDRESS] * size
        case FieldType.TEXTS:
            return ["x"] * size
        case FieldType.OBJECTS:
            return _value(field)[:1] * size
        case _:
            return size


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_schema_takes_what_it_describes_and_knows_its_price(schema: Schema) -> None:
    """The least that a page asks for is accepted, and costs something."""
    request = schema.check(_body(schema))
    assert schema.price.credits(request, lambda _: 3.2) > 0
    assert schema.results_of(request) >= 1


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_schema_refuses_everything_else(schema: Schema) -> None:
    """An unknown name, a required one that is missing, null or empty, a wrong type, a value out of range."""
    body = _body(schema)
    with pytest.raises(Refusal, match="not a supported parameter"):
        schema.check({**body, "no_such_field": 1})
    for field in schema.fields.values():
        if field.required:
            for absent in (
                {name: value for name, value in body.items() if name != field.name},
                {**body, field.name: None},
            ):
                with pytest.raises(Refusal, match=f"{field.name}: This field is required"):
                    schema.check(absent)
        for wrong in _wrong(field):
            with pytest.raises(Refusal, match=field.name):
                schema.check({**body, field.name: wrong})


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_default_is_something_that_the_field_takes(schema: Schema) -> None:
    """What KIE takes where a request is silent is one of the values that it lists."""
    for field in schema.fields.values():
        if field.default is not None:
            field.check(field.default)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_combination_has_a_price(schema: Schema) -> None:
    """Each value of each field that decides the price finds a row, whatever the others are."""
    body = _body(schema)
    for row in schema.price.rows:
        for name in filter(schema.fields.__contains__, row.when):
            for value in schema.fields[name].choices or (True, False):
                request = schema.request({**body, name: value})
                assert schema.price.credits(request, lambda _: 1) > 0


REQUESTS: list[tuple[str, dict[str, Any], str]] = [
    ("veo-3-1", {"prompt": "A cat", "model": "veo3"}, "250"),
    ("veo-3-1", {"prompt": "A cat", "resolution": "4k"}, "180"),
    ("veo-3-1", {"prompt": "A cat", "model": "veo3", "resolution": "4k", "image_urls": [ADDRESS]}, "370"),
    ("bytedance/seedance-2-fast", {"prompt": "A cat"}, "124"),
    ("bytedance/seedance-2-fast", {"prompt": "A cat", "duration": 10, "resolution": "480p"}, "117"),
    ("bytedance/seedance-2-fast", {"prompt": "A cat", "duration": -1, "resolution": "480p"}, "58.5"),
    ("bytedance/seedance-2", {"prompt": "A cat", "reference_video_urls": [ADDRESS]}, "125"),
    (
        "minimax-h3/image-to-video",
        {"prompt": "A", "duration": 4, "first_frame_url": ADDRESS, "last_frame_url": ADDRESS},
        "60",
    ),
    (
        "seedream/5-pro-image-to-image",
        {"prompt": "A cat", "aspect_ratio": "1:1", "quality": "basic", "image_urls": [ADDRESS] * 4},
        "8.5",
    ),
    ("qwen3/image-to-image", {"prompt": "A cat", "image_urls": [ADDRESS] * 3}, "6.3"),
    ("wan/2-7-image", {"prompt": "A cat"}, "19.2"),
    ("wan/2-7-image", {"prompt": "A cat", "n": 1}, "4.8"),
    ("wan/2-7-videoedit", {"video_url": ADDRESS, "resolution": "720p"}, "64"),
    ("wan/2-7-videoedit", {"video_url": ADDRESS, "resolution": "720p", "duration": 2}, "32"),
    ("kling/ai-avatar-pro", {"image_url": ADDRESS, "audio_url": ADDRESS, "prompt": ""}, "64"),
    ("elevenlabs/text-to-speech-turbo-2-5", {"text": "x" * 250}, "1.5"),
    (
        "elevenlabs/text-to-dialogue-v3",
        {"dialogue": [{"text": "x" * 400, "voice": "a"}, {"text": "x" * 100, "voice": "b"}]},
        "7",
    ),
    (
        "google/gemini-3-8-flash-tts",
        {
            "speakers": [{"speaker_id": "Speaker 1", "voice_name": "Kore"}],
            "dialogue_turns": [{"speaker_id": "Speaker 1", "text": "x" * 1000}],
        },
        "2.016",
    ),
]


@pytest.mark.parametrize(("model", "body", "credits_exactly"), REQUESTS)
def test_the_price_of_a_request_is_exact(model: str, body: dict[str, Any], credits_exactly: str) -> None:
    """By the second, the picture, the character, the second of a reference; defaults count as if they were sent."""
    request = MODELS[model].check(body)
    assert MODELS[model].price.credits(request, lambda _: 3.2) == Decimal(credits_exactly)


RULES: list[tuple[str, dict[str, Any], str]] = [
    (
        "veo-3-1",
        {"prompt": "A", "generation_type": "REFERENCE_2_VIDEO", "image_urls": [ADDRESS], "model": "veo3"},
        "model is not",
    ),
    (
        "veo-3-1",
        {"prompt": "A", "generation_type": "REFERENCE_2_VIDEO", "image_urls": [ADDRESS], "duration": 4},
        "duration is not",
    ),
    (
        "veo-3-1",
        {"prompt": "A", "generation_type": "REFERENCE_2_VIDEO"},
        "image_urls: This field is required",
    ),
    ("runway", {"prompt": "A", "duration": 5, "quality": "720p"}, "aspect_ratio: This field is required"),
    (
        "gpt-image-2-text-to-image",
        {"prompt": "A", "aspect_ratio": "5:4", "resolution": "2K"},
        "resolution is not",
    ),
    ("gpt-image-2-text-to-image", {"prompt": "A", "resolution": "2K"}, "resolution is not"),
    (
        "gpt-image-2-text-to-image",
        {"prompt": "A", "aspect_ratio": "1:1", "resolution": "4K"},
        "resolution is not",
    ),
    (
        "grok-imagine-video-1-5-preview",
        {"prompt": "A", "resolution": "1080p", "image_urls": [ADDRESS] * 2},
        "image_urls is not",
    ),
    ("grok-imagine-video-1-5-preview", {}, "prompt: This field is required"),
    (
        "hailuo/2-3-image-to-video-pro",
        {"prompt": "A", "image_url": ADDRESS, "duration": "10", "resolution": "1080P"},
        "duration is not",
    ),
    (
        "wan/3-0-video",
        {"prompt": "A", "first_frame_url": ADDRESS, "reference_audio_urls": [ADDRESS]},
        "cannot be used together",
    ),
    ("wan/3-0-video", {"prompt": "A", "resolution": "1080p"}, "resolution is not"),
    (
        "google/gemini-3-8-flash-tts",
        {"speakers": [{"speaker_id": "1"}], "dialogue_turns": []},
        r"speakers\[0\].voice_name: This field",
    ),
    (
        "google/gemini-3-1-flash-tts",
        {"speakers": [{"speaker_id": "1", "voice_name": "Kore"}]},
        r"speakers\[0\].accent: This field",
    ),
    (
        "google/gemini-3-8-flash-tts",
        {
            "speakers": [{"speaker_id": "1", "voice_name": "Kore", "mood": "glad"}],
            "dialogue_turns": [{"speaker_id": "1", "text": "A"}],
        },
        r"speakers\[0\].mood is not a supported",
    ),
]


@pytest.mark.parametrize(("model", "body", "words"), RULES)
def test_what_does_not_go_together_is_refused(model: str, body: dict[str, Any], words: str) -> None:
    """Rules that bind several fields, and the fields of objects in lists."""
    with pytest.raises(Refusal, match=words):
        MODELS[model].check(body)


BROKEN: list[tuple[str, str]] = [
    ('["a/b"]\nkind = "video"\ninput = ["prompt* text"]\nprices = []', "unknown keys"),
    ('["a/b"]\nkind = "film"\ninput = []\nprice = [{ credits = 1 }]', "film"),
    ('["a/b"]\nkind = "video"\ninput = ["prompt*"]\nprice = [{ credits = 1 }]', "no field"),
    ('["a/b"]\nkind = "video"\ninput = ["prompt* text ..500 ="]\nprice = [{ credits = 1 }]', "no field"),
    ('["a/b"]\nkind = "video"\ninput = ["size choice"]\nprice = [{ credits = 1 }]', "no field"),
    ('["a/b"]\nkind = "video"\ninput = ["prompt* words"]\nprice = [{ credits = 1 }]', "words"),
    ('["a/b"]\nkind = "video"\ninput = []\nprice = []', "no price"),
    ('["a/b"]\nkind = "video"\ninput = []\nper = "duration"\nprice = [{ credits = 1 }]', "no such fields"),
    (
        '["a/b"]\nkind = "video"\ninput = ["s choice a | b"]\nprice = [{ credits = 1, when = { s = "c" } }]',
        "never",
    ),
    ('["a/b"]\nkind = "video"\ninput = ["s text", "s url"]\nprice = [{ credits = 1 }]', "twice"),
    ('["a/b"]\nkind = "video"\ninput = []\nper = "miles of text"\nprice = [{ credits = 1 }]', "no unit"),
]


@pytest.mark.parametrize(("text", "wrong"), BROKEN)
def test_a_file_that_is_no_schema_says_where(tmp_path: Path, text: str, wrong: str) -> None:
    """File, model and what is wrong."""
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"broken.toml: a/b: .*{wrong}"):
        list(read_file(path))


def test_every_file_names_its_source_and_date() -> None:
    """Where the facts are from stands at the top."""
    files = list(schema_files.FOLDER.rglob("*.toml"))
    assert files
    for path in files:
        assert path.read_text(encoding="utf-8").startswith("# source: "), path
