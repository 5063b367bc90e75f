"""What a generation costs: exact credits at KIE, and what a person pays for them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bot.catalog.choices import applicable, conflict_in, references_fact
from bot.catalog.results import results_of
from bot.catalog.spec import Offer, Per, Price, PriceRow
from bot.catalog.supplied_media import SuppliedMedia
from bot.errors import CatalogError, LengthUnknown

MILLICREDITS = 1000
"""Thousandths of a credit, in which KIE's amounts are kept: it takes 11.7 for a second."""
_SECONDS_PER_MINUTE = 60
_ROUNDED_BY_KIE = MILLICREDITS
"""How far KIE may round what is sold by the thousand characters: to whole credits at most."""


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """How the operator makes a model's price of what KIE takes.

    Attributes:
        multiplier: credits charged for each credit at KIE, 0 or more.
        surcharge: whole credits for each generation on top, 0 or more.
    """

    multiplier: Decimal
    surcharge: int = 0

    def price(self, kie: Decimal) -> int:
        """Whole credits for so many of KIE's: multiplied, rounded up once, and the surcharge; 0 only when free."""
        return _rounded_up(kie * self.multiplier) + self.surcharge


def kie_credits(
    offer: Offer, choices: Mapping[str, str], *, media: SuppliedMedia, prompt: str = ""
) -> Decimal:
    """Exact credits that KIE takes for these choices (for speech by the minute: that the text's length lets expect).

    Raises:
        CatalogError: the offer has no price for them; never for settled choices of a loaded catalogue.
        LengthUnknown: the price depends on the length of media that was not measured.
    """
    price, row = _priced(offer, choices, media)
    return row.credits * _units(offer, price, choices, media, prompt) + _piece_credits(price, media)


def quoted(
    offer: Offer, choices: Mapping[str, str], *, media: SuppliedMedia, prompt: str, terms: PriceTerms
) -> int:
    """Whole credits that a person is asked for (`PriceTerms.price`).

    Raises:
        LengthUnknown: as `kie_credits`.
    """
    return terms.price(kie_credits(offer, choices, media=media, prompt=prompt))


def captured(
    offer: Offer,
    choices: Mapping[str, str],
    *,
    media: SuppliedMedia,
    price: int,
    kie_expected: int | None,
    seconds: float,
) -> int:
    """Whole credits that are taken in the end, never more than `price`, which is what was quoted and held.

    Only speech sold by the minute can cost less than quoted: begun minutes of the measured `seconds` count, at the price
    that a minute had in the quote, whatever the terms are meanwhile. Without a measure (0) the quote stands, and so it does
    when it is not known what KIE was expected to take (`kie_expected`, thousandths of a credit).
    """
    if offer.price is None or offer.price.per is not Per.MINUTE or seconds <= 0 or not kie_expected:
        return price
    _, row = _priced(offer, choices, media)
    minutes = max(1, math.ceil(seconds / _SECONDS_PER_MINUTE))
    return min(price, _rounded_up(price * row.credits * minutes * MILLICREDITS / kie_expected))


def millicredits(credits_exactly: Decimal) -> int:
    """An amount of KIE's in thousandths of a credit."""
    return int((credits_exactly * MILLICREDITS).to_integral_value())


def sold_units(
    offer: Offer, choices: Mapping[str, str], *, media: SuppliedMedia, prompt: str
) -> tuple[Per, Decimal]:
    """What the price is for, and how many of them these choices, media and words are.

    A price that adds to its units for each piece of media is one for the whole.

    Raises:
        CatalogError: the offer has no price.
        LengthUnknown: as `kie_credits`.
    """
    if offer.price is None:
        raise CatalogError("no price")
    if offer.price.pieces:
        return Per.GENERATION, Decimal(1)
    return offer.price.per, _units(offer, offer.price, choices, media, prompt)


