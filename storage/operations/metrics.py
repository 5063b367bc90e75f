"""The figures read from the database (`bot.domain.metrics_snapshot.MetricsSnapshot`)."""

from __future__ import annotations

from collections import Counter

from bot.domain.generation import State
from bot.domain.metrics_snapshot import MetricsSnapshot
from bot.ledger.entries import EntryKind
from bot.ports import Clock
from storage.core.columns import stamp
from storage.core.database import Database

_DUE = """
SELECT state, count(*) FROM generations
WHERE due_at <= ? AND (leased_until IS NULL OR leased_until <= ?) GROUP BY state
"""


class SqliteMetricsReader:
    """Reads them. Ledger entries never change, so only the new ones are added up each time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._moved: Counter[EntryKind] = Counter(dict.fromkeys(EntryKind, 0))
        self._read_up_to = 0

    async def read(self) -> MetricsSnapshot:
        """The figures of this moment."""
        rows, now = self._database.rows, stamp(self._clock.now())
        held = await self._number(
            "SELECT coalesce(sum(allowance + bought), 0) FROM holds WHERE ended_at IS NULL"
        )
        await self._read_ledger()
        return MetricsSnapshot(
            generations={
                (State(row[0]), row[1]): row[2]
                for row in await rows("SELECT state, model, count(*) FROM generations GROUP BY model, state")
            },
            due={State(row[0]): row[1] for row in await rows(_DUE, (now, now))},
            moved=dict(self._moved),
            available=await self._number("SELECT coalesce(sum(allowance + bought), 0) FROM accounts"),
            held=held,
            captured=await self._number("SELECT coalesce(sum(captured), 0) FROM holds"),
            people=await self._number("SELECT count(*) FROM people"),
        )

    async def _read_ledger(self) -> None:
        known = self._read_up_to
        rows = await self._database.rows(
            "SELECT kind, sum(amount), max(id) FROM ledger_entries WHERE id > ? GROUP BY kind", (known,)
        )
        if self._read_up_to != known:
            return  # another call has added them up meanwhile
        for row in rows:
            self._moved[EntryKind(row[0])] += row[1]
        self._read_up_to = max((row[2] for row in rows), default=known)

    async def _number(self, sql: str) -> int:
        row = await self._database.row(sql)
        return int(row[0]) if row is not None else 0
