"""The people of days, and to whom the daily report was sent, as rows (`bot.domain.daily_report`)."""

from __future__ import annotations

from datetime import date

import aiosqlite

from bot.domain.daily_report import PeopleDay
from storage.core.columns import day_number
from storage.core.database import Reader


class SqliteDailyReportRepository:
    """The reports' side of a transaction (`DailyReportRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def take_daily_report(self, person_id: int, day: date) -> bool:
        """Write down that it is sent; whether that is new."""
        cursor = await self._connection.execute(
            "INSERT INTO daily_reports (person_id, day) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (person_id, day_number(day)),
        )
        return cursor.rowcount == 1

    async def return_daily_report(self, person_id: int, day: date) -> None:
        """It was not sent."""
        await self._connection.execute(
            "DELETE FROM daily_reports WHERE person_id = ? AND day = ?", (person_id, day_number(day))
        )


class SqlitePeopleDayReader:
    """Reads what triggers have added up (`PeopleDayReader`)."""

    def __init__(self, reports: Reader) -> None:
        self._reports = reports

    async def people_day(self, day: date) -> PeopleDay:
        """The people of a day."""
        row = await self._reports.row("SELECT new, active FROM people_days WHERE day = ?", (day_number(day),))
        return PeopleDay() if row is None else PeopleDay(new=row["new"], active=row["active"])
