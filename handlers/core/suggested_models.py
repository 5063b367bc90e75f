"""Which models come first for somebody: what they chose, what they used, what the operator suggests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog.spec import Kind, Model
from bot.domain.model_preferences import ModelPreferences
from handlers.core.priced_catalog import PricedCatalog


def suggested(shop: PricedCatalog, preferences: ModelPreferences) -> Model:
    """The model for somebody who only sent words: of the kind they made last or chose a default for, else the first."""
    used = (shop.model(use.model).kind for use in preferences.used if use.model in shop.catalog)
    kinds = [*used, *(kind for kind in Kind if kind in preferences.defaults or kind in shop.defaults), *Kind]
    fitting = (
        model
        for kind in kinds
        for model in _by_weight(shop, preferences, kind)
        if _starts_from_words(shop, model)
    )
    return next(fitting, None) or shop.first()


def last_used(shop: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> Model | None:
    """The model of a kind that was asked for last, while it is sold."""
    return next(_sold(shop, kind, (use.model for use in preferences.used)), None)


def arranged(shop: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> Sequence[Model]:
    """The shelf of a kind as this person wants it: the last one, the stars, the defaults, then by rank."""
    last = last_used(shop, preferences, kind)
    slugs = [
        *([last.slug] if last is not None else []),
        *preferences.favourites,
        preferences.defaults.get(kind, ""),
        shop.defaults.get(kind, ""),
    ]
    first = {model.slug: model for model in _sold(shop, kind, slugs)}
    return [*first.values(), *(model for model in shop.shelf(kind) if model.slug not in first)]


def _by_weight(shop: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> Iterator[Model]:
    used = (use.model for use in preferences.used)
    yield from _sold(shop, kind, [preferences.defaults.get(kind, ""), *used, shop.defaults.get(kind, "")])
    yield from (model for model in shop.shelf(kind) if shop.is_sold(model) and not shop.is_troubled(model))
    yield from (model for model in shop.shelf(kind) if shop.is_sold(model))


def _sold(shop: PricedCatalog, kind: Kind, slugs: Sequence[str] | Iterator[str]) -> Iterator[Model]:
    """Those of the slugs that are models of this kind and sold here now."""
    for slug in slugs:
        if slug in shop.catalog:
            model = shop.model(slug)
            if model.kind is kind and shop.is_sold(model):
                yield model


def _starts_from_words(shop: PricedCatalog, model: Model) -> bool:
    offer = shop.offer(model)
    return bool(offer.prompt.maximum_length) and not any(need.minimum for need in offer.references)
