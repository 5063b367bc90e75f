"""Facts of KIE's today that were sold wrongly once: each with its price, and with what is sent for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.choices import settle
from bot.catalog.load import load_catalog
from bot.catalog.pricing import kie_credits
from bot.catalog.references import check_references
from bot.catalog.routing import pick_route
from bot.catalog.spec import Dialect, Kind, Offer, Verb
from bot.catalog.supplied_media import SuppliedMedia
from bot.errors import OptionConflict, TooManyReferences
from bot.kie.families import FAMILIES
from tests.unit.kie.builders import generation, photos

MISSING = object()
"""A field that must not be sent."""


@dataclass(frozen=True)
class Fact:
    """One request.

    Attributes:
        slug: of the model.
        choices: what is said; the rest has its default.
        credits: what KIE takes.
        photos: how many go with it.
        model: KIE's id.
        sent: fields of the input with their values.
        legacy: whether the operator uses the older endpoints.
        prompt: the words.
    """

    slug: str
    choices: Mapping[str, str]
    credits: str
    photos: int = 0
    model: str = ""
    sent: Mapping[str, Any] = field(default_factory=dict)
    legacy: bool = False
    prompt: str = "la la"

    def __str__(self) -> str:
        return f"{self.slug} {' '.join(self.choices.values())} {self.photos or ''}{'legacy' * self.legacy}"


SUNO = {"suno-v6": "V6", "suno-v5": "V5", "suno-v4.5": "V4_5", "suno-v4": "V4"}
FACTS = [
    Fact("seedance-2-fast", {"resolution": "480p", "duration": "10"}, "117"),
    Fact("seedance-2-fast", {"resolution": "720p", "duration": "5"}, "124"),
    *(
        Fact(slug, {"aspect_ratio": "adaptive"}, price, photos=1, sent={"aspect_ratio": "adaptive"})
        for slug, price in (("seedance-2", "95"), ("seedance-2-fast", "58.5"), ("seedance-2-mini", "19"))
    ),
    Fact("minimax", {"resolution": "768P"}, "48", model="minimax-h3/text-to-video"),
    Fact("minimax", {"resolution": "768P"}, "52", photos=1, model="minimax-h3/image-to-video"),
    Fact("minimax", {"resolution": "2K", "duration": "15"}, "203", photos=2),
    Fact("topaz-upscale", {"enlarge": "1"}, "10", photos=1, sent={"upscale_factor": "1"}),
    Fact("topaz-upscale", {"enlarge": "2"}, "10", photos=1, sent={"upscale_factor": "2"}),
    Fact("topaz-upscale", {"enlarge": "4"}, "20", photos=1, sent={"upscale_factor": "4"}),
    *(
        Fact(
            slug,
            {"mode": "lyrics"},
            "12",
            model="ai-music-api/generate",
            sent={"lyrics": "la la", "prompt": MISSING, "custom_mode": True, "model": version},
        )
        for slug, version in SUNO.items()
    ),
    Fact(
        "suno-v6",
        {"mode": "lyrics", "instrumental": "on"},
        "12",
        model="ai-music-api/generate",
        sent={"lyrics": MISSING, "prompt": MISSING, "instrumental": True},
    ),
    Fact("suno-v6", {"mode": "description"}, "12", sent={"prompt": "la la", "lyrics": MISSING}),
    Fact("suno-v6", {"mode": "lyrics"}, "12", sent={"prompt": "la la", "customMode": True}, legacy=True),
    Fact("imagen-4", {"quality": "fast"}, "4", model="google/imagen4-fast"),
    Fact("imagen-4", {"quality": "standard"}, "8", model="google/imagen4"),
    Fact("imagen-4", {"quality": "ultra"}, "12", model="google/imagen4-ultra"),
    *(
        Fact("gpt-image-2", {"aspect_ratio": ratio, "resolution": size}, price, sent={"aspect_ratio": ratio})
        for ratio, size, price in (
            ("5:4", "1K", "6"),
            ("4:5", "4K", "16"),
            ("3:1", "1K", "6"),
            ("1:3", "1K", "6"),
            ("9:21", "1K", "6"),
            ("auto", "1K", "6"),
            ("16:9", "2K", "10"),
        )
    ),
    Fact(
        "gpt-image-2",
        {"background": "transparent", "resolution": "1K"},
        "6",
        sent={"background": "transparent"},
    ),
    Fact("gpt-image-2", {"resolution": "2K"}, "10", sent={"background": MISSING}),
    Fact("flux-pro", {"aspect_ratio": "auto"}, "5", photos=1, sent={"aspect_ratio": "auto"}),
    Fact("flux-2-flex", {"aspect_ratio": "auto"}, "14", photos=1, sent={"aspect_ratio": "auto"}),
    *(
        Fact(
            "veo-3.1-references",
            {"quality": quality, "resolution": resolution},
            price,
            photos=3,
            model="veo-3-1",
            sent={
                "model": f"veo3_{quality}",
                "generation_type": "REFERENCE_2_VIDEO",
                "duration": 8,
                "image_urls": ["https://files.test/0", "https://files.test/1", "https://files.test/2"],
            },
        )
        for quality, resolution, price in (
            ("lite", "720p", "30"),
            ("lite", "1080p", "35"),
            ("lite", "4k", "150"),
            ("fast", "720p", "60"),
            ("fast", "1080p", "65"),
            ("fast", "4k", "180"),
        )
    ),
    Fact("qwen-image", {"size": "square_hd"}, "4"),
]
CONFLICTS = [
    ("gpt-image-2", {"aspect_ratio": "5:4", "resolution": "2K"}, False),
    ("gpt-image-2", {"aspect_ratio": "3:1", "resolution": "4K"}, False),
    ("gpt-image-2", {"aspect_ratio": "9:21", "resolution": "2K"}, False),
    ("gpt-image-2", {"aspect_ratio": "auto", "resolution": "2K"}, False),
    ("gpt-image-2", {"background": "opaque", "resolution": "4K"}, False),
    ("flux-pro", {"aspect_ratio": "auto"}, False),
    ("flux-2-flex", {"aspect_ratio": "auto"}, False),
]
DISCONTINUED = ["suno-v4", "suno-v4.5", "suno-v5"]
UNRELIABLE = ["elevenlabs-tts", "elevenlabs-turbo"]


@cache
def catalog() -> Catalog:
    """The catalogue that comes with Kiosk, read once."""
    return load_catalog()


def live(slug: str) -> Offer:
    """What is sold in the live dialect."""
    offer = catalog().get(slug).live
    assert offer is not None
    return offer


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_fact(fact: Fact) -> None:
    """It costs what KIE takes, and what is sent is what KIE's pages say."""
    offer, references = live(fact.slug), photos(fact.photos)
    choices = settle(catalog().get(fact.slug), offer, fact.choices, has_references=bool(references))
    assert kie_credits(offer, choices, media=SuppliedMedia.of(references)) == Decimal(fact.credits)
    _, route = pick_route(offer, choices, has_references=bool(references), legacy=fact.legacy)
    asked = generation(model=fact.slug, choices=choices, prompt=fact.prompt, references=references)
    addresses = [f"https://files.test/{number}" for number in range(fact.photos)]
    body = FAMILIES[route.family].body(route, offer, asked, addresses, "https://example.com/callback")
    if fact.model:
        assert body["model"] == fact.model
    fields = body.get("input", body)
    for name, value in fact.sent.items():
        assert fields.get(name, MISSING) == value, name


