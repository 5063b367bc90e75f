"""/money: what came in, what it cost and what is owed."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from aiogram.methods import SendDocument
from PIL import Image

from bot.domain.csv_cell import cell
from bot.domain.staff import Role
from bot.payments.money_report import coverage, days_of
from handlers.core.buttons.operator import MoneyFileButton
from handlers.operator.day_chart import HEIGHT, WIDTH, Chart, Panel, draw
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ("7d", (date(2026, 11, 24), TODAY)),
        ("1D", (TODAY, TODAY)),
        ("month", (date(2026, 11, 1), TODAY)),
        ("2026-10", (date(2026, 10, 1), date(2026, 10, 31))),
        ("2026-12", None),
        ("0d", None),
        ("93d", None),
        ("2026-13", None),
        ("yesterday", (date(2026, 11, 29), date(2026, 11, 29))),
        ("2026-11-30", (TODAY, TODAY)),
        ("2026-12-01", None),
        ("2026-02-30", None),
        ("", None),
        ("٧d", None),
    ],
)
def test_spans(span: str, days: tuple[date, date] | None) -> None:
    """Days, this month and any month that has begun (UTC); everything else is none."""
    assert days_of(span, TODAY) == days


def test_coverage() -> None:
    """KIE's balance beside the KIE credits that paid ones may still take; unknown, or nothing owed, is none."""
    assert coverage(Decimal(50), 200, Decimal(2)) == 50
    assert coverage(None, 200, Decimal(2)) is None
    assert coverage(Decimal(50), 0, Decimal(2)) is None
    assert coverage(Decimal(50), 200, Decimal(0)) is None


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_names_like_formulas(sign: str) -> None:
    """A spreadsheet carries out no name."""
    assert cell(f"{sign}1+1") == f"'{sign}1+1"
    assert cell("suno") == "suno"


def test_the_chart() -> None:
    """It is drawn with any number of days, also without money and with more returned than came in."""
    for days in (
        [],
        [("01.11", Decimal(0), Decimal(0))],
        [("01.11", Decimal(-5), Decimal(3))] * 366,
        [("01.11", Decimal(10) ** 9, Decimal("0.001"))] * 7,
    ):
        labels = [label for label, *_ in days]
        panel = Panel(names=("In", "Out"), days=[both for _, *both in days], write=str)
        picture = Image.open(io.BytesIO(draw(Chart(title="Money", labels=labels, panels=[panel]))))
        assert picture.size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(("language", "owed"), [("en", "Owed now"), ("ru", "Сейчас у людей кредитов")])
async def test_the_report(kiosk: BotUnderTest, language: str, owed: str) -> None:
    """A viewer reads the sums, sees the picture, and gets the table, whose numbers are the report's."""
    ann, viewer = kiosk.person(), kiosk.person(50, language=language)
    await kiosk.make(ann, "qwen-image a cat")
    await viewer.say("/balance")
    await kiosk.dispatcher["staff"].appoint(50, Role.VIEWER, by=ADMIN)
    sent = len(kiosk.screen.calls)
    await viewer.say("/money 7d")
    shown = next(
        one for one in kiosk.screen.messages.values() if owed in one.text and "Qwen Image: 1" in one.text
    )
    await viewer.tap_data(shown.data("📄 CSV"), shown.id)
    files = [call for call in kiosk.screen.calls[sent:] if isinstance(call, SendDocument)]
    data = files[-1].document.data  # type: ignore[union-attr]  # our own upload
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    model = next(row for row in rows if row["kind"] == "model")
    assert (model["name"], model["sold"]) == ("qwen-image", "1")
    assert len([row for row in rows if row["kind"] == "day"]) == 7


async def test_made_up_spans(kiosk: BotUnderTest) -> None:
    """A stranger gets nothing from the button; words that are no span are answered with the form."""
    stranger, admin = kiosk.person(), kiosk.person(ADMIN)
    await stranger.say("/balance")
    sent = len(kiosk.screen.calls)
    await stranger.tap_data(MoneyFileButton(span="7d").pack(), 1)
    assert not [call for call in kiosk.screen.calls[sent:] if isinstance(call, SendDocument)]
    for span in ("x", "999d", "9999-99"):
        await admin.tap_data(MoneyFileButton(span=span).pack(), 1)
        assert "/money 7d" in kiosk.screen.last.text
    await admin.say("/money <b>")
    assert "/money 7d" in kiosk.screen.last.text
