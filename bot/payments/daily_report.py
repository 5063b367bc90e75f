"""The daily report: what happened yesterday, and what needs an operator; once a day to each of them."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Protocol

from bot.domain.daily_report import Attention, AttentionSource, PeopleDay, PeopleDayReader
from bot.domain.money import Money
from bot.domain.person import Person, PersonRepository
from bot.domain.runtime_setting import REPORT_HOUR
from bot.domain.staff import Act
from bot.errors import DeliveryPostponed, StorageError
from bot.payments.money_report import MoneyReport, MoneyReports
from bot.ports import Clock, Store
from bot.ports.runtime_settings import RuntimeSettings
from bot.staff.staff import Staff
from bot.workers.isolated import isolated

DAYS: Final = 14
"""Days of the picture."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReport:
    """What operators read of a day.

    Attributes:
        day: which (UTC).
        money: what `/money` says of it.
        fortnight: the same of the days up to it, for the picture.
        people: who was there.
        lasts: days for which the KIE balance is enough at the pace of the fortnight; None where nothing was spent, or it is not
            known.
        attention: what needs an operator now.
        hour: at which it comes by itself, None where it does not.
    """

    day: date
    money: MoneyReport
    fortnight: Money
    people: PeopleDay
    lasts: int | None
    attention: Sequence[Attention]
    hour: int | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has happened in the fortnight, as before a bot's first day."""
        return not (
            self.people.active
            or self.fortnight.ledger
            or self.fortnight.payments
            or self.fortnight.made + self.fortnight.failed
        )


class DailyReportSender(Protocol):
    """Reaches operators."""

    async def send_daily_report(self, person: Person, report: DailyReport) -> None:
        """Send it to a private chat; who cannot be reached at all is left out.

        Raises:
            DeliveryPostponed: Telegram has surely not taken it, and another time is better.
        """
        ...


class DailyReports:
    """Adds up, and sends at the hour.

    Args:
        money: the operator's money.
        people_days: the people of a day.
        attention: what may need an operator; one that fails is left out.
        store: opens transactions.
        people: whose clock is where.
        staff: who may read it.
        settings: the hour.
        clock: the time.
        sender: reaches them.
    """

    def __init__(
        self,
        *,
        money: MoneyReports,
        people_days: PeopleDayReader,
        attention: Sequence[AttentionSource],
        store: Store,
        people: PersonRepository,
        staff: Staff,
        settings: RuntimeSettings,
        clock: Clock,
        sender: DailyReportSender,
    ) -> None:
        self._money = money
        self._people_days = people_days
        self._attention = attention
        self._store = store
        self._people = people
        self._staff = staff
        self._settings = settings
        self._clock = clock
        self._sender = sender
        self._had: dict[int, date] = {}

    async def report(self, day: date | None = None) -> DailyReport:
        """The report of a day (UTC), of yesterday without one; what needs an operator is that of now."""
        day = day or self._clock.now().date() - timedelta(days=1)
        money = await self._money.between(day, day)
        fortnight = await self._money.between(day - timedelta(days=DAYS - 1), day)
        return DailyReport(
            day=day,
            money=money,
            fortnight=fortnight.money,
            people=await self._people_days.people_day(day),
            lasts=lasts(money.balance, fortnight.money),
            attention=await self._needs(),
            hour=self._settings.get(REPORT_HOUR),
        )

    async def let_come(self, person: Person, *, comes: bool) -> None:
        """From now on it comes to this operator by itself, or does not; an hour of today that is past is not made up for."""
        if comes and not person.daily_report and (hour := self._settings.get(REPORT_HOUR)) is not None:
            local_day, begun = due(person, self._clock.now(), hour)
            if begun is not None:
                async with self._store.transaction() as tx:
                    await tx.take_daily_report(person.id, local_day)
        await self._people.keep(replace(person, daily_report=comes))

    async def send_due(self) -> None:
        """Send it to every operator who wants it, whose hour has come today, and who has not had it yet.

        A report is written down before it is sent: a process that dies in between has sent none, and no one gets two.
        """
        hour = self._settings.get(REPORT_HOUR)
        if hour is None:
            return
        reports: dict[date, DailyReport] = {}
        for person_id in self._staff.roles:
            if not self._staff.may(person_id, Act.STATS):
                continue
            with isolated(_log, "the daily report was not sent to %s", person_id):
                await self._send_to(person_id, hour, reports)

    async def _send_to(self, person_id: int, hour: int, reports: dict[date, DailyReport]) -> None:
        person = await self._people.person(person_id) or Person(id=person_id)
        if not person.daily_report:
            return
        local_day, begun = due(person, self._clock.now(), hour)
        if begun is None or self._had.get(person_id) == local_day:
            return
        day = begun.date() - timedelta(days=1)
        async with self._store.transaction() as tx:
            is_first = await tx.take_daily_report(person_id, local_day)
        self._had[person_id] = local_day
        if not is_first:
            return
        try:
            if day not in reports:
                reports[day] = await self.report(day)
            if not reports[day].is_empty:
                await self._sender.send_daily_report(person, reports[day])
        except (DeliveryPostponed, StorageError):
            async with self._store.transaction() as tx:
                await tx.return_daily_report(person_id, local_day)
            del self._had[person_id]

    async def _needs(self) -> Sequence[Attention]:
        needs: list[Attention] = []
        for source in self._attention:
            with isolated(_log, "a part of the daily report could not be read"):
                needs += await source()
        return needs


def due(person: Person, now: datetime, hour: int) -> tuple[date, datetime | None]:
    """The day on the person's clock, and the moment of the hour on it (UTC); None as moment while that is to come."""
    offset = timedelta(minutes=person.offset_at(now))
    day = (now + offset).date()
    begun = datetime.combine(day, time(hour), UTC) - offset
    return day, begun if begun <= now else None


def lasts(balance: Decimal | None, spent: Money) -> int | None:
    """Whole days for which the balance is enough at the pace of the span, from the first day on which anything was spent."""
    first = next((place for place, one in enumerate(spent.days) if one.kie), None)
    total = spent.kie + spent.writer_credits
    if balance is None or not total:
        return None
    days = len(spent.days) - (first or 0)
    return max(0, math.floor(balance * days / total))
