"""Money as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from bot.domain.csv_cell import cell
from bot.payments.money_report import MoneyReport

HEADER: Final = ("kind", "name", "stars", "credits", "kie_credits", "sold", "failed")


def money_csv(report: MoneyReport) -> bytes:
    """A row for each sum, each model and each day. Numbers are plain, and no name is taken for a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    for kind, name, *numbers in _rows(report):
        table.writerow([kind, cell(str(name)), *numbers])
    return out.getvalue().encode()


def _rows(report: MoneyReport) -> Iterator[tuple[object, ...]]:
    money = report.money
    yield "sum", "payments", money.stars, money.sold, "", money.payments, ""
    yield "sum", "affiliate", money.affiliate, "", "", "", ""
    yield "sum", "refunds", money.refunded, "", "", money.refunds, ""
    yield "sum", "given", "", money.given, "", "", ""
    yield "sum", "free", "", money.free, "", "", ""
    yield "sum", "spent", "", money.spent, f"{money.kie:f}", "", ""
    yield "sum", "writer", "", "", f"{money.writer_credits:f}", "", ""
    yield "now", "owed paid", "", money.paid_left, "", "", ""
    yield "now", "owed all", "", money.available, "", "", ""
    yield "now", "balance", "", "", "" if report.balance is None else f"{report.balance:f}", "", ""
    for (kind, bucket), amount in sorted(money.ledger.items()):
        yield "ledger", f"{kind}:{bucket}", "", amount, "", "", ""
    for one in money.models:
        yield "model", one.slug, "", one.credits, f"{one.kie:f}", one.sold, one.failed
    for day in money.days:
        yield "day", day.day.isoformat(), day.stars, "", f"{day.kie:f}", "", ""
