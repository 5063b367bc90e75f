"""Requests are written field by field in KIE's order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.catalog.spec import Media, Offer, Option, PromptRule, ReferenceNeed, Route, WireType
from bot.domain.generation import Reference
from bot.kie.families import FAMILIES
from bot.kie.families.family import UNREACHABLE_CALLBACK
from bot.kie.families.request_fields import option_fields
from tests.unit.kie.builders import generation, photos

CALLBACK = "https://bot.test/webhooks/kai/1"


def _body(
    route: Route,
    offer: Offer,
    *references: str,
    callback_url: str | None = None,
    **asked: Any,
) -> dict[str, Any]:
    asked.setdefault("references", photos(len(references)))
    return FAMILIES[route.family].body(route, offer, generation(**asked), references, callback_url)


_OFFER = Offer(
    options=(
        Option(name="duration", choices=("5", "10"), field="duration", type=WireType.INTEGER),
        Option(name="aspect_ratio", choices=("16:9", "9:16"), field="aspect_ratio"),
    ),
    references=(
        ReferenceNeed(media=Media.PHOTO, field="image_url", more_fields=("tail_image_url",), maximum=2),
    ),
)


def test_the_flat_order() -> None:
    """Prompt, model, fixed, options in the file's order, references, callback."""
    route = Route(family="card", supplier_model="sora-2", fixed={"watermark": False})
    body = _body(
        route,
        _OFFER,
        "https://f/1",
        callback_url=CALLBACK,
        choices={"aspect_ratio": "9:16", "duration": "10"},
    )
    assert list(body.items()) == [
        ("prompt", "A red bicycle"),
        ("model", "sora-2"),
        ("watermark", False),
        ("duration", 10),
        ("aspect_ratio", "9:16"),
        ("image_url", "https://f/1"),
        ("callBackUrl", CALLBACK),
    ]


def test_the_nested_order() -> None:
    """The current endpoint has the model outside and everything else in `input`."""
    route = Route(family="market", supplier_model="veo-3-1", fixed={"model": "veo3"})
    body = _body(route, _OFFER, callback_url=CALLBACK, choices={"duration": "5"})
    assert json.dumps(body) == json.dumps(
        {
            "model": "veo-3-1",
            "input": {"prompt": "A red bicycle", "model": "veo3", "duration": 5},
            "callBackUrl": CALLBACK,
        }
    )


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {"suno", "runway"}))
def test_nobody_listens_and_nobody_is_named(family: str) -> None:
    """Without a public address of ours no callback is asked for."""
    assert "callBackUrl" not in _body(Route(family=family), _OFFER)


@pytest.mark.parametrize("family", ["suno", "runway"])
def test_where_an_address_is_required_a_harmless_one_stands_in(family: str) -> None:
    """These older endpoints refuse a request without one, even from those who only poll."""
    assert _body(Route(family=family), _OFFER)["callBackUrl"] == UNREACHABLE_CALLBACK
    assert _body(Route(family=family), _OFFER, callback_url=CALLBACK)["callBackUrl"] == CALLBACK


@pytest.mark.parametrize(
    ("option", "value", "written"),
    [
        (Option(name="o", field="f"), "5", {"f": "5"}),
        (Option(name="o", field="f", type=WireType.INTEGER), "5", {"f": 5}),
        (Option(name="o", field="f", type=WireType.NUMBER), "5", {"f": 5}),
        (Option(name="o", field="f", type=WireType.NUMBER), "0.5", {"f": 0.5}),
        (Option(name="o", field="f", type=WireType.BOOLEAN), "on", {"f": True}),
        (Option(name="o", field="f", type=WireType.BOOLEAN), "off", {"f": False}),
        (Option(name="o", field="f", wire={"wide": "16:9"}), "wide", {"f": "16:9"}),
        (Option(name="o", field="f", wire={"wide": "16:9"}), "1:1", {"f": "1:1"}),
        (Option(name="o", field="f", wire={"auto": ""}), "auto", {}),
        (Option(name="o", wire={"square": {"width": 8, "height": 8}}), "square", {"width": 8, "height": 8}),
        (Option(name="o", wire={"square": {}}), "square", {}),
        (Option(name="o", field="f"), "", {}),
        (Option(name="o"), "5", {}),
    ],
)
def test_an_options_value_is_written(option: Option, value: str, written: dict[str, Any]) -> None:
    """Typed, translated, spread over several fields, or left out."""
    assert json.dumps(option_fields(option, value)) == json.dumps(written)


def test_a_route_omits_and_renames() -> None:
    """Prompt, options and references take the route's own names; omitted options are not sent."""
    route = Route(
        family="runway",
        omit=("duration",),
        names={"prompt": "text", "aspect_ratio": "aspectRatio", "image_url": "imageUrl"},
    )
    body = _body(
        route,
        _OFFER,
        "https://f/1",
        callback_url=CALLBACK,
        choices={"duration": "5", "aspect_ratio": "16:9"},
    )
    assert body == {
        "text": "A red bicycle",
        "aspectRatio": "16:9",
        "imageUrl": "https://f/1",
        "callBackUrl": CALLBACK,
    }


