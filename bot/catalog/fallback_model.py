"""Which model stands in for another one: the same kind of media, from what the person has already given."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Media, Model, Offer, Per

_PLACES_OF_A_DOUBLING: Final = 4
"""How many places on the shelf a price that is twice as high, or half, is worth."""
_PLACES_OF_A_MEDIUM: Final = 2
"""The same, for each kind of file that only one of the two takes."""
_PLACES_OF_A_VERB: Final = 3
"""The same, for each thing that the other one cannot do with a result."""
_SECONDS_OF_A_CLIP: Final = 5
"""What prices by the second and by the piece are compared for."""
_READ_ALOUD = frozenset({Per.THOUSAND_CHARACTERS, Per.MINUTE})
"""Prices of models that say the prompt itself; a model that makes sounds after a description is no substitute."""


def nearest(
    catalog: Catalog,
    model: Model,
    dialect: Dialect,
    *,
    given: Sequence[Media] = (),
    works: Callable[[Model], bool] = lambda model: True,
) -> Model | None:
    """The model that is nearest to it and can make the same request, or None.

    Args:
        catalog: all models.
        model: the one to replace.
        dialect: which offers count.
        given: the media of the request; without any, those that `model` cannot do without.
        works: leaves out models that are in trouble themselves.
    """
    return next(iter(substitutes(catalog, model, dialect, given=given, works=works)), None)


def substitutes(
    catalog: Catalog,
    model: Model,
    dialect: Dialect,
    *,
    given: Sequence[Media] = (),
    works: Callable[[Model], bool] = lambda model: True,
) -> Sequence[Model]:
    """The models that can make the same request, the nearest first; arguments as of `nearest`.

    Near is what stands close by on the shelf, costs alike, and takes and does the same.
    """
    offer = model.offer(dialect)
    wanted = list(given) or _needed(offer)
    fitting = [
        other
        for other in catalog.shelf(model.kind, dialect)
        if other.slug != model.slug
        and (instead := other.offer(dialect)) is not None
        and not instead.unavailable
        and works(other)
        and _takes(instead, wanted)
        and (offer is None or (_is_like(offer, instead) and (not wanted or _serves(offer, instead))))
    ]
    return sorted(fitting, key=lambda other: (_distance(model, other, dialect), other.slug))


def _distance(model: Model, other: Model, dialect: Dialect) -> float:
    """How far another model is, in places on the shelf: where it stands, what it costs, what it takes and does with that."""
    there, offer, instead = abs(other.rank - model.rank), model.offer(dialect), other.offer(dialect)
    if offer is None or instead is None:
        return there
    return (
        there
        + _PLACES_OF_A_DOUBLING * _doublings(offer, instead)
        + _PLACES_OF_A_MEDIUM * len(_media(offer) ^ _media(instead))
        + _PLACES_OF_A_VERB * len(offer.verbs.keys() - instead.verbs.keys())
    )


def _doublings(offer: Offer, other: Offer) -> float:
    """How often one costs double the other, at KIE; 0 where one has no price, and two where it is by something else."""
    one, another = _unit_price(offer), _unit_price(other)
    if not one or not another or offer.price is None or other.price is None:
        return 0
    if offer.price.per.by_unit is not other.price.per.by_unit:
        return 2
    return abs(math.log2(one / another))


def _unit_price(offer: Offer) -> Decimal:
    if offer.price is None:
        return Decimal(0)
    units = _SECONDS_OF_A_CLIP if offer.price.per is Per.SECOND else 1
    return min(row.credits for row in offer.price.rows) * units


def _media(offer: Offer) -> set[Media]:
    return {need.media for need in offer.references}


def _needed(offer: Offer | None) -> list[Media]:
    return [] if offer is None else [need.media for need in offer.references for _ in range(need.minimum)]


def _takes(offer: Offer, given: Sequence[Media]) -> bool:
    """Whether the offer takes all of the media, whatever made it, and lacks none."""
    if any(need.made_by for need in offer.references):
        return False
    room = {need.media: need for need in offer.references}
    return all(media in room for media in given) and all(
        need.minimum <= given.count(media) <= need.maximum for media, need in room.items()
    )


def _is_like(offer: Offer, other: Offer) -> bool:
    """Whether both listen to words, or neither does; and both read them aloud, or neither does."""
    return bool(offer.prompt.maximum_length) is bool(other.prompt.maximum_length) and _reads(offer) is _reads(
        other
    )


def _serves(offer: Offer, other: Offer) -> bool:
    """Whether the other does one of the things with media that this one is good at: who wants a clip to go on wants no other."""
    return not offer.verbs or bool(offer.verbs.keys() & other.verbs.keys())


def _reads(offer: Offer) -> bool:
    return offer.price is not None and offer.price.per in _READ_ALOUD
