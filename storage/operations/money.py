"""Sums of money by day, which triggers keep (`bot.domain.money.MoneyReader`)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

from bot.catalog.pricing import MILLICREDITS
from bot.domain.model_terms import ModelSales
from bot.domain.money import ModelMoney, Money, MoneyDay
from storage.core.columns import day_number, day_of, days
from storage.core.database import Reader
from storage.core.totals import read_totals
from storage.core.writer_costs import read_writer_costs_between


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

    async def money(self, first: date, last: date) -> Money:
        """What came in and what it cost from the one day to the other."""
        return await read_money(self._reports, first, last)


async def read_money(reports: Reader, first: date, last: date) -> Money:
    """What came in and what it cost from the one day to the other; reads a row for each day and kind of money."""
    span = (day_number(first), day_number(last))
    sums, stars = Counter[str](), Counter[int]()
    for row in await reports.rows("SELECT day, name, amount FROM money_days WHERE day BETWEEN ? AND ?", span):
        sums[row["name"]] += row["amount"]
        if row["name"] == "stars":
            stars[row["day"]] += row["amount"]
        elif row["name"] in {"refunded", "affiliate"}:
            stars[row["day"]] -= row["amount"]
    at_kie, sold, failed = Counter[int](), Counter[int](), Counter[int]()
    models: dict[str, Counter[str]] = {}
    for row in await reports.rows("SELECT * FROM model_days WHERE day BETWEEN ? AND ?", span):
        at_kie[row["day"]] += row["taken"] + row["expected"]
        sold[row["day"]] += row["sold"]
        failed[row["day"]] += row["failed"]
        names = ("sold", "failed", "credits", "taken", "expected")
        models.setdefault(row["model"], Counter()).update({name: row[name] for name in names})
    totals = await read_totals(reports)
    ordered = sorted(models.items(), key=lambda one: (-one[1]["credits"], -one[1]["sold"], one[0]))
    return Money(
        first=first,
        last=last,
        payments=sums["payments"],
        stars=sums["stars"],
        affiliate=sums["affiliate"],
        refunds=sums["refunds"],
        refunded=sums["refunded"],
        ledger={
            (kind, bucket): amount
            for name, amount in sums.items()
            if name.startswith("ledger:")
            for _, kind, bucket in [name.split(":")]
        },
        models=[ModelMoney(slug=slug, **one) for slug, one in ordered],
        days=[
            MoneyDay(
                day=day_of(day),
                stars=stars[day],
                kie=Decimal(at_kie[day]) / MILLICREDITS,
                sold=sold[day],
                failed=failed[day],
            )
            for day in range(span[0], span[1] + 1)
        ],
        writer=await read_writer_costs_between(reports, *span),
        paid_left=totals.get("paid_left", 0),
        available=totals.get("available", 0),
    )
