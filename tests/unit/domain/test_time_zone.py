"""Clocks of places: summer and winter, the nights in which they are changed, and machines that do not know them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from bot.domain.time_zone import FURTHEST, named_offset, named_zone, offset_at
from handlers.core.views.cities import CITIES

WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)

CHANGES = (
    datetime(2026, 3, 8, 10, tzinfo=UTC),  # New York
    datetime(2026, 3, 29, 1, tzinfo=UTC),  # Europe
    datetime(2026, 4, 4, 16, tzinfo=UTC),  # Sydney
    datetime(2026, 10, 3, 16, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
)
"""Moments at or about which clocks are changed."""

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Europe/Moscow")


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Europe/Berlin", 60, 120),
        ("Europe/Moscow", 180, 180),
        ("Asia/Kolkata", 330, 330),
        ("America/New_York", -300, -240),
    ],
)
def test_summer_and_winter(zone: str, winter: int, summer: int) -> None:
    """The distance from UTC is that of the day."""
    assert (offset_at(zone, WINTER), offset_at(zone, SUMMER)) == (winter, summer)


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../etc/passwd", "/etc/passwd", "", "Europe"])
def test_a_zone_that_is_not_known(zone: str) -> None:
    """Neither a typing error nor a path is a zone."""
    assert offset_at(zone, WINTER) is None


def test_every_city_that_is_offered_is_known() -> None:
    """Where the machine has the database at all."""
    assert [zone for zone in CITIES if offset_at(zone, WINTER) is None] == []


def test_an_offset_of_before_keeps_working() -> None:
    """Who chose only how far from UTC they are has that clock all year; so has a zone that this machine lacks."""
    quiet = QuietHours(22, 7)
    for person in (
        Person(id=1, utc_offset=60, quiet=quiet),
        Person(id=1, utc_offset=60, time_zone="Europe/Nowhere", quiet=quiet),
    ):
        assert person.offset_at(WINTER) == person.offset_at(SUMMER) == 60
        assert person.quiet_until(SUMMER) == datetime(2026, 7, 15, 6, tzinfo=UTC)


def test_quiet_until_the_same_hour_of_the_wall_clock() -> None:
    """In the night in which clocks go forward the quiet hours are an hour shorter, in autumn an hour longer."""
    anna = Person(id=1, utc_offset=60, time_zone="Europe/Berlin", quiet=QuietHours(22, 7))
    assert anna.quiet_until(datetime(2026, 3, 28, 22, tzinfo=UTC)) == datetime(2026, 3, 29, 5, tzinfo=UTC)
    assert anna.quiet_until(datetime(2026, 10, 24, 22, tzinfo=UTC)) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert anna.quiet_until(datetime(2026, 7, 15, 12, tzinfo=UTC)) is None


@given(
    st.sampled_from(ZONES),
    st.sampled_from(CHANGES),
    st.integers(-36 * 60, 36 * 60),
    st.builds(QuietHours, st.integers(0, 23), st.integers(0, 23)),
)
def test_about_the_changes_of_the_clocks(
    zone: str, change: datetime, minutes: int, quiet: QuietHours
) -> None:
    """Until the end every moment is quiet; the end is later, at the full hour of the wall clock where that exists."""
    person = Person(id=1, utc_offset=0, time_zone=zone, quiet=quiet)
    moment = change + timedelta(minutes=minutes)
    end = person.quiet_until(moment)
    assert (end is not None) is person.is_quiet_at(moment)
    if end is None:
        return
    assert timedelta(0) < end - moment <= timedelta(days=1, hours=1)
    for step in range(0, int((end - moment).total_seconds()) // 60, 5):
        assert person.is_quiet_at(moment + timedelta(minutes=step))
    wall = end + timedelta(minutes=person.offset_at(end))
    if wall.hour == quiet.until and quiet.start != quiet.until:
        assert wall.minute == 0
        assert not person.is_quiet_at(end)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("+5", 300), ("5", 300), ("utc-3", -180), ("GMT +5:45", 345), ("−9.30", -570), ("+0", 0), ("+14", 840)],
)
def test_an_offset_that_is_typed(said: str, minutes: int) -> None:
    """With and without UTC, minus of any kind."""
    assert named_offset(said) == minutes


@pytest.mark.parametrize("said", ["+15", "+5:17", "+5:75", "five", "", "+", "5 cats", "+" * 5000, "١"])
def test_what_is_no_offset(said: str) -> None:
    """No place keeps it, or it is none."""
    assert named_offset(said) is None


@given(st.text())
def test_whatever_is_typed_names_a_zone_of_this_machine_or_none(said: str) -> None:
    """Odd names, paths and parts of paths are no zones."""
    zone, offset = named_zone(said), named_offset(said)
    assert zone is None or offset_at(zone, WINTER) is not None
    assert offset is None or abs(offset) <= FURTHEST
