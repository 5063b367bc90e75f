"""Which options make a request cheaper, for a person who cannot afford it as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalog.choices import turned
from bot.catalog.spec import Offer, Option
from bot.errors import OptionConflict

Pricer = Callable[[Mapping[str, str]], int]
"""Credits that complete choices cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheaperOption:
    """One option set otherwise.

    Attributes:
        option: what changes.
        position: place of the new value among the option's choices.
        choices: all of the choices after it.
        price: credits then.
    """

    option: Option
    position: int
    choices: Mapping[str, str]
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheapestFit:
    """Choices that are within reach, and their price in credits."""

    choices: Mapping[str, str]
    price: int


def savings(
    offer: Offer, choices: Mapping[str, str], price: Pricer, *, limit: int
) -> Sequence[CheaperOption]:
    """For every option its best value that brings the price down to `limit` credits; the smallest sacrifice first."""
    limit = min(limit, price(choices) - 1)
    within = (
        [one for one in _changes(offer, option, choices, price) if one.price <= limit]
        for option in offer.options
    )
    # Of several values at one price the first one counts.
    best = [max(found, key=lambda one: one.price) for found in within if found]
    return sorted(best, key=lambda one: -one.price)


def fitted(offer: Offer, choices: Mapping[str, str], price: Pricer, *, limit: int) -> CheapestFit | None:
    """The choices, changed until they cost at most `limit`; None when no change of options does it."""
    fit = CheapestFit(choices=choices, price=price(choices))
    while fit.price > limit:
        found = savings(offer, fit.choices, price, limit=limit)
        if found:
            return CheapestFit(choices=found[0].choices, price=found[0].price)
        changes = [one for option in offer.options for one in _changes(offer, option, fit.choices, price)]
        cheapest = min(changes, key=lambda one: one.price, default=None)
        if cheapest is None or cheapest.price >= fit.price:
            return None
        fit = CheapestFit(choices=cheapest.choices, price=cheapest.price)
    return fit


def _changes(
    offer: Offer, option: Option, choices: Mapping[str, str], price: Pricer
) -> Iterator[CheaperOption]:
    """The option at each of its other values."""
    for position, value in enumerate(option.choices):
        if value == choices.get(option.name):
            continue
        try:
            changed = turned(offer, choices, option.name, value)
        except OptionConflict:
            continue
        yield CheaperOption(option=option, position=position, choices=changed, price=price(changed))
