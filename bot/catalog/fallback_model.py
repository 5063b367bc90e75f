"""Which model stands in for another one: the same kind of media, from what the person has already given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Media, Model, Offer, Per

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
    """The model that is closest on the shelf and can make the same request, or None.

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
    """The models that can make the same request, the closest on the shelf first; arguments as of `nearest`."""
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
    return sorted(fitting, key=lambda other: abs(other.rank - model.rank))


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