def test_the_model_goes_where_the_family_has_it() -> None:
    """A flat request without a supplier's model has no `model` field."""
    assert "model" not in _body(Route(family="aleph"), _OFFER)


def test_frames_go_into_their_own_fields() -> None:
    """The first and the second picture have a field each."""
    body = _body(Route(family="card"), _OFFER, "https://f/1", "https://f/2")
    assert (body["image_url"], body["tail_image_url"]) == ("https://f/1", "https://f/2")


def test_a_list_field_takes_one_as_a_list() -> None:
    """Where KIE wants a list, a single picture is a list of one."""
    offer = Offer(references=(ReferenceNeed(media=Media.PHOTO, field="image_urls", as_list=True, maximum=3),))
    assert _body(Route(family="card"), offer, "https://f/1")["image_urls"] == ["https://f/1"]


def test_each_kind_of_media_goes_to_its_own_need() -> None:
    """A picture and a film keep apart, in whatever order they were supplied."""
    offer = Offer(
        references=(
            ReferenceNeed(media=Media.PHOTO, field="reference_image"),
            ReferenceNeed(media=Media.VIDEO, field="video_url"),
        )
    )
    references = (Reference(file_id="v", media=Media.VIDEO), Reference(file_id="p", media=Media.PHOTO))
    body = _body(Route(family="card"), offer, "https://f/v", "https://f/p", references=references)
    assert (body["reference_image"], body["video_url"]) == ("https://f/p", "https://f/v")


@pytest.mark.parametrize(
    ("rule", "prompt", "written"),
    [
        (PromptRule(field="text"), "Hello", {"text": "Hello"}),
        (PromptRule(prefix="In the style of ink. "), "A fox", {"prompt": "In the style of ink. A fox"}),
        (PromptRule(prefix="In the style of ink. ", required=False), "", {"prompt": "In the style of ink."}),
        (PromptRule(required=False), "", {}),
        (PromptRule(maximum_length=0, required=False), "ignored", {}),
    ],
)
def test_the_prompt_is_written(rule: PromptRule, prompt: str, written: dict[str, str]) -> None:
    """In its own field, behind the model's prefix, or not at all."""
    assert _body(Route(family="card"), Offer(prompt=rule), prompt=prompt) == written


@pytest.mark.parametrize(
    ("path", "status_path"),
    [
        ("/api/v1/kling/generate", "/api/v1/kling/record-info"),
        ("/api/v1/luma/modify", "/api/v1/luma/record-info"),
        ("/api/v1/recraft/remove-bg", "/api/v1/recraft/record-info"),
        ("/api/v1/elevenlabs/tts", "/api/v1/elevenlabs/record-info"),
        ("/api/v1/gpt4o-image/generate", "/api/v1/gpt4o-image/record-info"),
    ],
)
def test_the_documents_status_is_beside_its_service(path: str, status_path: str) -> None:
    """`/api/v1/{service}/{action}` is asked about at `/api/v1/{service}/record-info`."""
    route = Route(family="card", path=path)
    assert (FAMILIES["card"].submit_to(route), FAMILIES["card"].status_at(route)) == (path, status_path)


PATHS = {
    "market": ("/api/v1/jobs/createTask", "/api/v1/jobs/recordInfo"),
    "veo": ("/api/v1/veo/generate", "/api/v1/veo/record-info"),
    "runway": ("/api/v1/runway/generate", "/api/v1/runway/record-detail"),
    "aleph": ("/api/v1/aleph/generate", "/api/v1/aleph/record-info"),
    "luma": ("/api/v1/modify/generate", "/api/v1/modify/record-info"),
    "gpt4o": ("/api/v1/gpt4o-image/generate", "/api/v1/gpt4o-image/record-info"),
    "flux_kontext": ("/api/v1/flux/kontext/generate", "/api/v1/flux/kontext/record-info"),
    "midjourney": ("/api/v1/mj/generate", "/api/v1/mj/record-info"),
    "suno": ("/api/v1/generate", "/api/v1/generate/record-info"),
}


@pytest.mark.parametrize("family", PATHS)
def test_the_live_paths(family: str) -> None:
    """Each of KIE's endpoints is spoken to where its documentation says."""
    route = Route(family=family)
    assert (FAMILIES[family].submit_to(route), FAMILIES[family].status_at(route)) == PATHS[family]


def test_songs_made_by_another_path_are_asked_about_at_the_same_place() -> None:
    """Sounds are created elsewhere and asked about like songs."""
    route = Route(family="suno", path="/api/v1/generate/sounds")
    assert FAMILIES["suno"].submit_to(route) == "/api/v1/generate/sounds"
    assert FAMILIES["suno"].status_at(route) == "/api/v1/generate/record-info"
