"""The lowest prices are computed once."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import Mock

import pytest

from bot.catalog import pricing
from bot.catalog.price_list import PriceList
from bot.catalog.pricing import PriceTerms
from tests.unit.catalog.samples import DURATION, offer, row


def test_each_offer_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same offer is walked through once; another one that stands in for the model has a price of its own."""
    walk = Mock(wraps=pricing.price_from)
    monkeypatch.setattr("bot.catalog.price_list.price_from", walk)
    prices = PriceList()
    first, other = offer(DURATION), offer(DURATION, rows=(row("30"),))
    assert [prices.least("film", first, PriceTerms(Decimal("1.5"))) for _ in range(3)] == [15, 15, 15]
    assert [prices.least("film", other, PriceTerms(Decimal("1.5"))) for _ in range(3)] == [45, 45, 45]
    assert walk.call_count == 2
    assert prices.least("film", other, PriceTerms(Decimal(3))) == 90
