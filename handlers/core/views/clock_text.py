"""Clocks by their distance from UTC, and hours of the day."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.quiet_hours import QuietHours


def clock(offset: int) -> str:
    """A clock `offset` minutes east of UTC: `UTC+3`, `UTC-3:30`."""
    sign, (hours, minutes) = ("-" if offset < 0 else "+"), divmod(abs(offset), 60)
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def time_there(now: datetime, offset: int) -> str:
    """What a clock `offset` minutes east of UTC shows: `14:05`."""
    return (now + timedelta(minutes=offset)).strftime("%H:%M")


def hours(quiet: QuietHours) -> str:
    """`22:00–07:00`."""
    return f"{quiet.start:02}:00–{quiet.until:02}:00"
