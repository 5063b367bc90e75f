"""Operators who get the daily report."""

from __future__ import annotations

from bot.domain.person import Person
from bot.payments.daily_report import DailyReport


class FakeDailyReportSender:
    """Remembers what it sent.

    Attributes:
        sent: to whom, and what, in order.
        failing: raised for a person instead.
    """

    def __init__(self) -> None:
        self.sent: list[tuple[int, DailyReport]] = []
        self.failing: dict[int, Exception] = {}

    async def send_daily_report(self, person: Person, report: DailyReport) -> None:
        """Remember it."""
        if person.id in self.failing:
            raise self.failing[person.id]
        self.sent.append((person.id, report))
