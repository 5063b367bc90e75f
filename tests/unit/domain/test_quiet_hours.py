"""Quiet hours: on the person's own clock, past midnight, to the minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours

moments = st.integers(0, 3 * 365 * 86_400_000_000).map(
    lambda passed: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(microseconds=passed)
)
hours = st.builds(QuietHours, st.integers(0, 23), st.integers(0, 23))
offsets = st.integers(-48, 56).map(lambda quarters: quarters * 15)


def at(clock: str) -> datetime:
    """A moment of a summer's day in UTC."""
    return datetime.fromisoformat(f"2026-06-15T{clock}+00:00")


@pytest.mark.parametrize(
    ("start", "until", "offset", "clock", "quiet"),
    [
        (22, 7, 0, "21:59:59", False),
        (22, 7, 0, "22:00:00", True),
        (22, 7, 0, "00:00:00", True),
        (22, 7, 0, "06:59:59", True),
        (22, 7, 0, "07:00:00", False),
        (0, 8, 0, "23:59:59", False),
        (0, 8, 0, "00:00:00", True),
        (13, 15, 0, "12:59:59", False),
        (13, 15, 0, "14:59:59", True),
        (13, 15, 0, "15:00:00", False),
        (9, 9, 0, "08:59:59", True),
        (22, 7, 330, "16:29:59", False),
        (22, 7, 330, "16:30:00", True),
        (22, 7, 345, "16:15:00", True),
        (22, 7, -570, "07:29:59", False),
        (22, 7, -570, "07:30:00", True),
        (22, 7, 840, "08:00:00", True),
        (22, 7, 840, "17:00:00", False),
    ],
)
def test_boundaries(start: int, until: int, offset: int, clock: str, quiet: bool) -> None:
    """The first second belongs to the quiet hours, the last hour's end does not; midnight and half hours included."""
    assert QuietHours(start, until).cover(at(clock), offset) is quiet


@given(hours, moments, offsets)
def test_the_end_is_the_end(quiet: QuietHours, moment: datetime, offset: int) -> None:
    """It ends within a day, at a full hour on the person's clock; while quiet, every moment before the end is quiet."""
    end = quiet.end_after(moment, offset)
    assert timedelta(0) < end - moment <= timedelta(days=1)
    assert (end + timedelta(minutes=offset)).strftime("%H:%M:%S.%f") == f"{quiet.until:02}:00:00.000000"
    if quiet.cover(moment, offset):
        assert quiet.cover(end - timedelta(microseconds=1), offset)
    if quiet.start != quiet.until:
        assert not quiet.cover(end, offset)


@given(hours, moments, offsets)
def test_a_day_has_as_many_quiet_hours_as_chosen(quiet: QuietHours, moment: datetime, offset: int) -> None:
    """Whatever the range and the clock, the hours of any day add up."""
    covered = sum(quiet.cover(moment + timedelta(hours=hour), offset) for hour in range(24))
    assert covered == ((quiet.until - quiet.start) % 24 or 24)


@given(hours, moments, offsets)
def test_only_the_clock_on_the_wall_counts(quiet: QuietHours, moment: datetime, offset: int) -> None:
    """Who lives further east is quiet at the same time of their own clock."""
    assert quiet.cover(moment, offset) is quiet.cover(moment + timedelta(minutes=offset), 0)


def test_a_person_without_quiet_hours_never_rests() -> None:
    """No one is quiet by default; who chose it is, on their clock."""
    assert not Person(id=1, utc_offset=180).is_quiet_at(at("03:00"))
    person = Person(id=1, utc_offset=180, quiet=QuietHours(23, 8))
    assert person.is_quiet_at(at("20:00"))
    assert not person.is_quiet_at(at("05:00"))