@pytest.mark.parametrize(("slug", "choices", "has_references"), CONFLICTS)
def test_what_does_not_go_together(slug: str, choices: dict[str, str], has_references: bool) -> None:
    """What KIE does not take is refused before there is a price."""
    with pytest.raises(OptionConflict):
        settle(catalog().get(slug), live(slug), choices, has_references=has_references)


def test_three_pictures_are_followed_and_not_four() -> None:
    """One to three, with Fast and Lite."""
    model = catalog().get("veo-3.1-references")
    for number in (1, 2, 3):
        check_references(model, live(model.slug), photos(number))
    with pytest.raises(TooManyReferences):
        check_references(model, live(model.slug), photos(4))


@pytest.mark.parametrize("slug", [*DISCONTINUED, *UNRELIABLE])
def test_what_is_on_no_shelf_is_found_by_name(slug: str) -> None:
    """It can be asked for, with the reason on its card; no shelf has it, nothing suggests it, and others do its verbs first."""
    model, offer = catalog().get(slug), live(slug)
    assert not offer.unavailable
    assert offer.note == ("discontinued" if slug in DISCONTINUED else "unreliable")
    for kind in Kind:
        assert model not in catalog().shelf(kind, Dialect.LIVE)
    doers = catalog().verbs(Dialect.LIVE).doers(Verb.SONG if slug in DISCONTINUED else Verb.VOICE, None)
    off = [other.slug in {*DISCONTINUED, *UNRELIABLE} for other in doers]
    assert off == sorted(off), "those on no shelf come last"


@pytest.mark.parametrize("slug", [*DISCONTINUED, "elevenlabs-tts"])
def test_the_documents_models_stay_on_the_shelves_there(slug: str) -> None:
    """In the integration dialect nothing of the customer's document changes."""
    model = catalog().get(slug)
    assert model in catalog().shelf(model.kind, Dialect.INTEGRATION)
