"""The least that each model costs, computed once: walking through all combinations of options takes milliseconds."""

from __future__ import annotations

from decimal import Decimal

from bot.catalog.pricing import price_from
from bot.catalog.spec import Offer


class PriceList:
    """Remembers the lowest price of every offer that was asked for.

    Args:
        multiplier: credits charged for each credit at KIE.
    """

    def __init__(self, multiplier: Decimal) -> None:
        self._multiplier = multiplier
        self._known: dict[str, tuple[Offer, int]] = {}

    def least(self, slug: str, offer: Offer) -> int:
        """Credits of the cheapest combination; computed anew when another offer stands in for the model."""
        known = self._known.get(slug)
        if known is not None and known[0] is offer:
            return known[1]
        price = price_from(offer, self._multiplier)
        self._known[slug] = (offer, price)
        return price
