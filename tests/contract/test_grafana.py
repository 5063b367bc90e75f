"""The dashboard and the alerts name figures that the product shows."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.domain.metrics_snapshot import MetricsSnapshot
from bot.domain.money import Money
from bot.payments.break_even import BreakEven
from bot.web.metrics import Metrics

FOLDER = Path(__file__).parents[2] / "docs" / "grafana"
NAME = re.compile(r"\bkiosk_[a-z_]+")
MONEY = Money(
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    payments=2,
    stars=300,
    affiliate=10,
    refunds=1,
    refunded=100,
    ledger={},
    models=(),
    days=(),
    writer=(),
    paid_left=200,
    available=500,
)


def shown() -> set[str]:
    """The names of all figures, histograms in their parts."""
    names = set()
    for family in Metrics().registry.collect():
        parts = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(family.type, ("",))
        names |= {f"{family.name}{part}" for part in parts}
    return names


def test_every_figure_exists() -> None:
    """What a panel or a rule asks for is a figure of `/metrics`."""
    board = json.loads((FOLDER / "kiosk.json").read_text())
    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    rules = (FOLDER / "alerts.yml").read_text()
    named = set(NAME.findall(asked)) | set(NAME.findall(rules))
    assert len(named) > 10
    assert named - shown() == set()


def test_money() -> None:
    """Owed, coverage, Stars and dollars, with as many labels as there are words of ours."""
    metrics = Metrics()
    metrics.watch_terms(lambda: BreakEven(Decimal(2), Decimal("0.013")))
    metrics.kie_credits(Decimal(50))
    metrics.show(MetricsSnapshot(paid_left=200, money=MONEY))
    value = metrics.registry.get_sample_value
    assert value("kiosk_credits", {"part": "paid"}) == 200
    assert value("kiosk_kie_coverage") == 0.5
    assert value("kiosk_stars", {"part": "in"}) == 300
    assert value("kiosk_money_usd", {"part": "income"}) == 2.47
    assert value("kiosk_money_usd", {"part": "margin"}) == 2.47
    metrics.show(MetricsSnapshot())
    assert value("kiosk_kie_coverage") != value("kiosk_kie_coverage")  # NaN: nothing is owed
