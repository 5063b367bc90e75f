"""What makes a request cheaper when the credits do not reach."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.cheaper_options import Pricer, fitted, savings
from bot.catalog.choices import settle
from bot.catalog.load import load_catalog
from bot.catalog.pricing import PriceTerms, combinations, quoted
from bot.catalog.spec import Dialect, Model, Offer, Per
from bot.catalog.supplied_media import SuppliedMedia
from tests.unit.catalog.samples import AUDIO, DURATION, NEGATIVE, RESOLUTION, offer, row

DEAR = {"duration": "10", "resolution": "4K", "audio": "on"}
FILM = offer(
    DURATION,
    RESOLUTION,
    AUDIO,
    NEGATIVE,
    rows=(
        row("4", resolution="4K", audio="on"),
        row("3", resolution="4K"),
        row("2", resolution="1080p"),
        row("1"),
    ),
    per=Per.SECOND,
)
"""10, 20 or 30–40 credits for ten seconds, half of it for five; sound costs only in 4K."""


def pricer(of: Offer) -> Pricer:
    """Prices without a prompt, at KIE's own credits."""

    def price(choices: Mapping[str, str]) -> int:
        return quoted(of, choices, media=SuppliedMedia(), prompt="", terms=PriceTerms(Decimal(1)))

    return price


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        (39, [("audio", "off", 30), ("duration", "5", 20), ("resolution", "1080p", 20)]),
        (25, [("duration", "5", 20), ("resolution", "1080p", 20)]),
        (15, [("resolution", "720p", 10)]),
        (9, []),
        (1000, [("audio", "off", 30), ("duration", "5", 20), ("resolution", "1080p", 20)]),
    ],
)
def test_single_options(limit: int, found: list[tuple[str, str, int]]) -> None:
    """Each option at the dearest value within reach, the smallest sacrifice first; nothing that saves nothing."""
    notified = savings(FILM, DEAR, pricer(FILM), limit=limit)
    assert [(one.option.name, one.option.choices[one.position], one.price) for one in notified] == found
    assert all(pricer(FILM)(one.choices) == one.price for one in notified)


@pytest.mark.parametrize(
    ("limit", "changed", "price"),
    [
        (40, {}, 40),
        (20, {"duration": "5"}, 20),
        (10, {"resolution": "720p"}, 10),
        (5, {"resolution": "720p", "duration": "5"}, 5),
    ],
)
def test_a_fit_changes_as_little_as_possible(limit: int, changed: dict[str, str], price: int) -> None:
    """What is affordable stays as it is; else one option changes, and several only when one is not enough."""
    fit = fitted(FILM, {**DEAR, "negative_prompt": "rain"}, pricer(FILM), limit=limit)
    assert fit is not None
    assert fit.price == price
    assert fit.choices == {**DEAR, "negative_prompt": "rain", **changed}


def test_out_of_reach() -> None:
    """When even the cheapest options cost too much there is no fit."""
    assert fitted(FILM, DEAR, pricer(FILM), limit=4) is None


CATALOG: Catalog = load_catalog()


SOLD = [
    (model, sold)
    for model in CATALOG.models(Dialect.LIVE)
    if (sold := model.offer(Dialect.LIVE))
    and sold.price
    and sold.price.per not in {Per.MINUTE, Per.THOUSAND_CHARACTERS}
]


@pytest.mark.parametrize(("model", "sold"), SOLD, ids=[model.slug for model, _ in SOLD])
def test_every_model_fits_whoever_has_its_lowest_price(model: Model, sold: Offer) -> None:
    """From the default options of every model single steps lead down to the lowest price without references."""
    references = any(need.minimum for need in sold.references)

    def price(choices: Mapping[str, str]) -> int:
        return quoted(
            sold,
            choices,
            media=SuppliedMedia.least(sold, some=references),
            prompt="",
            terms=PriceTerms(Decimal(1)),
        )

    least = min(price(choices) for choices, _ in combinations(sold))
    fit = fitted(sold, settle(model, sold, {}), price, limit=least)
    assert fit is not None, f"{least} credits are enough"
    assert fit.price <= least
