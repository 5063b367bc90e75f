"""What the operator decided about single models: their prices, and whether they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, Protocol

from bot.catalog.pricing import PriceTerms
from bot.domain.staff import ActRecord

LEAST_MULTIPLIER: Final = Decimal("0.01")
MOST_MULTIPLIER: Final = Decimal(1000)
MULTIPLIER_PLACES: Final = 4
"""Digits after the point that a multiplier may have."""
MOST_SURCHARGE: Final = 10_000
"""Credits for one generation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTerms:
    """The operator's terms of one model.

    Attributes:
        multiplier: credits charged for each credit at KIE; None = as for the others.
        surcharge: whole credits for each generation on top.
        hidden: whether people do not find it: what is open or quoted goes on, nothing new begins.
        revision: how often they were changed; a button is good for the terms that it was shown with.
    """

    multiplier: Decimal | None = None
    surcharge: int = 0
    hidden: bool = False
    revision: int = 0

    def price_terms(self, general: Decimal) -> PriceTerms:
        """How its price is made, where `general` is the multiplier of the others."""
        return PriceTerms(general if self.multiplier is None else self.multiplier, self.surcharge)

    @property
    def in_words(self) -> str:
        """As the operators' log has them; empty when they are those of every model."""
        parts = [
            f"×{self.multiplier}" if self.multiplier is not None else "",
            f"+{self.surcharge}" if self.surcharge else "",
            "hidden" if self.hidden else "",
        ]
        return " ".join(filter(None, parts))


def is_multiplier(value: Decimal) -> bool:
    """Whether a model may have this multiplier."""
    if not value.is_finite() or not LEAST_MULTIPLIER <= value <= MOST_MULTIPLIER:
        return False
    return value == round(value, MULTIPLIER_PLACES)


def is_surcharge(value: int) -> bool:
    """Whether a model may have this surcharge."""
    return 0 <= value <= MOST_SURCHARGE


class ModelTermsRepository(Protocol):
    """Remembers the terms across restarts."""

    async def model_terms(self) -> Mapping[str, ModelTerms]:
        """By slug, also those of models that have left the catalogue."""
        ...

    async def save_model_terms(self, slug: str, terms: ModelTerms, act: ActRecord) -> bool:
        """Keep these instead of those of the revision before, and the line of the log, in one transaction.

        Returns whether it was done: not where other terms were kept meanwhile.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSales:
    """What came of a model within a span of time.

    Attributes:
        since: from when.
        sold: generations that were delivered or kept in the history.
        credits: that they brought.
        failed: generations that failed.
    """

    since: datetime
    sold: int = 0
    credits: int = 0
    failed: int = 0
