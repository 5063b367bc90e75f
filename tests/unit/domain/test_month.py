"""Months of the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.month import Month


@pytest.mark.parametrize("written", ["2026-11", " 2026-01 ", "2099-12"])
def test_a_month_is_read(written: str) -> None:
    """As it is written."""
    month = Month.parse(written)
    assert str(month) == written.strip()


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-1", "2026-13", "2026-00", "1999-01", "2026-11-29", "٢٠٢٦-١١"]
)
def test_what_is_no_month(written: str) -> None:
    """Is none."""
    assert Month.parse(written) is None


def test_its_bounds() -> None:
    """The first moment is in it, the first one after it is not; December is followed by January."""
    december = Month(2026, 12)
    assert Month.of(december.begin) == december
    assert Month.of(december.end - timedelta(microseconds=1)) == december
    assert Month.of(december.end) == december.next == Month(2027, 1)
    assert december.next.previous == december
    east = datetime(2027, 1, 1, 1, tzinfo=timezone(timedelta(hours=3)))
    assert Month.of(east) == december, "the month is that of UTC"
    assert Month.of(datetime(2026, 12, 5, tzinfo=UTC)) == december
