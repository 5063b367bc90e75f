"""The least that each model costs, computed once: walking through all combinations of options takes milliseconds."""

from __future__ import annotations

from decimal import Decimal

from bot.catalog.pricing import price_from
from bot.catalog.spec import Offer


class PriceList:
    """Remembers the lowest price of every offer that was asked for."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Offer, Decimal, int]] = {}

    def least(self, slug: str, offer: Offer, multiplier: Decimal) -> int:
        """Credits of the cheapest combination; computed anew when another offer stands in for the model, or the multiplier is another.

        Args:
            slug: the model's.
            offer: what is sold of it.
            multiplier: credits charged for each credit at KIE.
        """
        known = self._known.get(slug)
        if known is not None and known[0] is offer and known[1] == multiplier:
            return known[2]
        price = price_from(offer, multiplier)
        self._known[slug] = (offer, multiplier, price)
        return price
