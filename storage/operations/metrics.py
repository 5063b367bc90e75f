"""The figures read from the database (`bot.domain.metrics_snapshot.MetricsSnapshot`)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.generation import State
from bot.domain.metrics_snapshot import MetricsSnapshot
from bot.ledger.entries import EntryKind
from bot.ports import Clock
from storage.core.columns import stamp
from storage.core.database import Database
from storage.core.totals import HELD, read_totals
from storage.operations.money import read_money

_MONEY_DAYS = 30

_DUE = """
SELECT state, count(*) FROM generations
WHERE due_at <= ? AND (leased_until IS NULL OR leased_until <= ?) GROUP BY state
"""


class SqliteMetricsReader:
    """Reads them: what triggers have added up, and what is at work now. How much there ever was does not matter."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._reports = database.reports
        self._clock = clock

    async def read(self) -> MetricsSnapshot:
        """The figures of this moment."""
        rows, now = self._reports.rows, stamp(self._clock.now())
        today = self._clock.now().date()
        totals = await read_totals(self._reports)
        held = await self._reports.row(HELD)
        return MetricsSnapshot(
            generations={
                (State(row["state"]), row["model"]): row["number"]
                for row in await rows("SELECT model, state, number FROM generation_counts WHERE number > 0")
            },
            due={State(row[0]): row[1] for row in await rows(_DUE, (now, now))},
            moved={kind: totals.get(f"ledger:{kind}", 0) for kind in EntryKind},
            available=totals.get("available", 0),
            held=int(held[0]) if held is not None else 0,
            captured=totals.get("captured", 0),
            people=totals.get("people", 0),
            paid_left=totals.get("paid_left", 0),
            money=await read_money(self._reports, today - timedelta(days=_MONEY_DAYS - 1), today),
        )
