"""KIE's prices are words ("A 5-second video costs 160 credits (0.80 USD), …"): their numbers against a price list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.catalog.spec import Offer, Per, Route

_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,9})?"
_SEPARATOR: Final = r"\s{0,3}(?:-|–|—|/|,|to|or|and)\s{0,3}"
_CREDITS: Final = re.compile(
    rf"(?<![\w.,$])({_NUMBER}(?:{_SEPARATOR}{_NUMBER}){{0,11}})\s{{0,3}}(?:KIE\s)?credits?\b", re.IGNORECASE
)
"""One amount, or several before one word: `4 / 6 / 9 credits`."""
_DOLLARS: Final = re.compile(
    rf"(?<![\w.,$])(?:\$\s?({_NUMBER})|({_NUMBER})\s?(?:USD|dollars?)\b)", re.IGNORECASE
)
_CREDITS_PER_DOLLAR: Final = 200
_LONGEST: Final = 2000


class PriceVerdict(StrEnum):
    """How a price list compares with KIE's words."""

    EQUAL = "equal"
    DIFFERS = "differs"
    UNCLEAR = "unclear"
    """The words hold no amounts, or only some of them fit."""
    UNKNOWN = "unknown"
    """KIE says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceComparison:
    """What was compared.

    Attributes:
        verdict: how it compares.
        at_kie: amounts in KIE's words that the price list does not have, in credits.
        here: amounts of the price list that KIE's words do not have.
    """

    verdict: PriceVerdict
    at_kie: tuple[Decimal, ...] = ()
    here: tuple[Decimal, ...] = ()


def amounts_in(words: str) -> tuple[Decimal, ...]:
    """The amounts in credits that are named, each once, in order; dollars count where no credits are named."""
    words = words[:_LONGEST]
    found = [
        Decimal(number.replace(",", ""))
        for named in _CREDITS.findall(words)
        for number in re.findall(_NUMBER, named)
    ]
    if not found:
        dollars = (first or second for first, second in _DOLLARS.findall(words))
        found = [Decimal(number.replace(",", "")) * _CREDITS_PER_DOLLAR for number in dollars]
    return tuple(dict.fromkeys(found))


def compare_price(offer: Offer, model_id: str, words: str) -> PriceComparison:
    """Compare what an offer costs through one of KIE's models with KIE's words about that model.

    KIE names some amounts by the unit and some for an example, and not always all of them; so an amount agrees when it is
    that of a row of the price list for one unit, or for any number of units that can be chosen.

    Args:
        offer: what is sold.
        model_id: KIE's id.
        words: KIE's.
    """
    if not words:
        return PriceComparison(verdict=PriceVerdict.UNKNOWN)
    named = amounts_in(words)
    here = dict.fromkeys(_amounts(offer, model_id))
    fitting = {amount: {amount * units for units in _units(offer)} for amount in here}
    if not named or not here:
        return PriceComparison(verdict=PriceVerdict.UNCLEAR, here=tuple(here))
    foreign = tuple(
        amount for amount in named if not any(amount in examples for examples in fitting.values())
    )
    silent = tuple(amount for amount, examples in fitting.items() if examples.isdisjoint(named))
    if not foreign or not silent:
        return PriceComparison(verdict=PriceVerdict.EQUAL)
    estimated = offer.price is not None and offer.price.per.by_text
    differs = len(foreign) == len(named) and not estimated
    verdict = PriceVerdict.DIFFERS if differs else PriceVerdict.UNCLEAR
    return PriceComparison(verdict=verdict, at_kie=foreign, here=silent)


def _amounts(offer: Offer, model_id: str) -> Iterator[Decimal]:
    """The rows that may be the price of a request that goes to this model, and what a piece of media adds to it."""
    routes = [route for route in offer.routes if route.supplier_model == model_id]
    if offer.price is None:
        return
    for row in offer.price.rows:
        if any(_meet(row.when, route) for route in routes):
            yield row.credits
    if any(route.references != "none" for route in routes):
        yield from (piece.credits for piece in offer.price.pieces)


def _meet(when: Mapping[str, str], route: Route) -> bool:
    conditions = dict(route.when)
    if route.references != "any":
        conditions["references"] = "no" if route.references == "none" else "yes"
    return all(conditions.get(name, value) == value for name, value in when.items())


def _units(offer: Offer) -> set[Decimal]:
    """Numbers of units for which KIE may give an example."""
    counted = {Per.SECOND: "duration", Per.RESULT: offer.results.option}
    option = offer.option(counted.get(offer.price.per, "")) if offer.price is not None else None
    return {Decimal(1), *(Decimal(choice) for choice in (option.choices if option is not None else ()))}
