"""A small catalogue, an operator's terms, and records with something in every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.availability.model_health import ENOUGH
from bot.catalog.catalog import Catalog
from bot.catalog.recipe import Recipe, RecipePrompt, Step
from bot.catalog.recipe_catalog import RecipeCatalog
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
    ReferenceNeed,
    Route,
)
from bot.domain.generation import Destination, Generation, ModelOutcome, Reference
from bot.domain.quote import Quote, QuotedStep
from bot.domain.terms import FixedTariff
from bot.generation.plan import GenerationRequest
from bot.ledger.allowance import Allowance, Period
from tests.support.fake_clock import START

FILM_PRICE = 10
"""Credits of a `film` with its defaults."""

_ROUTES = (Route(family="market", supplier_model="maker/model"),)

FILM = Model(
    slug="film",
    title="Film",
    kind=Kind.VIDEO,
    usual_seconds=60,
    deadline_seconds=600,
    live=Offer(
        options=(Option(name="duration", choices=("5", "10"), default="5"),),
        references=(ReferenceNeed(media=Media.PHOTO, maximum=2, field="image"),),
        price=Price(rows=(PriceRow(credits=Decimal(2)),), per=Per.SECOND),
        routes=_ROUTES,
    ),
)
SPEECH = Model(
    slug="speech",
    title="Speech",
    kind=Kind.AUDIO,
    usual_seconds=5,
    deadline_seconds=60,
    live=Offer(
        price=Price(rows=(PriceRow(credits=Decimal(4)),), per=Per.MINUTE, characters_per_minute=10),
        routes=_ROUTES,
    ),
)
RETIRED = Model(
    slug="retired",
    title="Retired",
    kind=Kind.VIDEO,
    usual_seconds=60,
    deadline_seconds=600,
    live=Offer(unavailable="ended", nearest="film"),
)
SKETCH = Model(
    slug="sketch",
    title="Sketch",
    kind=Kind.IMAGE,
    usual_seconds=20,
    deadline_seconds=300,
    live=Offer(
        references=(ReferenceNeed(media=Media.PHOTO, maximum=1, field="image"),),
        price=Price(rows=(PriceRow(credits=Decimal(3)),)),
        routes=_ROUTES,
    ),
)
PENCIL = replace(SKETCH, slug="pencil", title="Pencil", rank=200)
TRAILER = Recipe(
    slug="trailer",
    steps=(
        Step(name="picture", models=("sketch", "pencil"), prompt="A picture of {prompt}"),
        Step(name="video", models=("film",), choices={"duration": "10"}, references=("picture",)),
        Step(name="voice", models=("speech",), longest=10),
    ),
)
"""Three steps: 3, 20 and 4 credits."""
PORTRAIT = Recipe(
    slug="portrait",
    given=(Media.PHOTO,),
    prompt=RecipePrompt(required=False),
    steps=(
        Step(name="style", models=("sketch",), prompt="In oil. {prompt}", references=("given",)),
        Step(name="video", models=("film",), prompt="It moves. {prompt}", references=("style",)),
    ),
)
"""From a photo: 3 and 10 credits."""
STORYBOARD = Recipe(
    slug="storyboard",
    steps=(
        Step(
            name="picture", models=("sketch", "pencil"), prompt="A picture of {prompt}", choose=3, again=True
        ),
        Step(name="video", models=("film",), choices={"duration": "10"}, references=("picture",)),
    ),
)
"""Three pictures of 3 credits, one of which becomes a film of 20."""
PHOTO = Reference(
    file_id="photo-1", media=Media.PHOTO, size=1000, mime_type="image/jpeg", width=640, height=480, seconds=3
)


def catalog() -> Catalog:
    """The small catalogue."""
    return Catalog([FILM, SPEECH, RETIRED, SKETCH, PENCIL])


def recipe_catalog(models: Catalog) -> RecipeCatalog:
    """The three recipes."""
    return RecipeCatalog([TRAILER, PORTRAIT, STORYBOARD], models)


def tariff(free: int | None = 100, period: Period = Period.MONTH, *, most_open: int = 5) -> FixedTariff:
    """Terms with this allowance."""
    return FixedTariff(
        dialect=Dialect.LIVE,
        multiplier=Decimal(1),
        allowance=Allowance(free, period),
        open_per_account=most_open,
        open_per_chat=1000,
    )


def generation_request(person_id: int = 1, **facts: Any) -> GenerationRequest:
    """A film of this person, in their private chat unless said otherwise."""
    known: dict[str, Any] = {
        "chat_id": person_id,
        "language": "en",
        "model": "film",
        "choices": {},
        "prompt": "a red kite",
    }
    return GenerationRequest(person_id=person_id, **{**known, **facts})


def chain_request(person_id: int = 1, **facts: Any) -> GenerationRequest:
    """A trailer of this person in their private chat."""
    known: dict[str, Any] = {"language": "en", "recipe": "trailer", "prompt": "a red kite"}
    return GenerationRequest(person_id=person_id, chat_id=person_id, **{**known, **facts})


def quote(token: str, account_id: int, **facts: Any) -> Quote:
    """A quote of one step with something in every field; `price`, `model` and `choices` are the step's."""
    step = QuotedStep(
        model=facts.pop("model", "film"),
        choices=facts.pop("choices", {"duration": "10"}),
        prompt="воздушный змей",
        references=(PHOTO,),
        price=facts.pop("price", FILM_PRICE),
        kie_millicredits=8500,
    )
    known: dict[str, Any] = {
        "person_id": 7,
        "language": "ru",
        "chat_id": -100500,
        "thread_id": 3,
        "reply_to": 44,
        "dialect": "live",
        "prompt": "воздушный змей",
        "references": (PHOTO,),
        "steps": (step,),
        "created_at": START,
    }
    return Quote(token=token, account_id=account_id, **{**known, **facts})


def held(account_id: int, token: str, **facts: Any) -> Generation:
    """A generation as a confirmation makes it."""
    known: dict[str, Any] = {
        "person_id": 7,
        "language": "ru",
        "destination": Destination(chat_id=-100500, thread_id=3, reply_to=44),
        "model": "film",
        "dialect": Dialect.LIVE,
        "choices": {"duration": "5"},
        "prompt": "a red kite",
        "references": (PHOTO,),
        "price": FILM_PRICE,
        "created_at": START,
        "due_at": START,
        "deadline_at": START + timedelta(days=1),
    }
    return Generation(id=0, account_id=account_id, token=token, **{**known, **facts})


def failures_of(slug: str, at: datetime) -> list[ModelOutcome]:
    """As many failures of a model as are trouble, each of another person."""
    return [ModelOutcome(slug, worked=False, at=at, person=1000 + number) for number in range(ENOUGH)]
