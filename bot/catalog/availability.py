"""Whether a model can be had here now: KIE serves it in the dialect, and the operator has not taken it off the shelves."""

from __future__ import annotations

from typing import Final

from bot.catalog.spec import Dialect, Model, Offer
from bot.errors import ModelUnavailable

HIDDEN: Final = "hidden"
"""The reason code of an offer that the operator shows no one: nothing new begins, and what is quoted or open goes on."""


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


def is_still_made(model: Model, dialect: Dialect) -> bool:
    """Whether what was quoted before can be made: also where nothing new is, because the model is hidden."""
    offer = model.offer(dialect)
    return offer is not None and offer.unavailable in {"", HIDDEN}


def is_hidden(model: Model, dialect: Dialect) -> bool:
    """Whether the operator shows the model to no one."""
    offer = model.offer(dialect)
    return offer is not None and offer.unavailable == HIDDEN
