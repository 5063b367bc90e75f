"""What a generation costs: exact credits at KIE, and what a person pays for them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal

from bot.catalog.choices import applicable, conflict_in
from bot.catalog.spec import Offer, Per, Price, PriceRow
from bot.errors import CatalogError

MILLICREDITS = 1000
"""Thousandths of a credit, in which KIE's amounts are kept: it takes 11.7 for a second."""
_SECONDS_PER_MINUTE = 60
_ROUNDED_BY_KIE = MILLICREDITS
"""How far KIE may round what is sold by the thousand characters: to whole credits at most."""


def kie_credits(
    offer: Offer, choices: Mapping[str, str], *, has_references: bool, prompt: str = ""
) -> Decimal:
    """Exact credits that KIE takes for these choices (for speech by the minute: that the text's length lets expect).

    Raises:
        CatalogError: the offer has no price for them; never for settled choices of a loaded catalogue.
    """
    price, row = _priced(offer, choices, has_references)
    return row.credits * _units(offer, price, choices, prompt)


def quoted(
    offer: Offer, choices: Mapping[str, str], *, has_references: bool, prompt: str, multiplier: Decimal
) -> int:
    """Whole credits that a person is asked for: KIE's credits times `multiplier`, rounded up once; 0 only when free."""
    return _rounded_up(kie_credits(offer, choices, has_references=has_references, prompt=prompt) * multiplier)


def captured(
    offer: Offer,
    choices: Mapping[str, str],
    *,
    has_references: bool,
    multiplier: Decimal,
    price: int,
    seconds: float,
) -> int:
    """Whole credits that are taken in the end, never more than `price`, which is what was quoted and held.

    Only speech sold by the minute can cost less than quoted: begun minutes of the measured `seconds` count.
    Without a measure (0) the quote stands.
    """
    if offer.price is None or offer.price.per is not Per.MINUTE or seconds <= 0:
        return price
    _, row = _priced(offer, choices, has_references)
    minutes = max(1, math.ceil(seconds / _SECONDS_PER_MINUTE))
    return min(price, _rounded_up(row.credits * minutes * multiplier))


def millicredits(credits_exactly: Decimal) -> int:
    """An amount of KIE's in thousandths of a credit."""
    return int((credits_exactly * MILLICREDITS).to_integral_value())


def sold_units(offer: Offer, choices: Mapping[str, str], prompt: str) -> tuple[Per, Decimal]:
    """What the price is for, and how many of them these choices and words are.

    Raises:
        CatalogError: the offer has no price.
    """
    if offer.price is None:
        raise CatalogError("no price")
    return offer.price.per, _units(offer, offer.price, choices, prompt)


def cost_agrees(per: Per, *, expected: int, taken: int) -> bool:
    """Whether what KIE took is what the price list lets expect, both in thousandths of a credit.

    Prices are compared exactly, but for those that are only estimated from the length of the words. By the thousand
    characters, KIE's way of counting and rounding is not known: 5 % or one credit more or less is the same. By the
    minute, begun minutes were quoted for a usual pace of speech: less is what short words cost, and up to a quarter more
    is what slow speech does.
    """
    match per:
        case Per.THOUSAND_CHARACTERS:
            return abs(taken - expected) <= max(_ROUNDED_BY_KIE, expected // 20)
        case Per.MINUTE:
            return taken <= expected + expected // 4
        case _:
            return taken == expected


def price_from(offer: Offer, multiplier: Decimal) -> int:
    """Whole credits of the cheapest combination: of one unit, when sold by the minute or by 1,000 characters."""
    return min(_unit_prices(offer, multiplier))


def combinations(offer: Offer, *, every: bool = False) -> Iterator[tuple[dict[str, str], bool]]:
    """Every possible pair of choices and whether there are references.

    Options that decide neither price nor route stay at their default, unless `every` one is asked for.
    """
    decisive = _decisive(offer)
    ranges = [
        option.choices if option.choices and (every or option.name in decisive) else (option.default,)
        for option in offer.options
    ]
    names = [option.name for option in offer.options]
    seen = set()
    for values in itertools.product(*ranges):
        pairs = zip(names, values, strict=True)
        choices = applicable(offer, {name: value for name, value in pairs if value})
        signature = tuple(choices.items())
        # Options that do not exist beside the others make several products the same.
        if signature in seen or conflict_in(offer, choices):
            continue
        seen.add(signature)
        for has_references in _reference_cases(offer):
            yield dict(choices), has_references


def _reference_cases(offer: Offer) -> tuple[bool, ...]:
    if not offer.references:
        return (False,)
    return (True,) if any(need.minimum for need in offer.references) else (False, True)


def _decisive(offer: Offer) -> set[str]:
    conditions: list[Mapping[str, str]] = [*offer.conflicts]
    conditions += [option.only_with for option in offer.options]
    conditions += [route.when for route in (*offer.routes, *offer.legacy_routes)]
    if offer.price is not None:
        conditions += [row.when for row in offer.price.rows]
    named = {name for condition in conditions for name in condition}
    if offer.price is not None and offer.price.per is Per.SECOND:
        named.add("duration")
    if offer.price is not None and offer.price.per is Per.IMAGE:
        named.add("images")
    return named


def _priced(offer: Offer, choices: Mapping[str, str], has_references: bool) -> tuple[Price, PriceRow]:
    facts = {**choices, "references": "yes" if has_references else "no"}
    if offer.price is not None:
        for row in offer.price.rows:
            if row.when.items() <= facts.items():
                return offer.price, row
    raise CatalogError(f"no price for {facts}")


def _units(offer: Offer, price: Price, choices: Mapping[str, str], prompt: str) -> Decimal:
    characters = len(offer.prompt.prefix) + len(prompt)
    match price.per:
        case Per.GENERATION:
            return Decimal(1)
        case Per.SECOND:
            return Decimal(choices["duration"])
        case Per.IMAGE:
            return Decimal(choices["images"])
        case Per.THOUSAND_CHARACTERS:
            return Decimal(characters) / 1000
        case Per.MINUTE:
            return Decimal(max(1, math.ceil(characters / price.characters_per_minute)))


def _unit_prices(offer: Offer, multiplier: Decimal) -> Iterator[int]:
    for choices, has_references in combinations(offer):
        price, row = _priced(offer, choices, has_references)
        by_the_unit = price.per in {Per.THOUSAND_CHARACTERS, Per.MINUTE}
        units = Decimal(1) if by_the_unit else _units(offer, price, choices, "")
        yield _rounded_up(row.credits * units * multiplier)


def _rounded_up(credits_exactly: Decimal) -> int:
    return int(credits_exactly.to_integral_value(rounding=ROUND_CEILING))