def cost_agrees(per: Per, units: Decimal, *, expected: int, taken: int) -> bool:
    """Whether what KIE took for so many units is what the price list lets expect, both in thousandths of a credit.

    Prices are compared exactly, but for those that are only estimated from the length of the words. By the thousand
    characters, KIE's way of counting and rounding is not known: 5 % or one credit more or less is the same. By the
    minute, begun minutes were quoted for a usual pace of speech: less is what short words cost, and up to a quarter more
    is what slow speech does. By the second of what is supplied, begun seconds were quoted as they were measured here: less
    than one second more or less is KIE's measure. By the result, fewer whole ones are what KIE takes for a set of
    which it made a part.
    """
    match per:
        case Per.THOUSAND_CHARACTERS:
            return abs(taken - expected) <= max(_ROUNDED_BY_KIE, expected // 20)
        case Per.MINUTE:
            return taken <= expected + expected // 4
        case Per.REFERENCE_SECOND:
            return abs(taken - expected) * units < expected
        case Per.RESULT:
            return 0 < taken <= expected and taken * units % expected == 0
        case _:
            return taken == expected


def price_from(offer: Offer, terms: PriceTerms) -> int:
    """Whole credits of the cheapest combination: of one unit, when sold by the minute, by 1,000 characters or by
    the second of what is supplied."""
    return min(_unit_prices(offer, terms))


def kie_of_unit(offer: Offer, choices: Mapping[str, str], *, media: SuppliedMedia) -> Decimal:
    """Exact credits that KIE takes for one unit with these choices, where the price is by words or by the length of media;
    else for all.

    Raises:
        CatalogError: as `kie_credits`.
    """
    price, row = _priced(offer, choices, media)
    units = Decimal(1) if price.per.by_unit else _units(offer, price, choices, media, "")
    return row.credits * units + _piece_credits(price, media)


def price_of_unit(
    offer: Offer, choices: Mapping[str, str], *, media: SuppliedMedia, terms: PriceTerms
) -> int:
    """Whole credits of one unit with these choices, where the price is by words or by the length of media; else of all.

    Raises:
        CatalogError: as `kie_credits`.
    """
    return terms.price(kie_of_unit(offer, choices, media=media))


def price_options(offer: Offer) -> frozenset[str]:
    """The names of the options that the price is looked up by."""
    if offer.price is None:
        return frozenset()
    named = {name for row in offer.price.rows for name in row.when if offer.option(name) is not None}
    if offer.price.per is Per.SECOND:
        named.add("duration")
    if offer.price.per is Per.RESULT:
        named.add(offer.results.option)
    return frozenset(named)


def combinations(offer: Offer, *, every: bool = False) -> Iterator[tuple[dict[str, str], SuppliedMedia]]:
    """Every possible pair of choices and the media beside them: none, or the least that can be supplied.

    Options that decide neither price nor route stay at their default, unless `every` one is asked for.
    """
    decisive = decisive_options(offer)
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
        if signature in seen:
            continue
        seen.add(signature)
        for media in _media_cases(offer):
            if not conflict_in(offer, {**choices, **references_fact(has_references=bool(media))}):
                yield dict(choices), media


def _media_cases(offer: Offer) -> tuple[SuppliedMedia, ...]:
    least = SuppliedMedia.least(offer)
    if least or not offer.references:
        return (least,)
    return least, SuppliedMedia.least(offer, some=True)


def decisive_options(offer: Offer) -> frozenset[str]:
    """The names of the options that decide price or route, or whether others go together with them."""
    conditions: list[Mapping[str, str]] = [*offer.conflicts]
    conditions += [option.only_with for option in offer.options]
    conditions += [route.when for route in (*offer.routes, *offer.legacy_routes)]
    return price_options(offer).union(*conditions)


def _priced(offer: Offer, choices: Mapping[str, str], media: SuppliedMedia) -> tuple[Price, PriceRow]:
    facts = {**choices, **references_fact(has_references=bool(media))}
    if offer.price is not None:
        for row in offer.price.rows:
            if row.when.items() <= facts.items():
                return offer.price, row
    raise CatalogError(f"no price for {facts}")


def _piece_credits(price: Price, media: SuppliedMedia) -> Decimal:
    counted = (
        piece.credits * max(0, media.counts.get(piece.media, 0) - piece.included) for piece in price.pieces
    )
    return sum(counted, start=Decimal())


def _units(
    offer: Offer, price: Price, choices: Mapping[str, str], media: SuppliedMedia, prompt: str
) -> Decimal:
    characters = len(offer.prompt.prefix) + len(prompt)
    match price.per:
        case Per.GENERATION:
            return Decimal(1)
        case Per.SECOND:
            return Decimal(choices["duration"])
        case Per.RESULT:
            return Decimal(results_of(offer, choices))
        case Per.THOUSAND_CHARACTERS:
            return Decimal(characters) / 1000
        case Per.MINUTE:
            return Decimal(max(1, math.ceil(characters / price.characters_per_minute)))
        case Per.REFERENCE_SECOND:
            measured = media.seconds.get(price.seconds_of, 0) if price.seconds_of is not None else 0
            if not measured:
                raise LengthUnknown(media=str(price.seconds_of))
            return Decimal(measured)


def _unit_prices(offer: Offer, terms: PriceTerms) -> Iterator[int]:
    for choices, media in combinations(offer):
        yield price_of_unit(offer, choices, media=media, terms=terms)


def _rounded_up(credits_exactly: Decimal) -> int:
    return int(credits_exactly.to_integral_value(rounding=ROUND_CEILING))
