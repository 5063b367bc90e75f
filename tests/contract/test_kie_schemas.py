"""Every request that the catalogue can make, against KIE's own pages: accepted, and at the price that is quoted.

The simulator's schemas and prices were read from KIE's documentation and price list, and from the integration document, not
from the catalogue: where the two disagree, one of them is wrong. What is known to differ stands in a list with its reason.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.catalog.choices import settle
from bot.catalog.load import load_catalog
from bot.catalog.pricing import combinations, kie_credits
from bot.catalog.routing import pick_route
from bot.catalog.spec import Dialect, Model, Offer, Option, Per, PromptRule, Route
from bot.catalog.supplied_media import SuppliedMedia
from bot.domain.generation import Reference
from bot.kie.families import FAMILIES
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.integration import services
from bot.sandbox.kie.legacy import families
from bot.sandbox.kie.market import Market
from bot.sandbox.kie.schema_files import integration, market
from bot.sandbox.kie.suno import Suno
from bot.sandbox.kie.tasks import EarlierTask, Submission
from tests.unit.kie.builders import earlier_task, generation

CATALOG = load_catalog()
SECONDS = 7.0
"""How long every video and sound of these requests is."""
MOST = 4000
"""Combinations of one model that are tried, at most."""
CALLBACK = "https://example.com/callback"

PRICES_THAT_DIFFER: dict[str, str] = {
    "gemini-tts": "sold by the minute, KIE takes tokens",
    "gemini-tts-lite": "sold by the minute, KIE takes tokens",
}
"""Models whose price in the catalogue is not that of KIE's list but never below it, and why."""
BODIES_THAT_DIFFER: dict[str, str] = {}
"""Models of which KIE's pages refuse some request, and why it is sent all the same."""


@dataclass(frozen=True, slots=True)
class Case:
    """One request.

    Attributes:
        model: of the catalogue.
        offer: in the dialect.
        legacy: whether the older endpoints are preferred.
        choices: of every option.
        counts: how many media go with it, of each kind that the offer takes, in its order.
        prompt: the words.
    """

    model: Model
    offer: Offer
    legacy: bool
    choices: Mapping[str, str]
    counts: tuple[int, ...] = ()
    prompt: str = "A red bicycle"

    @property
    def route(self) -> Route:
        """The way it goes."""
        return pick_route(self.offer, self.choices, has_references=any(self.counts), legacy=self.legacy)[1]

    @property
    def references(self) -> tuple[Reference, ...]:
        """Its media."""
        return tuple(
            Reference(
                file_id=f"{need.media}-{number}",
                media=need.media,
                seconds=int(SECONDS),
                is_measured=True,
                task=earlier_task(need),
            )
            for need, count in zip(self.offer.references, self.counts, strict=True)
            for number in range(count)
        )

    @property
    def body(self) -> dict[str, Any]:
        """What is sent to KIE."""
        asked = generation(
            model=self.model.slug, choices=self.choices, prompt=self.prompt, references=self.references
        )
        addresses = [f"https://files.test/{reference.file_id}" for reference in self.references]
        route = self.route
        return FAMILIES[route.family].body(route, self.offer, asked, addresses, CALLBACK)

    @property
    def credits(self) -> Decimal:
        """What the catalogue says that KIE takes."""
        return kie_credits(
            self.offer, self.choices, media=SuppliedMedia.of(self.references), prompt=self.prompt
        )

    def __str__(self) -> str:
        return f"{self.model.slug} {dict(self.choices)} {self.counts} {len(self.prompt)} characters"


@cache
def _readers() -> dict[str, Any]:
    """What reads a request at the simulator, by the family that writes it here."""

    def measure(_: str) -> float:
        return SECONDS

    return {
        "market": Market(measure, _earlier),
        "suno": Suno(measure),
        **{family.name: family for family in families(measure)},
        **{f"{service.name}/{service.action}": service for service in services()},
    }


def _earlier(task_id: str) -> EarlierTask:
    """The task that `earlier_task` names: its first maker's, as the catalogue submits it."""
    live = CATALOG.get(task_id.removeprefix("earlier-")).live
    assert live is not None
    route = live.routes[0]
    return EarlierTask(route.supplier_model, route.fixed)


def _read(case: Case) -> Submission:
    route = case.route
    family = route.path.removeprefix("/api/v1/") if route.family == "card" else route.family
    read: Submission = _readers()[family].read(case.body)
    return read


def _counts(offer: Offer, has_references: bool) -> Iterator[tuple[int, ...]]:
    """How many media of each kind: none, as few as possible, as many as possible."""
    if not has_references:
        yield tuple(0 for _ in offer.references)
        return
    least = [need.minimum for need in offer.references]
    if not any(least):
        least[0] = 1
    yield tuple(least)
    if (most := tuple(need.maximum for need in offer.references)) != tuple(least):
        yield most


def _with_choices(model: Model, offer: Offer, legacy: bool) -> Iterator[Case]:
    for choices, media in combinations(offer, every=True):
        for counts in _counts(offer, bool(media)):
            yield Case(model, offer, legacy, choices, counts)


