"""How the bot is doing, and how it did in the last two weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.console.visit import Page, Shown, Visit
from bot.domain.console_lists import ConsoleLists, DayFigures
from bot.domain.staff import Act
from bot.i18n import Translator
from bot.ports.history import History, Statistics

DAYS: Final = 14
FRESH: Final = timedelta(seconds=30)
"""So old figures may be: who reloads a page has the database count nothing again."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with a name, what it says in words, and its points from left to right."""

    id: str
    title: str
    about: str
    points: Sequence[tuple[str, int]]


class Overview:
    """The first page."""

    def __init__(self, history: History, lists: ConsoleLists) -> None:
        self._history = history
        self._lists = lists
        self._read: tuple[datetime, Statistics, Sequence[DayFigures]] | None = None

    def pages(self) -> Sequence[Page]:
        """The page."""
        return [Page(path="/", act=Act.STATS, show=self.show, name="overview")]

    async def show(self, visit: Visit) -> Shown:
        """Figures of now, and of days."""
        _, statistics, days = await self._figures(visit.now)
        return Shown(
            template="overview",
            title=visit.t.plain("console-overview"),
            values={"figures": _figures(visit.t, statistics), "days": days, "charts": _charts(visit.t, days)},
        )

    async def _figures(self, now: datetime) -> tuple[datetime, Statistics, Sequence[DayFigures]]:
        if self._read is None or not timedelta() <= now - self._read[0] < FRESH:
            statistics = await self._history.statistics(now)
            self._read = (now, statistics, await self._lists.days(now.date(), DAYS))
        return self._read


def _figures(t: Translator, statistics: Statistics) -> Sequence[tuple[str, int]]:
    today, week, month = statistics.active
    return [
        (t.plain("console-figure-people"), statistics.people),
        (t.plain("console-figure-today"), today),
        (t.plain("console-figure-week"), week),
        (t.plain("console-figure-month"), month),
        (t.plain("console-figure-groups"), statistics.groups),
        (t.plain("console-figure-captured"), statistics.captured),
        (t.plain("console-figure-held"), statistics.held),
        (t.plain("console-figure-available"), statistics.available),
        (t.plain("console-figure-paid"), statistics.paid),
        (t.plain("console-figure-free-today"), statistics.free_spent),
    ]


def _charts(t: Translator, days: Sequence[DayFigures]) -> Sequence[Chart]:
    def chart(name: str, title: str, figures: Sequence[int]) -> Chart:
        points = [(f"{day.day:%m-%d}", figure) for day, figure in zip(days, figures, strict=True)]
        most = max(points, key=lambda point: point[1])
        about = t.plain("console-chart-about", total=sum(figures), most=most[1], day=most[0])
        return Chart(name, title, about, points)

    success = [day.success or 0 for day in days]
    points = [(f"{day.day:%m-%d}", figure) for day, figure in zip(days, success, strict=True)]
    known = [day.success for day in days if day.success is not None]
    least = t.plain("console-chart-least", least=min(known)) if known else t.plain("console-none")
    return [
        chart("made", t.plain("console-chart-made"), [day.made for day in days]),
        Chart("success", t.plain("console-chart-success"), least, points),
        chart("stars", t.plain("console-chart-stars"), [day.stars for day in days]),
    ]
