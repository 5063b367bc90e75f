"""Sums of money by day, which triggers keep (`bot.domain.money.MoneyReader`)."""

from __future__ import annotations

from datetime import datetime

from bot.domain.model_terms import ModelSales
from storage.core.columns import days
from storage.core.database import Reader


class SqliteMoneyReader:
    """Reads them beside the rest of the reports."""

    def __init__(self, reports: Reader) -> None:
        self._reports = reports

    async def model_sales(self, slug: str, since: datetime) -> ModelSales:
        """What came of a model on the day of `since` and after it."""
        rows = await self._reports.rows(
            "SELECT sum(sold) AS sold, sum(credits) AS credits, sum(failed) AS failed FROM model_days WHERE model = ? AND day >= ?",
            (slug, days(since)),
        )
        row = rows[0]
        return ModelSales(
            since=since, sold=row["sold"] or 0, credits=row["credits"] or 0, failed=row["failed"] or 0
        )