def _edges(option: Option) -> tuple[str, ...]:
    """The ends of what a free option takes."""
    if option.minimum is not None or option.maximum is not None:
        return tuple(str(bound) for bound in (option.minimum, option.maximum) if bound is not None)
    return ("x", "x" * option.maximum_length)


def _with_free_options(model: Model, offer: Offer, legacy: bool) -> Iterator[Case]:
    for option in offer.options:
        if option.choices:
            continue
        for value in _edges(option):
            choices = settle(model, offer, {**option.only_with, option.name: value})
            for has_references in (False, True) if offer.references else (False,):
                for counts in _counts(offer, has_references):
                    if all(n >= need.minimum for n, need in zip(counts, offer.references, strict=True)):
                        yield Case(model, offer, legacy, choices, counts)


def _with_prompts(model: Model, offer: Offer, legacy: bool) -> Iterator[Case]:
    rules: tuple[PromptRule, ...] = (*offer.prompts, offer.prompt)
    for rule in rules:
        choices = settle(model, offer, rule.when)
        if offer.prompt_for(choices) is not rule:
            continue
        for length in {rule.minimum_length, rule.room}:
            for counts in _counts(offer, bool(offer.references) and not rule.maximum_length):
                least = tuple(max(n, need.minimum) for n, need in zip(counts, offer.references, strict=True))
                yield Case(model, offer, legacy, choices, least, "x" * length)


def _cases(model: Model, offer: Offer, legacy: bool) -> Iterator[Case]:
    return itertools.islice(
        itertools.chain(
            _with_free_options(model, offer, legacy),
            _with_prompts(model, offer, legacy),
            _with_choices(model, offer, legacy),
        ),
        MOST,
    )


def _offers(dialect: Dialect) -> Iterator[tuple[Model, Offer, bool]]:
    for model in CATALOG:
        offer = model.offer(dialect)
        if offer is None:
            continue
        if offer.routes:
            yield model, offer, False
        if offer.legacy_routes:
            yield model, offer, True


LIVE = [
    pytest.param(model, offer, legacy, id=f"{model.slug}{'-legacy' if legacy else ''}")
    for model, offer, legacy in _offers(Dialect.LIVE)
]
INTEGRATION = [pytest.param(model, offer, id=model.slug) for model, offer, _ in _offers(Dialect.INTEGRATION)]


@pytest.mark.parametrize(("model", "offer", "legacy"), LIVE)
def test_kie_takes_every_request_at_the_price_that_is_quoted(
    model: Model, offer: Offer, legacy: bool
) -> None:
    """All options, with and without media, the shortest and longest words, on the current and the older endpoints."""
    refused: dict[str, str] = {}
    dearer: dict[str, str] = {}
    tried = 0
    for case in _cases(model, offer, legacy):
        tried += 1
        try:
            submission = _read(case)
        except Refusal as refusal:
            refused[refusal.message] = str(case)
            continue
        assert submission.price <= case.credits or model.slug not in PRICES_THAT_DIFFER, case
        if submission.price != case.credits:
            dearer[f"{case.credits} is quoted, KIE takes {submission.price}"] = str(case)
    assert tried
    assert bool(refused) == (model.slug in BODIES_THAT_DIFFER), refused
    assert bool(dearer) == (model.slug in PRICES_THAT_DIFFER), dearer


@pytest.mark.parametrize(("model", "offer"), INTEGRATION)
def test_the_document_takes_every_request_at_one_of_its_prices(model: Model, offer: Offer) -> None:
    """Lengths, ratios and fields that the integration document lists, and prices within its ranges."""
    sold: set[Decimal] = set()
    for case in _cases(model, offer, False):
        submission = _read(case)  # a refusal is a failure
        row = integration()[submission.model].price.rows[0]
        assert row.credits <= _of_one_minute(case) <= (row.most or row.credits), str(case)
        sold.add(_of_one_minute(case))
    assert min(sold) == row.credits
    assert max(sold) == (row.most or row.credits)


def _of_one_minute(case: Case) -> Decimal:
    """The price, for speech that of a single minute: the document's unit."""
    spoken = case.offer.price is not None and case.offer.price.per is Per.MINUTE
    return dataclasses.replace(case, prompt="A red bicycle").credits if spoken else case.credits


def test_every_row_of_the_document_is_sold() -> None:
    """25 rows, each by the name that the bot sends."""
    named = {route.supplier_model for _, offer, _ in _offers(Dialect.INTEGRATION) for route in offer.routes}
    assert named == set(integration())
    assert len(named) == 25


def test_every_model_of_the_market_that_the_catalogue_names_has_a_schema() -> None:
    """An id without one would be refused by KIE as not supported, or was never looked up."""
    named = {
        route.supplier_model
        for model in CATALOG
        for offer in filter(None, [model.live])
        for route in (*offer.routes, *offer.legacy_routes)
        if route.family == "market"
    }
    assert named
    assert named - set(market()) == set()


def test_nothing_is_excused_that_is_right() -> None:
    """A model that is not in the catalogue any more needs no excuse."""
    slugs = {model.slug for model in CATALOG}
    assert {*PRICES_THAT_DIFFER, *BODIES_THAT_DIFFER} <= slugs
