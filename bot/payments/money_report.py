"""The operator's money in a span of days: what came in, what it cost, what is owed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.domain.money import Money, MoneyReader
from bot.domain.month import Month
from bot.domain.terms import Tariff
from bot.payments.break_even import USD_PER_KIE_CREDIT, BreakEven
from bot.ports import Clock

_DAYS: Final = re.compile(r"([1-9]\d{0,2})\s*d", re.ASCII | re.IGNORECASE)
_DAY: Final = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
_MOST_DAYS: Final = 92
"""A year of eighty models took 0.7 s to read, a month 0.05 s; a month may be any."""
USUAL: Final = "30d"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReport:
    """What `/money` shows.

    Attributes:
        span: as it was asked for.
        money: the sums.
        terms: by which Stars are dollars: those of now, whatever day it was.
        cost: dollars of KIE's credits, suggestions included, about.
        balance: the operator's credits at KIE; None while it is not known.
        coverage: KIE's balance for each KIE credit that paid credits may still take, in percent; None when nothing is owed, or
            the balance is not known.
    """

    span: str
    money: Money
    terms: BreakEven
    cost: Decimal
    balance: Decimal | None
    coverage: int | None

    @property
    def income(self) -> Decimal:
        """Dollars of the Stars that stay, about."""
        return self.terms.usd(self.money.net_stars)

    @property
    def margin(self) -> Decimal:
        """Dollars that are left, about."""
        return self.income - self.cost


def days_of(span: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of `7d`, `yesterday`, `2026-11-29`, `month`, `2026-11` (UTC); None where that is no span, or one
    that has not begun.
    """
    word = span.strip().casefold()
    if (day := today - timedelta(days=1) if word == "yesterday" else _day(word)) is not None:
        return (day, day) if day <= today else None
    found = _DAYS.fullmatch(word)
    if found is not None:
        days = int(found[1])
        return (today - timedelta(days=days - 1), today) if days <= _MOST_DAYS else None
    month = Month(today.year, today.month) if word == "month" else Month.parse(word)
    if month is None or month.begin.date() > today:
        return None
    return month.begin.date(), min(today, month.end.date() - timedelta(days=1))


def _day(word: str) -> date | None:
    if not _DAY.fullmatch(word):
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


class MoneyReports:
    """Adds up.

    Args:
        reader: reads the sums of days.
        tariff: the operator's terms.
        clock: the time.
        balance: the operator's credits at KIE now, None while they are not known.
    """

    def __init__(
        self, reader: MoneyReader, tariff: Tariff, clock: Clock, balance: Callable[[], Decimal | None]
    ) -> None:
        self._reader = reader
        self._tariff = tariff
        self._clock = clock
        self._balance = balance

    async def report(self, span: str) -> MoneyReport | None:
        """The report of a span (`days_of`); None where it is none."""
        days = days_of(span, self._clock.now().date())
        return None if days is None else await self.between(*days, span=span)

    async def between(self, first: date, last: date, *, span: str = "") -> MoneyReport:
        """The report of the days from the one to the other; `span` is how they were asked for."""
        money, balance = await self._reader.money(first, last), self._balance()
        return MoneyReport(
            span=span.strip().casefold(),
            money=money,
            terms=BreakEven.of(self._tariff),
            cost=cost(money),
            balance=balance,
            coverage=coverage(balance, money.paid_left, self._tariff.multiplier),
        )


def cost(money: Money) -> Decimal:
    """Dollars of KIE's credits, suggestions included, about."""
    return (money.kie + money.writer_credits) * USD_PER_KIE_CREDIT


def coverage(balance: Decimal | None, paid_left: int, multiplier: Decimal) -> int | None:
    """In percent, whether KIE's balance reaches for all paid credits; None when nothing is owed or it is not known."""
    if balance is None or not paid_left or not multiplier:
        return None
    return int(balance * multiplier * 100 / paid_left)
