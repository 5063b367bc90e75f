"""Money: what came in, what it cost and what is owed in a span of days, with its charts and as a table to keep."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from bot.console.visit import Answer, Download, Page, Shown, Visit
from bot.domain.staff import Act
from bot.i18n import Translator
from bot.payments.break_even import USD_PER_KIE_CREDIT
from bot.payments.money_report import USUAL, MoneyReport, MoneyReports
from bot.payments.money_table import money_csv

SPANS: Final = ("yesterday", "7d", "30d", "month")
_MODELS: Final = 20
_LONGEST_SPAN: Final = 10


class Money:
    """The page, by the use case of `/money`."""

    def __init__(self, reports: MoneyReports, title: Callable[[str], str]) -> None:
        self._reports = reports
        self._title = title

    def pages(self) -> Sequence[Page]:
        """The page and its file."""
        return [
            Page(path="/money", act=Act.STATS, show=self.show, name="money"),
            Page(path=r"/money\.csv", act=Act.STATS, show=self.file, section="money"),
        ]

    async def show(self, visit: Visit) -> Answer | None:
        """Sums, charts, days and models; a span that is none is the usual one."""
        report = await self._report(visit) or await self._reports.report(USUAL)
        if report is None:
            return None
        days = report.money.days
        return Shown(
            template="money",
            title=visit.t.plain("console-money"),
            values={
                "report": report,
                "spans": SPANS,
                "figures": _figures(visit.t, report),
                "days": days,
                "models": [(self._title(one.slug), one) for one in report.money.models[:_MODELS]],
                "stars": [(f"{one.day:%m-%d}", max(0, one.stars)) for one in days],
                "kie": [(f"{one.day:%m-%d}", math.ceil(one.kie)) for one in days],
            },
        )

    async def file(self, visit: Visit) -> Answer | None:
        """The same as CSV."""
        report = await self._report(visit)
        if report is None:
            return None
        name = f"money-{report.money.first}-{report.money.last}.csv"
        return Download(name=name, content=money_csv(report))

    async def _report(self, visit: Visit) -> MoneyReport | None:
        span = visit.query.get("span", "").strip() or USUAL
        return await self._reports.report(span) if len(span) <= _LONGEST_SPAN else None


def _figures(t: Translator, report: MoneyReport) -> Sequence[tuple[str, str]]:
    money = report.money
    kie = money.kie + money.writer_credits
    figures = [
        (t.plain("console-money-in"), f"{money.stars} ⭐"),
        (t.plain("console-money-returned"), f"{money.refunded} ⭐"),
        (t.plain("console-money-stays"), f"{money.net_stars} ⭐ ≈ {_usd(report.income)}"),
        (t.plain("console-money-kie"), f"{math.ceil(kie)} ≈ {_usd(kie * USD_PER_KIE_CREDIT)}"),
        (t.plain("console-money-left"), f"≈ {_usd(report.margin)}"),
        (t.plain("console-money-sold"), str(money.sold)),
        (t.plain("console-money-given"), str(money.given)),
        (t.plain("console-money-spent"), str(money.spent)),
        (t.plain("console-money-owed"), f"{money.paid_left} / {money.available}"),
        (
            t.plain("console-money-balance"),
            "–" if report.balance is None else f"{math.floor(report.balance)}",
        ),
        (t.plain("console-money-coverage"), "–" if report.coverage is None else f"{report.coverage} %"),
    ]
    return [(label, figure.replace("-", "−")) for label, figure in figures]


def _usd(amount: Decimal) -> str:
    return f"{'−' if amount < 0 else ''}${abs(amount):,.2f}"
