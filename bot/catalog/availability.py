"""Whether a model can be had here now: KIE serves it in the dialect, and the operator has not taken it off the shelves."""

from __future__ import annotations

from bot.catalog.spec import Dialect, Model, Offer
from bot.errors import ModelUnavailable


def sold(model: Model, dialect: Dialect) -> Offer:
    """The model as it is sold in a dialect.

    Raises:
        ModelUnavailable: it is not, with the reason and the nearest one that is.
    """
    offer = model.offer(dialect)
    if offer is None:
        raise ModelUnavailable(model=model.title, reason="not-here", nearest="")
    if offer.unavailable:
        raise ModelUnavailable(model=model.title, reason=offer.unavailable, nearest=offer.nearest)
    return offer


def is_sold(model: Model, dialect: Dialect) -> bool:
    """Whether `sold` has an offer."""
    offer = model.offer(dialect)
    return offer is not None and not offer.unavailable
