"""The allowance: how many free credits a person gets, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum


class Period(StrEnum):
    """How often the allowance is refilled; every period begins at 00:00 UTC."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Allowance:
    """Free credits of a period.

    Attributes:
        credits: per period; 0 means none, None means unlimited.
        period: how often.
        budget: how many credits of all allowances together may be held a day (UTC); None means no bound.
    """

    credits: int | None
    period: Period
    budget: int | None = None

    @property
    def unlimited(self) -> bool:
        """Whether a person may spend without end."""
        return self.credits is None

    def key(self, now: datetime) -> str:
        """Name of the period that `now` is in; equal names, same period; later periods sort later."""
        match self.period:
            case Period.DAY:
                return now.strftime("%Y-%m-%d")
            case Period.WEEK:
                return now.strftime("%G-W%V")
            case Period.MONTH:
                return now.strftime("%Y-%m")
            case Period.ONCE:
                return Period.ONCE.value

    def began_at(self, now: datetime) -> datetime | None:
        """When the period that `now` is in began; None when there is only one, or nothing to refill."""
        if not self.credits:
            return None
        midnight = datetime.combine(now.date(), time(), UTC)
        match self.period:
            case Period.DAY:
                return midnight
            case Period.WEEK:
                return midnight - timedelta(days=now.weekday())
            case Period.MONTH:
                return midnight.replace(day=1)
            case Period.ONCE:
                return None

    def refills_at(self, now: datetime) -> datetime | None:
        """When the next period begins; None when there is no other, or nothing to refill."""
        if not self.credits:
            return None
        midnight = datetime.combine(now.date(), time(), UTC)
        match self.period:
            case Period.DAY:
                return midnight + timedelta(days=1)
            case Period.WEEK:
                return midnight + timedelta(days=7 - now.weekday())
            case Period.MONTH:
                return (midnight.replace(day=1) + timedelta(days=32)).replace(day=1)
            case Period.ONCE:
                return None
