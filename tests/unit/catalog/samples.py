"""Small models to try the rules of the catalogue on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.catalog.spec import (
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

DURATION = Option(
    name="duration",
    choices=("5", "10"),
    default="5",
    field="duration",
    type=WireType.INTEGER,
    unit="seconds",
)
RESOLUTION = Option(name="resolution", choices=("720p", "1080p", "4K"), default="720p", field="resolution")
AUDIO = Option(
    name="audio", choices=("off", "on"), default="off", field="generate_audio", type=WireType.BOOLEAN
)
SEED = Option(
    name="seed", field="seed", type=WireType.INTEGER, minimum=Decimal(0), maximum=Decimal(2147483647)
)
SPEED = Option(
    name="speed", field="speed", type=WireType.NUMBER, minimum=Decimal("0.7"), maximum=Decimal("1.2")
)
NEGATIVE = Option(name="negative_prompt", field="negative_prompt", maximum_length=20)
MODE = Option(name="mode", choices=("description", "lyrics"), default="description")
TITLE = Option(
    name="title", field="title", maximum_length=20, default="Untitled", only_with={"mode": "lyrics"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A reference as the rules see it."""

    media: Media = Media.PHOTO
    size: int = 0
    mime_type: str = ""
    width: int = 0
    height: int = 0
    seconds: int = 0
    measured_seconds: int = 0
    maker: str = ""
    item_id: str = ""


def row(price: str, **when: str) -> PriceRow:
    """A price row: `row("1.5", resolution="720p")`."""
    return PriceRow(credits=Decimal(price), when=when)


def photo(**facts: Any) -> ReferenceNeed:
    """A need of pictures, in the field `image_url` unless said otherwise."""
    return ReferenceNeed(media=Media.PHOTO, **{"field": "image_url", **facts})


def offer(
    *options: Option, rows: tuple[PriceRow, ...] = (), per: Per = Per.GENERATION, **facts: Any
) -> Offer:
    """An offer with these options, sold for 10 credits through one route unless said otherwise."""
    price = Price(rows=rows or (row("10"),), per=per)
    routes = facts.pop("routes", (Route(family="market", supplier_model="maker/model"),))
    return Offer(options=options, price=price, routes=routes, **facts)


def model(live: Offer | None = None, *, slug: str = "a-model", **facts: Any) -> Model:
    """A model with a live offer."""
    known = {
        "title": "A Model",
        "kind": Kind.VIDEO,
        "usual_seconds": 60,
        "deadline_seconds": 600,
        "live": live or offer(),
    }
    return Model(slug=slug, **{**known, **facts})


PLAIN_PROMPT = PromptRule(minimum_length=3, maximum_length=10)
