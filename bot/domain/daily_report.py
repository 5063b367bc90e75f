"""What operators read every day: who was there, what needs them, and to whom it was sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class AttentionKind(StrEnum):
    """What waits for an operator (words: `attention-<kind>`)."""

    PAUSED = "paused"
    """Nothing new is taken on."""
    ALERT = "alert"
    """An alert that is not over; `detail` is its `AlertKind`."""
    UNCLAIMED = "unclaimed"
    """Payments that belong to no order."""
    REFUNDING = "refunding"
    """Refunds that Telegram has not answered."""
    MODELS = "models"
    """Models that keep failing; `detail` names some of them."""
    SUPPORT = "support"
    """Open support threads."""
    REPORTS = "reports"
    """Reported results about which no operator has decided."""
    EXAMPLES = "examples"
    """Results that people let be examples."""
    PACKS = "packs"
    """Packs that bring less than their credits cost."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that waits for an operator.

    Attributes:
        kind: what.
        count: how many.
        detail: which, where there is something to name.
    """

    kind: AttentionKind
    count: int = 1
    detail: str = ""


AttentionSource = Callable[[], Awaitable[Sequence[Attention]]]
"""Says what waits now: nothing, in most cases. All sources are joined in `bot.app.attention`."""


@dataclass(frozen=True, slots=True)
class PeopleDay:
    """How many people were new on a day (UTC), and how many did something on it."""

    new: int = 0
    active: int = 0


class PeopleDayReader(Protocol):
    """Reads sums that are kept by day."""

    async def people_day(self, day: date) -> PeopleDay:
        """The people of a day (UTC)."""
        ...


class DailyReportRepository(Protocol):
    """To whom the report was sent, within a transaction."""

    async def take_daily_report(self, person_id: int, day: date) -> bool:
        """This person is sent the report of this day of their clock now. False when they were before."""
        ...

    async def return_daily_report(self, person_id: int, day: date) -> None:
        """They were not: it is sent another time."""
        ...
