"""What an operator writes behind /codes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.promo_code import LARGEST_PERCENT, PromoKind, PromoTerms
from bot.i18n import Texts
from bot.ledger.entries import LARGEST_AMOUNT
from bot.promo_codes.make import MadeCodes
from handlers.promo_codes.codes_fault import codes_fault
from handlers.promo_codes.codes_line import CodesLine, codes_line
from handlers.promo_codes.csv_file import can_be_linked, codes_csv

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
PLAIN = CodesLine(name="SUMMER", size=1, kind=PromoKind.CREDITS, amount=100)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SUMMER 100 credits", PLAIN),
        (
            "SUMMER 100 credits max 50 until 2026-12-31",
            replace(PLAIN, most_uses=50, ends_at=datetime(2027, 1, 1, tzinfo=UTC)),
        ),
        ("SUMMER 20%", replace(PLAIN, kind=PromoKind.PERCENT, amount=20)),
        (
            "SUMMER 20 PERCENT New first campaign Winter",
            replace(
                PLAIN,
                kind=PromoKind.PERCENT,
                amount=20,
                new_people_only=True,
                first_purchase_only=True,
                campaign="Winter",
            ),
        ),
        ("Series 100 50 credits campaign X", replace(PLAIN, name="", size=100, amount=50, campaign="X")),
        (
            "SUMMER 1 credit until 2026-11-29",
            replace(PLAIN, amount=1, ends_at=datetime(2026, 11, 30, tzinfo=UTC)),
        ),
    ],
)
def test_understood(written: str, meant: CodesLine) -> None:
    """Options in any order and any case."""
    assert codes_line(written, NOW) == meant


@pytest.mark.parametrize(
    "written",
    [
        "SUMMER", "SUMMER 100", "SUMMER 0 credits", "SUMMER -1 credits", "SUMMER 100 dollars", "SUMMER 301 percent",
        "SUMMER 100 credits max", "SUMMER 100 credits max 0", "SUMMER 100 credits until yesterday",
        "SUMMER 100 credits until 2026-11-28", "SUMMER 100 credits max 5 max 6", "SUMMER 100 credits campaign =1+1",
        "=SUMMER 100 credits", "S 100 credits", "series", "series 10", "series 0 50 credits", "series 5001 50 credits",
        "series 10 50 credits max 5", "SUMMER 100 credits or more", "SUMMER 100 credits until 9999-12-31",
    ],
)  # fmt: skip
def test_not_understood(written: str) -> None:
    """Nothing is made of half a line, or of a day that is over."""
    assert codes_line(written, NOW) is None


def test_no_cell_is_a_formula() -> None:
    """Whatever an operator calls a campaign, a spreadsheet shows it."""
    terms = PromoTerms(
        kind=PromoKind.CREDITS, amount=50, campaign="-cmd", made_by=1, made_for="m", made_at=NOW, size=2
    )
    written = codes_csv(MadeCodes(terms=terms, codes=["abc", "=def"]), "kiosk_bot").decode()
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["code"] for row in rows] == ["abc", "'=def"]
    assert {row["campaign"] for row in rows} == {"'-cmd"}
    assert rows[0]["link"] == "https://t.me/kiosk_bot?start=c_abc"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_links() -> None:
    """A code in another alphabet has none."""
    assert can_be_linked("summer-2026")
    assert not can_be_linked("лето")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("SUMMER 301 percent", "codes-percent-bounds"),
        ("SUMMER 0%", "codes-percent-bounds"),
        ("SUMMER 99999999999999 credits", "codes-credits-bounds"),
        ("SUMMER -1 credits", "codes-credits-bounds"),
        ("SUMMER 5 credits until 2026-11-28", "codes-day-over"),
        ("SUMMER 5 credits until tomorrow", "codes-no-day"),
    ],
)
def test_what_is_wrong_is_said(written: str, key: str, language: str) -> None:
    """A bound or a day, in the operator's words."""
    t = Texts.load().speaking(language)
    assert codes_line(written, NOW) is None
    most = LARGEST_PERCENT if "percent" in key else LARGEST_AMOUNT
    assert codes_fault(t, written, NOW) == t(key, most=most)
    assert codes_fault(t, "SUMMER 100 dollars", NOW) is None
