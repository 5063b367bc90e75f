"""Whether a pack earns what its credits cost the operator at KIE, and what Stars are in dollars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.pack import Pack
from bot.domain.terms import Tariff

USD_PER_KIE_CREDIT: Final = Decimal("0.005")
"""What KIE's credits cost (kie.ai, pricing)."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What a sale has to bring under some terms.

    Attributes:
        multiplier: credits of people charged for one of KIE's; 0 gives everything away.
        star_usd: dollars that a Star brings the operator, more than 0.
    """

    multiplier: Decimal
    star_usd: Decimal

    @classmethod
    def of(cls, tariff: Tariff) -> BreakEven:
        """By the operator's terms now."""
        return cls(tariff.multiplier, tariff.star_usd)

    def usd(self, stars: int) -> Decimal:
        """Dollars that so many Stars bring, about."""
        return stars * self.star_usd

    def stars_at_cost(self, credits_: int) -> Decimal:
        """Stars that cover what so many credits of people cost at KIE."""
        if not self.multiplier:
            return Decimal("Infinity")
        return credits_ / self.multiplier * USD_PER_KIE_CREDIT / self.star_usd

    def credits_covered(self, stars: int) -> Decimal:
        """Credits of people whose cost at KIE so many Stars cover; KIE's own where everything is given away."""
        return self.usd(stars) / USD_PER_KIE_CREDIT * (self.multiplier or Decimal(1))

    def margin_percent(self, stars: int, credits_: int) -> int | None:
        """What of a pack's Stars is left after its credits' cost, in whole percent; None where everything is free."""
        if not self.multiplier:
            return None
        return math.floor((stars - self.stars_at_cost(credits_)) * 100 / stars)

    def is_loss(self, stars: int, credits_: int) -> bool:
        """Whether a pack brings less than its credits cost."""
        return stars < self.stars_at_cost(credits_)

    def packs_at_loss(self, packs: Sequence[Pack]) -> Sequence[Pack]:
        """Those that bring less than their credits cost."""
        return [pack for pack in packs if self.is_loss(pack.stars, pack.credits)]
