"""Whether a pack earns what its credits cost the operator at KIE."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.domain.pack import Pack

USD_PER_STAR: Final = Decimal("0.013")
"""What Telegram pays the operator for a Star (Bot Developer Terms, 6.2.3)."""

USD_PER_KIE_CREDIT: Final = Decimal("0.005")
"""What KIE's credits cost (kie.ai, pricing)."""


def stars_at_cost(credits_: int, multiplier: Decimal) -> Decimal:
    """Stars that cover what so many credits cost at KIE.

    Args:
        credits_: of people here.
        multiplier: how many of them are charged for one of KIE's; 0 gives everything away.
    """
    if not multiplier:
        return Decimal("Infinity")
    return credits_ / multiplier * USD_PER_KIE_CREDIT / USD_PER_STAR


def margin_percent(stars: int, credits_: int, multiplier: Decimal) -> int | None:
    """What of a pack's Stars is left after its credits' cost, in whole percent; None where everything is free."""
    if not multiplier:
        return None
    return math.floor((stars - stars_at_cost(credits_, multiplier)) * 100 / stars)


def is_loss(stars: int, credits_: int, multiplier: Decimal) -> bool:
    """Whether a pack brings less than its credits cost."""
    return stars < stars_at_cost(credits_, multiplier)


def packs_at_loss(packs: Sequence[Pack], multiplier: Decimal) -> Sequence[Pack]:
    """Those that would bring less than their credits cost with this multiplier."""
    return [pack for pack in packs if is_loss(pack.stars, pack.credits, multiplier)]
