"""The small catalogue with several models of each kind, cheaper and dearer ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Model, Offer, Price
from tests.support.samples import FILM, PENCIL, RETIRED, SKETCH, SPEECH


def several() -> Catalog:
    """A film at 2 a second beside others at 3, 2 and 1; a sketch at 3 beside 4, and 3 as the recipe's second choice."""
    return Catalog(
        [
            FILM,
            _priced(FILM, "saga", 3, 101),
            _priced(FILM, "short", 2, 102),
            _priced(FILM, "flicker", 1, 103),
            SPEECH,
            RETIRED,
            SKETCH,
            _priced(SKETCH, "fresco", 4, 101),
            PENCIL,
        ]
    )


def _priced(model: Model, slug: str, price: int, rank: int) -> Model:
    """The same at another price, a place further on its shelf."""
    offer = model.live or Offer()
    assert offer.price is not None
    row = replace(offer.price.rows[0], credits=Decimal(price))
    live = replace(offer, price=Price(rows=(row,), per=offer.price.per))
    return replace(model, slug=slug, title=slug.title(), rank=rank, live=live)
