"""What an operator types after /packs, and what a pack brings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.domain.pack import Pack, extra_percent
from bot.payments.break_even import BreakEven
from handlers.payments.packs import Terms, parse_terms


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("100 150", Terms(100, 150, monthly=False)),
        ("100⭐ 150", Terms(100, 150, monthly=False)),
        ("100 ⭐️ → 150 credits", Terms(100, 150, monthly=False)),
        ("100 Stars for 150", Terms(100, 150, monthly=False)),
        ("1,000 1,700", Terms(1000, 1700, monthly=False)),
        ("500 900 month", Terms(500, 900, monthly=True)),
        ("500 900 Monthly", Terms(500, 900, monthly=True)),
        ("100", None),
        ("100 150 200", None),
        ("1 000 1 700", None),
        ("1.5 100", None),
        ("-100 150", None),
        ("100 150 year", None),
        ("a hundred", None),
        ("²00 150", None),
    ],
)
def test_terms(words: str, terms: Terms | None) -> None:
    """Two whole numbers, and at most that it is monthly; what may mean something else is asked again."""
    assert parse_terms(words) == terms


def test_how_much_more_a_pack_brings() -> None:
    """By the Star, rounded, and nothing where it brings less."""
    cheapest = Pack(id=1, stars=100, credits=150)
    more = [extra_percent(Pack(id=2, stars=stars, credits=count), cheapest) for stars, count in PACKS]
    assert more == [0, 7, 13, 0]


PACKS = ((100, 150), (250, 400), (1000, 1700), (300, 400))


@pytest.mark.parametrize(
    ("multiplier", "margin", "loses"), [("1", 42, False), ("0.5", -16, True), ("0", None, True)]
)
def test_the_margin_at_todays_multiplier(multiplier: str, margin: int | None, *, loses: bool) -> None:
    """150 credits cost 58 Stars at KIE; half the multiplier doubles that, and none gives everything away."""
    terms = BreakEven(Decimal(multiplier), Decimal("0.013"))
    assert terms.margin_percent(100, 150) == margin
    assert terms.is_loss(100, 150) is loses
