"""The least that each model costs, computed once: walking through all combinations of options takes milliseconds."""

from __future__ import annotations

from bot.catalog.pricing import PriceTerms, price_from
from bot.catalog.spec import Offer


class PriceList:
    """Remembers the lowest price of every offer that was asked for."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Offer, PriceTerms, int]] = {}

    def least(self, slug: str, offer: Offer, terms: PriceTerms) -> int:
        """Credits of the cheapest combination; computed anew when another offer stands in for the model, or the terms are others.

        Args:
            slug: the model's.
            offer: what is sold of it.
            terms: the operator's for this model.
        """
        known = self._known.get(slug)
        if known is not None and known[0] is offer and known[1] == terms:
            return known[2]
        price = price_from(offer, terms)
        self._known[slug] = (offer, terms, price)
        return price
