"""What can be done with media or words, and which models do it. The models' files say who is good at what."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalog.availability import is_sold, sold
from bot.catalog.spec import Dialect, Media, Model, Offer, Verb


def does(offer: Offer, verb: Verb, media: Media) -> bool:
    """Whether the offer does this with one piece of such media, and needs no other."""
    return verb in offer.verbs and takes(offer, media)


def takes(offer: Offer, media: Media) -> bool:
    """Whether the offer works with one piece of such media, and needs no other."""
    return any(need.media is media for need in offer.references) and all(
        need.minimum <= (need.media is media) for need in offer.references
    )


def does_with_words(offer: Offer, verb: Verb) -> bool:
    """Whether the offer does this with words, and needs no media."""
    return (
        verb in offer.verbs
        and bool(offer.prompt.maximum_length)
        and not any(need.minimum for need in offer.references)
    )


def doers(models: Iterable[Model], dialect: Dialect, verb: Verb, media: Media | None) -> tuple[Model, ...]:
    """The models that are sold and do this, the best first.

    Args:
        models: all models.
        dialect: which offers count.
        verb: what is to be done.
        media: what with; None = words.
    """
    ranked: list[tuple[int, Model]] = []
    for model in models:
        if not is_sold(model, dialect):
            continue
        offer = sold(model, dialect)
        fits = does_with_words(offer, verb) if media is None else does(offer, verb, media)
        if fits:
            ranked.append((offer.verbs[verb], model))
    # Sorting keeps the menu's order among equals.
    return tuple(model for _, model in sorted(ranked, key=lambda pair: pair[0]))


def verbs_on(models: Iterable[Model], dialect: Dialect, media: Media | None) -> tuple[Verb, ...]:
    """What can be done with such media (None = words) by at least one model that is sold."""
    known = tuple(models)
    wanted = [verb for verb in Verb if verb.on_words is (media is None)]
    return tuple(verb for verb in wanted if doers(known, dialect, verb, media))
