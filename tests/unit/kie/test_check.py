"""The catalogue against what KIE says of its models: what would fail, what is off, and what is not known."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import pytest

from bot.catalog.load import load_catalog
from bot.catalog.spec import (
    Dialect,
    Kind,
    Media,
    Model,
    Offer,
    Option,
    Per,
    Price,
    PriceRow,
    PromptRule,
    ReferenceNeed,
    Route,
    WireType,
)
from bot.kie.check import Answer, ModelChecker, ModelReport
from bot.kie.client import KieClient
from bot.kie.model_directory import ModelDirectory, SuccessRate
from bot.kie.price_words import PriceVerdict
from bot.kie.sample_requests import sample_bodies
from bot.sandbox.kie import KieSimulator
from tests.unit.kie.test_model_directory import NoLimits
from tests.unit.kie.test_request_schema import document

TEXT = Route(family="market", supplier_model="maker/text", references="none")
PICTURE = Route(family="market", supplier_model="maker/picture", references="some")
FILM = Offer(
    options=(
        Option(name="duration", choices=("5", "10"), default="5", field="duration", type=WireType.INTEGER),
        Option(name="seed", minimum=Decimal(0), maximum=Decimal(99), field="seed", type=WireType.INTEGER),
    ),
    references=(ReferenceNeed(media=Media.PHOTO, maximum=2, field="urls", as_list=True),),
    prompt=PromptRule(maximum_length=50),
    price=Price(per=Per.SECOND, rows=(PriceRow(credits=Decimal(4)),)),
    routes=(TEXT, PICTURE),
)
SCHEMA = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "maxLength": 50},
        "duration": {"type": "integer", "enum": [5, 10]},
        "seed": {"type": "integer", "maximum": 99},
        "urls": {"type": "array", "maxItems": 2},
    },
}


class FakeDirectory(ModelDirectory):
    """Says what it was given, and counts."""

    def __init__(
        self,
        schemas: Mapping[str, Any],
        words: str = "4 credits a second",
        rate: float | None = None,
    ) -> None:
        self._schemas = schemas
        self._words = words
        self._rate = rate
        self.asked: list[str] = []

    async def price_words(self, model_id: str) -> str:
        """The same for each."""
        self.asked.append(f"{model_id}/price")
        return self._words

    async def document(self, model_id: str) -> Mapping[str, Any]:
        """By id, nothing where there is none."""
        self.asked.append(f"{model_id}/schema")
        return document(self._schemas[model_id]) if model_id in self._schemas else {}

    async def success_rate(self, model_id: str) -> SuccessRate | None:
        """The same for each."""
        self.asked.append(f"{model_id}/success-rate")
        return None if self._rate is None else SuccessRate(newest=self._rate, average=99)


def model(offer: Offer | None = FILM, slug: str = "film") -> Model:
    """A model with this offer."""
    return Model(slug=slug, title=slug, kind=Kind.VIDEO, usual_seconds=1, deadline_seconds=1, live=offer)


BOTH = {"maker/text": SCHEMA, "maker/picture": SCHEMA}
LISTED = {"maker/text": "", "maker/picture": ""}


async def reported(
    directory: FakeDirectory,
    listed: Mapping[str, str] | None = LISTED,
    offer: Offer | None = FILM,
    *,
    is_sold: bool = True,
) -> ModelReport:
    """What is said of the model."""
    return await ModelChecker(directory, listed, None).report(model(offer), is_sold=is_sold)


async def test_all_is_well() -> None:
    """Listed, at this price, and every request fits."""
    assert await reported(FakeDirectory(BOTH, rate=98)) == ModelReport(
        slug="film", listed=Answer.YES, price=PriceVerdict.EQUAL, fits=Answer.YES, success=98
    )


async def test_what_is_not_listed_would_fail() -> None:
    """It is named, and not asked for; the other id is."""
    directory = FakeDirectory(BOTH)
    report = await reported(directory, {"maker/text": "4 credits"})
    assert report.listed is Answer.NO
    assert report.failures == (
        "KIE does not list maker/picture for this key: take it off, or correct its id",
    )
    assert directory.asked == ["maker/text/schema", "maker/text/success-rate"]


async def test_what_no_one_says_is_unknown() -> None:
    """Neither list, schema, price nor rate: nothing fails and nothing is said."""
    assert await reported(FakeDirectory({}, words=""), None) == ModelReport(
        slug="film", listed=Answer.UNKNOWN, price=PriceVerdict.UNKNOWN, fits=Answer.UNKNOWN
    )
    half = await reported(FakeDirectory({"maker/text": SCHEMA}))
    assert half.fits is Answer.UNKNOWN, "only one of both could be compared"


async def test_another_price_is_a_warning() -> None:
    """With both numbers; what is listed is not asked for once more."""
    directory = FakeDirectory(BOTH)
    report = await reported(directory, dict.fromkeys(LISTED, "3.5 credits a second"))
    assert (report.price, report.failures) == (PriceVerdict.DIFFERS, ())
    assert report.warnings[0] == "price of maker/text: KIE says 3.5, the catalogue 4 a second"
    assert not [asked for asked in directory.asked if asked.endswith("price")]


async def test_few_successes_are_a_warning() -> None:
    """People had better not wait for it."""
    assert (await reported(FakeDirectory(BOTH, rate=12.4))).warnings == ("only 12 % succeed at KIE now",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"duration": {"type": "integer", "enum": [5]}}, "input.duration is 10, possible is 5"),
        ({"duration": {"type": "string"}}, "input.duration is 5, wanted is string"),
        ({"urls": {"type": "array", "maxItems": 1}}, "input.urls has 2 items, at most 1 are possible"),
        ({"prompt": {"maxLength": 40}}, "input.prompt has 50 characters, at most 40 are possible"),
        ({"seed": {"maximum": 50}}, "input.seed has 99, at most 50 are possible"),
    ],
)
async def test_what_a_schema_refuses_would_fail(changed: Mapping[str, Any], said: str) -> None:
    """Choices beside the default, the most media, the longest words, the ends of a range: each is tried."""
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], **changed}}  # type: ignore[dict-item]
    report = await reported(FakeDirectory({"maker/text": schema, "maker/picture": schema}))
    assert report.fits is Answer.NO
    assert said in report.failures


async def test_what_is_required_and_what_is_passed_over() -> None:
    """A field that is missing fails; one that KIE does not know is without effect. Each is said once, and not all of many."""
    lacking = {**SCHEMA, "required": ["prompt", "mode"]}
    report = await reported(FakeDirectory({"maker/text": lacking, "maker/picture": SCHEMA}))
    assert report.failures == ("input.mode is required and is not sent",)
    strange = {"type": "object", "properties": {"prompt": {}, "duration": {}, "urls": {}}}
    report = await reported(FakeDirectory({"maker/text": strange, "maker/picture": strange}))
    assert (report.fits, report.failures) == (Answer.YES, ())
    assert report.warnings == ("input.seed is not known there: KIE passes over it",)
    many = {"required": [f"field{number}" for number in range(9)]}
    assert (await reported(FakeDirectory({"maker/text": many}))).failures[-1] == "and 4 more"


async def test_what_is_not_sold() -> None:
    """Nothing is asked about it; what KIE serves again is said, what the operator switched off is not."""
    directory = FakeDirectory(BOTH)
    away = Offer(routes=(TEXT,), unavailable="ended")
    report = await reported(directory, LISTED, away, is_sold=False)
    assert (report.listed, report.failures) == (Answer.YES, ())
    assert report.warnings == ("it is shown as unavailable, but KIE lists it again: it may be sold",)
    assert (await reported(directory, {}, away, is_sold=False)).warnings == ()
    assert (await reported(directory, LISTED, is_sold=False)).warnings == ()
    assert directory.asked == []


async def test_what_the_directory_cannot_tell() -> None:
    """Older endpoints, nameless routes and models without a live offer are passed over."""
    for offer in (
        None,
        Offer(routes=(Route(family="veo", supplier_model="veo3"),)),
        Offer(routes=(Route(family="market"),)),
    ):
        assert await reported(FakeDirectory({}), {}, offer) == ModelReport(slug="film")


async def test_an_id_is_asked_once() -> None:
    """However many models use it, and as often as was announced."""
    directory = FakeDirectory(BOTH)
    checker = ModelChecker(directory, {"maker/text": "4 credits", "maker/picture": ""}, None)
    models = [model(), model(slug="film-2")]
    for one in models:
        await checker.report(one, is_sold=True)
    assert len(directory.asked) == len(set(directory.asked)) == checker.expected_calls(models) == 5


@asynccontextmanager
async def simulated(**settings: Any) -> AsyncGenerator[tuple[KieSimulator, ModelDirectory]]:
    """The simulator's directory."""
    async with KieSimulator(limits=False, **settings) as kie:
        client = KieClient(kie.api_key, kie.url, kie.url, NoLimits())
        try:
            yield kie, ModelDirectory(client)
        finally:
            await client.aclose()


async def test_the_whole_catalogue_against_the_simulator() -> None:
    """Everything that is sold is listed and fits; every request of the catalogue is looked at."""
    catalog = load_catalog()
    async with simulated() as (_, directory):
        checker = ModelChecker(directory, await directory.listed(), "https://example.com/callback")
        for one in catalog.models(Dialect.LIVE):
            offer = one.offer(Dialect.LIVE)
            assert offer is not None
            report = await checker.report(one, is_sold=not offer.unavailable)
            assert report.failures == (), one.slug


def test_every_choice_of_every_option_is_tried() -> None:
    """Each in some request of the catalogue, where it is written into a field of its own."""
    for one in load_catalog().models(Dialect.LIVE):
        offer = one.offer(Dialect.LIVE)
        if offer is None or offer.unavailable or any(route.family != "market" for route in offer.routes):
            continue
        bodies = [body["input"] for _, body in sample_bodies(one, offer, "market", None)]
        for option in offer.options:
            if option.field and "." not in option.field and not any(route.names for route in offer.routes):
                seen = {str(body[option.field]) for body in bodies if option.field in body}
                assert len(seen) >= min(len(option.choices), 2), (one.slug, option.name)
