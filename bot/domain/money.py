"""What came in and what it cost, by day (UTC)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.model_terms import ModelSales


class MoneyReader(Protocol):
    """Reads sums that are kept by day."""

    async def model_sales(self, slug: str, since: datetime) -> ModelSales:
        """What came of a model on the day of `since` and after it (UTC)."""
        ...
