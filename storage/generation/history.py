"""Reading what was made (`bot.ports.history.History`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import quantiles

from bot.domain.generation import Asset, Generation, ModelOutcome, State
from bot.ports.history import USUAL_OF, DurationQuartiles, Statistics
from storage.core.columns import days, moment, stamp
from storage.core.database import Database
from storage.core.row_mapper import read_asset, with_assets
from storage.core.state_lists import FINISHED, OPEN
from storage.core.totals import HELD, read_totals
from storage.core.writer_costs import read_writer_costs

_OUTCOMES = f"""
SELECT model, worked, at, person, not_allowed, own FROM (
  SELECT id, model, coalesce(person_id, forgotten_as) AS person, state IN ({FINISHED}) AS worked, completed_at AS at,
         state = 'failed' AND failure = 'not-allowed' AS not_allowed, own_key <> '' AS own,
         row_number() OVER (PARTITION BY model ORDER BY completed_at DESC, id DESC) AS place
  FROM generations
  WHERE completed_at >= ? AND (
    state IN ({FINISHED})
    OR (state = 'failed' AND failure = 'provider' AND submitted_at IS NOT NULL)
    OR (state = 'failed' AND failure IN ('slow', 'busy') AND external_task_id <> '')
    OR (state = 'failed' AND failure = 'not-allowed' AND own_key = '')
  )
) WHERE place <= ? ORDER BY at, id
"""
# The newest of each state, and of those the newest: so many rows are read however often the model was used.
_TAKEN = " UNION ALL ".join(
    "SELECT id, took FROM (SELECT id, completed_at - submitted_at AS took FROM generations"
    f" WHERE model = :model AND state = {state} AND submitted_at IS NOT NULL AND completed_at IS NOT NULL"
    " ORDER BY id DESC LIMIT :newest)"
    for state in FINISHED.split(", ")
)
_SOURCES = 10
"""Of what brought people here so many are shown: anybody can make up a link."""
_FEWEST = 5
"""Below this many deliveries their quartiles say nothing."""


class SqliteHistory:
    """Queries that change nothing but a remembered file id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, person_id: int) -> Sequence[Generation]:
        """The person's open generations, oldest first."""
        return await self._read(
            f"SELECT * FROM generations WHERE person_id = ? AND state IN ({OPEN}) ORDER BY id", person_id
        )

    async def latest(self, person_id: int) -> Generation | None:
        """The person's newest generation of any state, the steps of chains left out: they did not pick those."""
        found = await self._read(
            "SELECT * FROM generations WHERE person_id = ? AND chain_step = '' AND deleted = 0 AND sample = ''"
            " ORDER BY id DESC LIMIT 1",
            person_id,
        )
        return found[0] if found else None

    async def asset(self, asset_id: int) -> Asset | None:
        """One asset."""
        row = await self._database.row("SELECT * FROM assets WHERE id = ?", (asset_id,))
        return read_asset(row) if row is not None else None

    async def forget_copy(self, asset_id: int, file_id: str) -> None:
        """Telegram does not know this copy of an asset any more."""
        async with self._database.transaction() as connection:
            for column in ("file_id", "original_file_id"):
                await connection.execute(
                    f"UPDATE assets SET {column} = '' WHERE id = ? AND {column} = ?", (asset_id, file_id)
                )

    async def note_original(self, asset_id: int, file_id: str) -> None:
        """Keep the file id of an asset that was sent as a document."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE assets SET original_file_id = ? WHERE id = ?", (file_id, asset_id)
            )

    async def hearts(self, generation_id: int, *, of: int | None = None) -> int:
        """How many people have marked a result as a favourite; with `of` 1 when that person has, else 0."""
        sql, values = "SELECT count(*) FROM result_favourites WHERE generation_id = ?", [generation_id]
        if of is not None:
            sql, values = f"{sql} AND person_id = ?", [generation_id, of]
        row = await self._database.row(sql, values)
        return int(row[0]) if row is not None else 0

    async def usual_duration(self, model: str, *, newest: int = USUAL_OF) -> DurationQuartiles | None:
        """Quartiles of the seconds from submission to completion of the newest deliveries; None below five."""
        rows = await self._database.rows(
            f"SELECT took FROM ({_TAKEN}) ORDER BY id DESC LIMIT :newest",
            {"model": model, "newest": newest},
        )
        if len(rows) < _FEWEST:
            return None
        taken = [row["took"] / 1_000_000 for row in rows]
        return DurationQuartiles(*quantiles(taken, n=4, method="inclusive"))

    async def outcomes(self, *, newest: int, since: datetime) -> Sequence[ModelOutcome]:
        """How each model's newest generations ended, oldest first."""
        rows = await self._database.reports.rows(_OUTCOMES, (stamp(since), newest))
        return [
            ModelOutcome(
                row["model"],
                bool(row["worked"]),
                moment(row["at"]),
                row["person"],
                not_allowed=bool(row["not_allowed"]),
                own_key=bool(row["own"]),
            )
            for row in rows
        ]

    async def statistics(self, now: datetime) -> Statistics:
        """The operator's figures; see `bot.ports.history.History.statistics`."""
        reports = self._database.reports
        totals = await read_totals(reports)
        groups = await reports.row("SELECT count(*) FROM groups WHERE present = 1 AND admission = 'admitted'")
        held = await reports.row(HELD)
        free_spent = await reports.row("SELECT credits FROM free_spending WHERE day = ?", (days(now),))
        by_state = await reports.rows(
            "SELECT state, sum(number) FROM generation_counts WHERE number > 0 GROUP BY state"
        )
        by_model = await reports.rows(
            f"SELECT model, sum(number) FROM generation_counts WHERE number > 0 AND state IN ({FINISHED})"
            " GROUP BY model ORDER BY sum(number) DESC, model"
        )
        today = days(now)
        active = [
            await reports.row("SELECT count(*) FROM people WHERE active_on >= ?", (today - back,))
            for back in (0, 6, 29)
        ]
        sources = await reports.rows(
            "SELECT source, people FROM people_sources WHERE source <> '' ORDER BY people DESC LIMIT ?",
            (_SOURCES,),
        )
        one_day, week, month = (int(row[0]) if row is not None else 0 for row in active)
        return Statistics(
            people=totals.get("people", 0),
            arrivals=totals.get("arrivals", 0),
            active=(one_day, week, month),
            sources=[(row[0], row[1]) for row in sources],
            groups=int(groups[0]) if groups is not None else 0,
            by_state={State(row[0]): row[1] for row in by_state},
            by_model={row[0]: row[1] for row in by_model},
            captured=totals.get("captured", 0),
            held=int(held[0]) if held is not None else 0,
            available=totals.get("available", 0),
            free=totals.get("free", 0),
            paid=totals.get("paid_left", 0),
            free_spent=int(free_spent[0]) if free_spent is not None else 0,
            writer_today=await read_writer_costs(reports, now, of_days=1),
            writer_month=await read_writer_costs(reports, now, of_days=30),
        )

    async def _read(self, sql: str, value: int) -> Sequence[Generation]:
        return await with_assets(await self._database.rows(sql, (value,)), self._database.rows)
