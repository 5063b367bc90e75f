"""Which models come first for a person: what they chose, what they used, what the operator suggests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.catalog.spec import Kind, Media, Model, Per
from bot.catalog.verbs import starts_from_words, takes
from bot.domain.model_preferences import ModelPreferences
from bot.domain.person import Draft
from handlers.core.buttons.menu import ShelfView
from handlers.core.priced_catalog import PricedCatalog

FIRST_KINDS: Final = (Kind.IMAGE, Kind.VIDEO, Kind.MUSIC, Kind.AUDIO)
"""What is suggested first: a picture is quick and costs little."""
_USUAL_SECONDS = 10
_WORTH_SORTING = 3
"""Models from which on a shelf can be sorted."""


def suggested(
    catalog: PricedCatalog,
    preferences: ModelPreferences,
    *,
    prompt: str = "",
    pays: Callable[[Model], bool] = lambda _: True,
    kind: Kind | None = None,
) -> Model:
    """The model for a person who only sent words: it takes them all, and the balance covers it where that is possible.

    It is of the kind that the person made last, of one that they chose a default for, else a picture.

    Args:
        catalog: what is sold.
        preferences: the person's.
        prompt: the words.
        pays: whether the balance covers such a request with a model.
        kind: what it shall make, None for whatever the person usually makes.
    """
    used = (catalog.model(use.model).kind for use in preferences.used if use.model in catalog.models)
    chosen = (each for each in FIRST_KINDS if each in preferences.defaults)
    kinds = dict.fromkeys([kind] if kind is not None else [*used, *chosen, *FIRST_KINDS])
    fitting = [
        model
        for each in kinds
        for model in _by_weight(catalog, preferences, each)
        if starts_from_words(catalog.offer(model))
    ]
    able = [model for model in fitting if len(prompt) <= catalog.offer(model).prompt.room]
    if able:
        return next(filter(pays, able), able[0])
    return max(fitting, key=lambda model: catalog.offer(model).prompt.room, default=catalog.first())


def first_picture(catalog: PricedCatalog, drafted: Draft, available: int | None) -> tuple[Model, int] | None:
    """The picture to begin with: the first model of its shelf that needs words alone and that the credits cover.

    Args:
        catalog: what is sold.
        drafted: an empty draft of the person's.
        available: credits; None = without end.

    Returns:
        The model, and what its card would make now costs; None when nothing is covered.
    """
    for model in catalog.shelf(Kind.IMAGE):
        if (
            not catalog.is_sold(model)
            or catalog.is_troubled(model)
            or not starts_from_words(catalog.offer(model))
        ):
            continue
        price = catalog.price(replace(drafted, model=model.slug))
        if price is not None and (available is None or price <= available):
            return model, price
    return None


def last_used(catalog: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> Model | None:
    """The model of a kind that was asked for last, while it is sold."""
    return next(_sold(catalog, kind, (use.model for use in preferences.used)), None)


def arranged(catalog: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> Sequence[Model]:
    """The shelf of a kind as this person wants it: the last one, the stars, the defaults, then by rank."""
    last = last_used(catalog, preferences, kind)
    slugs = [
        *([last.slug] if last is not None else []),
        *preferences.favourites,
        preferences.defaults.get(kind, ""),
        catalog.defaults.get(kind, ""),
    ]
    first = {model.slug: model for model in _sold(catalog, kind, slugs)}
    return [*first.values(), *(model for model in catalog.shelf(kind) if model.slug not in first)]


def viewed(
    catalog: PricedCatalog,
    preferences: ModelPreferences,
    kind: Kind,
    view: ShelfView = ShelfView.BEST,
    *,
    kept: Draft | None = None,
) -> Sequence[Model]:
    """The shelf of a kind, looked at in one way; models that cannot begin from what is `kept` come last."""
    models = arranged(catalog, preferences, kind)
    match view:
        case ShelfView.CHEAP:
            models = sorted(models, key=lambda model: _usual_price(catalog, preferences, model))
        case ShelfView.FAST:
            models = sorted(models, key=lambda model: model.usual_seconds)
        case ShelfView.PHOTO:
            return [model for model in models if takes(catalog.offer(model), Media.PHOTO)]
    return catalog.beginning_first(models, kept)


def _usual_price(catalog: PricedCatalog, preferences: ModelPreferences, model: Model) -> int:
    """What a model usually costs: of what is sold by the second, ten of them."""
    units = _USUAL_SECONDS if catalog.priced_per(model) is Per.REFERENCE_SECOND else 1
    return catalog.price_now(model, preferences) * units


def views(catalog: PricedCatalog, kind: Kind) -> Sequence[ShelfView]:
    """The ways in which it makes a difference to look at a shelf; none when there is nothing to choose."""
    models = catalog.shelf(kind)
    if len(models) < _WORTH_SORTING:
        return ()
    from_photo = sum(takes(catalog.offer(model), Media.PHOTO) for model in models)
    return [view for view in ShelfView if view is not ShelfView.PHOTO or 0 < from_photo < len(models)]


def _by_weight(catalog: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> Iterator[Model]:
    used = (use.model for use in preferences.used)
    yield from _sold(
        catalog, kind, [preferences.defaults.get(kind, ""), *used, catalog.defaults.get(kind, "")]
    )
    yield from (
        model for model in catalog.shelf(kind) if catalog.is_sold(model) and not catalog.is_troubled(model)
    )
    yield from (model for model in catalog.shelf(kind) if catalog.is_sold(model))


def _sold(catalog: PricedCatalog, kind: Kind, slugs: Sequence[str] | Iterator[str]) -> Iterator[Model]:
    """Those of the slugs that are models of this kind and sold here now."""
    for slug in slugs:
        if slug in catalog.models:
            model = catalog.model(slug)
            if model.kind is kind and catalog.is_sold(model):
                yield model
