"""Periods of the allowance: their names, and when the next begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.allowance import Allowance, Period

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds have no zone
REPEATING = st.sampled_from([Period.DAY, Period.WEEK, Period.MONTH])
TICK = timedelta(microseconds=1)


@settings(max_examples=200, deadline=None)
@given(MOMENTS, REPEATING)
def test_a_period_lasts_until_its_refill(now: datetime, period: Period) -> None:
    """The key stays the same up to the moment of the refill, and is another one from then on."""
    allowance = Allowance(10, period)
    refills_at = allowance.refills_at(now)
    assert refills_at is not None
    assert refills_at > now
    assert refills_at.tzinfo is UTC
    assert allowance.key(refills_at - TICK) == allowance.key(now)
    assert allowance.key(refills_at) > allowance.key(now)


@settings(max_examples=200, deadline=None)
@given(MOMENTS, MOMENTS, REPEATING)
def test_later_periods_sort_later(one: datetime, other: datetime, period: Period) -> None:
    """Keys are in the order of time."""
    allowance = Allowance(10, period)
    early, late = sorted((one, other))
    assert allowance.key(early) <= allowance.key(late)


@pytest.mark.parametrize(
    ("period", "moment", "key", "refill"),
    [
        (Period.DAY, "2026-02-28T23:59", "2026-02-28", "2026-03-01T00:00"),
        (Period.DAY, "2028-02-28T00:00", "2028-02-28", "2028-02-29T00:00"),
        (Period.MONTH, "2026-01-31T12:00", "2026-01", "2026-02-01T00:00"),
        (Period.MONTH, "2026-12-31T23:59", "2026-12", "2027-01-01T00:00"),
        (Period.MONTH, "2028-02-29T00:00", "2028-02", "2028-03-01T00:00"),
        (Period.WEEK, "2026-03-10T12:00", "2026-W11", "2026-03-16T00:00"),
        (Period.WEEK, "2024-12-31T12:00", "2025-W01", "2025-01-06T00:00"),
        (Period.WEEK, "2027-01-03T23:59", "2026-W53", "2027-01-04T00:00"),
        (Period.WEEK, "2026-03-16T00:00", "2026-W12", "2026-03-23T00:00"),
    ],
)
def test_ends_of_months_and_years(period: Period, moment: str, key: str, refill: str) -> None:
    """Short months, leap years, and the ISO weeks that belong to another year."""
    allowance = Allowance(10, period)
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert allowance.key(now) == key
    assert allowance.refills_at(now) == datetime.fromisoformat(refill).replace(tzinfo=UTC)


@settings(max_examples=30, deadline=None)
@given(MOMENTS, MOMENTS)
def test_once_is_one_period(one: datetime, other: datetime) -> None:
    """`once` never ends and is never refilled."""
    allowance = Allowance(10, Period.ONCE)
    assert allowance.key(one) == allowance.key(other)
    assert allowance.refills_at(one) is None


@pytest.mark.parametrize("amount", [0, None])
@pytest.mark.parametrize("period", list(Period))
def test_nothing_to_refill(period: Period, amount: int | None) -> None:
    """No allowance and an unlimited one have no refill to wait for."""
    allowance = Allowance(amount, period)
    assert allowance.refills_at(datetime(2026, 3, 10, tzinfo=UTC)) is None
    assert allowance.unlimited is (amount is None)
