"""The catalogue's models, written as requests: the document to the letter, and every route of every model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.choices import settle
from bot.catalog.load import load_catalog
from bot.catalog.routing import fits, pick_route
from bot.catalog.spec import Dialect, Model, Offer, Route
from bot.domain.generation import Reference
from bot.kie.families import FAMILIES
from tests.unit.kie.builders import earlier_task, generation

_catalog = cache(load_catalog)

SORA = """{
  "prompt": "A cat walking through a neon-lit alley at night",
  "model": "sora-2",
  "duration": 10,
  "aspectRatio": "9:16"
}"""
FLUX = """{
  "prompt": "Cyberpunk city at sunset, neon lights",
  "model": "flux-pro",
  "width": 1024,
  "height": 1024
}"""
SUNO = """{
  "prompt": "Dark ambient electronic, cinematic",
  "model": "suno-v4.5",
  "duration": 60,
  "instrumental": true
}"""


@pytest.mark.parametrize(
    ("slug", "given", "path", "document"),
    [
        ("sora-2", {"duration": "10", "aspect_ratio": "9:16"}, "/api/v1/sora/generate", SORA),
        ("flux-pro", {"size": "1024x1024"}, "/api/v1/flux/generate", FLUX),
        ("suno-v4.5", {"duration": "60", "instrumental": "on"}, "/api/v1/suno/generate", SUNO),
    ],
)
def test_the_documents_examples_to_the_letter(
    slug: str, given: dict[str, str], path: str, document: str
) -> None:
    """The three requests that the integration document shows, field by field in its order."""
    model = _catalog().get(slug)
    offer = _offer(model, Dialect.INTEGRATION)
    choices = settle(model, offer, given)
    _, route = pick_route(offer, choices, has_references=False)
    asked = generation(model=slug, choices=choices, prompt=json.loads(document)["prompt"])
    family = FAMILIES[route.family]
    assert family.submit_to(route) == path
    assert json.dumps(family.body(route, offer, asked, [], None), indent=2, ensure_ascii=False) == document


def _offer(model: Model, dialect: Dialect) -> Offer:
    offer = model.offer(dialect)
    assert offer is not None
    return offer


def _routes(catalog: Catalog) -> Iterator[tuple[Model, Offer, Route]]:
    for model in catalog:
        for offer in filter(None, (model.live, model.integration)):
            for route in (*offer.routes, *offer.legacy_routes):
                yield model, offer, route


def _references(offer: Offer, route: Route) -> tuple[Reference, ...]:
    """As many as the route takes at most."""
    if route.references == "none":
        return ()
    return tuple(
        Reference(file_id=f"{need.media}-{index}", media=need.media, task=earlier_task(need))
        for need in offer.references
        for index in range(need.maximum)
    )


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_route_can_be_written(family: str) -> None:
    """All routes of the family that the catalogue has give JSON with prompt, model and every reference in it."""
    written = 0
    for model, offer, route in _routes(_catalog()):
        if route.family != family:
            continue
        references = _references(offer, route)
        addresses = [
            "earlier-" if reference.task else f"https://files.test/{reference.file_id}"
            for reference in references
        ]
        asked = generation(model=model.slug, choices=settle(model, offer, route.when), references=references)
        assert fits(route, asked.choices, bool(references))
        body = json.dumps(FAMILIES[family].body(route, offer, asked, addresses, None))
        assert FAMILIES[family].submit_to(route).startswith("/api/v1/"), model.slug
        assert ("A red bicycle" in body) is (offer.prompt.maximum_length > 0), model.slug
        assert [address for address in addresses if address not in body] == [], model.slug
        assert json.dumps(route.supplier_model)[1:-1] in body, model.slug
        written += 1
    assert written, f"no model speaks {family}"


def test_every_family_of_the_catalogue_is_known() -> None:
    """No file names a wire shape that no one writes."""
    assert {route.family for _, _, route in _routes(_catalog())} <= set(FAMILIES)
