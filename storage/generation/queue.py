"""Which generation's step is due, and whose turn it is: claims under a lease."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.generation import Generation, State
from bot.ports import Clock
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.row_mapper import read_generation, with_assets
from storage.generation.generations import RUNNING_COUNT

# Round robin: an account's first waiting generation goes before any account's second one. What an account has in the
# works counts as turns already taken, so that a hundred requests of one do not hold up the first of another. Both sides
# are read from small indexes alone, so that those that have ended cost nothing.
_TURNS = """
WITH busy AS (
  SELECT account_id, count(*) AS taken FROM (
    SELECT account_id FROM generations INDEXED BY generations_busy
    WHERE state IN ('in_doubt', 'ready', 'running', 'submitting')
    UNION ALL
    SELECT account_id FROM generations WHERE state = 'held' AND leased_until > :now
  ) GROUP BY account_id
), line AS (
  SELECT g.id, g.due_at,
         coalesce(busy.taken, 0) + row_number() OVER (PARTITION BY g.account_id ORDER BY g.id) AS turn
  FROM generations AS g INDEXED BY generations_queue LEFT JOIN busy ON busy.account_id = g.account_id
  WHERE g.state = 'held' AND (g.leased_until IS NULL OR g.leased_until <= :now)
)
"""

# What a process works on is left alone even when its lease ran out: a clock may have been set forward.
_DUE_HELD = _TURNS + (
    "SELECT id FROM line WHERE due_at <= :now AND id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:busy))"
    " ORDER BY turn, id LIMIT :limit"
)

# The first due ones of every state, wake_requested ones before all others. Each inner query stops after `limit` rows of its index:
# how many generations are open does not matter.
_DUE = """
WITH first AS (
  SELECT id, due_at, 1 AS wake_requested FROM generations
  WHERE wake_requested = 1 AND state IN (SELECT value FROM json_each(:states))
    AND (leased_until IS NULL OR leased_until <= :now) AND id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:busy))
  UNION ALL
  SELECT g.id, g.due_at, 0 FROM json_each(:states) AS s JOIN generations AS g ON g.id IN (
    SELECT id FROM generations
    WHERE state = s.value AND due_at <= :now AND wake_requested = 0 AND (leased_until IS NULL OR leased_until <= :now)
      AND id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:busy))
    ORDER BY due_at LIMIT :limit
  )
)
SELECT id, wake_requested FROM first ORDER BY wake_requested DESC, due_at LIMIT :limit
"""

_LONGEST_PAUSE = timedelta(minutes=15)
"""No step but the wait for a deadline (in doubt) is put off for longer, save by a flood control of Telegram's, which says so again."""

_NEXT = """
SELECT min(due) AS due FROM (
  SELECT 0 AS due WHERE EXISTS (
    SELECT 1 FROM generations
    WHERE wake_requested = 1 AND state <> 'held' AND state IN (SELECT value FROM json_each(:states)) AND leased_until IS NULL
  )
  UNION ALL
  SELECT (
    SELECT due_at FROM generations
    WHERE state = s.value AND due_at IS NOT NULL AND leased_until IS NULL ORDER BY due_at LIMIT 1
  ) FROM json_each(:states) AS s
)
"""

_LINE = _TURNS + (
    "SELECT g.* FROM (SELECT id, turn FROM line ORDER BY turn, id LIMIT :limit) AS first"
    " JOIN generations AS g ON g.id = first.id ORDER BY first.turn, first.id"
)

_PLACE = (
    _TURNS + "SELECT count(*) FROM line, (SELECT turn, id FROM line WHERE id = :id) AS mine"
    " WHERE line.turn < mine.turn OR (line.turn = mine.turn AND line.id <= mine.id)"
)


class GenerationQueue:
    """The scheduling side of the store (`bot.ports.Store`)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim_due(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        states: Sequence[State],
        except_for: Collection[int] = (),
    ) -> Sequence[Generation]:
        """Take due generations under a lease; see `Store.claim_due`."""
        terms = {
            "states": json.dumps(states),
            "now": stamp(now),
            "limit": limit,
            "busy": json.dumps(list(except_for)),
        }
        async with self._database.transaction() as connection:
            found = await connection.execute_fetchall(_DUE_HELD if State.HELD in states else _DUE, terms)
            ids = [int(row["id"]) for row in found]
            called = {row["id"] for row in found if "wake_requested" in row.keys() and row["wake_requested"]}  # noqa: SIM118  a Row iterates values
            if not ids:
                return ()
            marks = ", ".join("?" for _ in ids)
            await connection.execute(
                "UPDATE generations SET leased_until = ?, wake_requested = 0, delivery_attempts = delivery_attempts"
                " + CASE WHEN state = 'ready' AND batch_id IS NULL THEN 1 ELSE 0 END"
                f" WHERE id IN ({marks})",
                (stamp(lease_until), *ids),
            )
            fetch = connection.execute_fetchall
            taken = await with_assets(
                await fetch(f"SELECT * FROM generations WHERE id IN ({marks})", ids), fetch
            )
        claimed = {one.id: replace(one, called=one.id in called) for one in taken}
        return [claimed[generation_id] for generation_id in ids]

    async def renew_leases(self, generation_ids: Sequence[int], lease_until: datetime) -> None:
        """Keep what is being worked on; a lease that was dropped meanwhile stays dropped."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                "UPDATE generations SET leased_until = ? WHERE id = ? AND leased_until IS NOT NULL",
                [(stamp(lease_until), generation_id) for generation_id in generation_ids],
            )

    async def drop_lease(self, generation_id: int) -> State:
        """Let the next step be claimed when it is due; see `Store.drop_lease`."""
        row = await self._database.row(
            "SELECT state, leased_until FROM generations WHERE id = ?", (generation_id,)
        )
        if row is None:
            raise KeyError(generation_id)
        if row["leased_until"] is None:  # the step's last transaction has dropped it
            return State(row["state"])
        async with self._database.transaction() as connection:
            for left in await connection.execute_fetchall(
                "UPDATE generations SET leased_until = NULL WHERE id = ? RETURNING state", (generation_id,)
            ):
                return State(left["state"])
        raise KeyError(generation_id)

    async def drop_all_leases(self) -> None:
        """At start, when this process is the only one: whatever a dead process had is free again.

        A claim takes the poke of a callback away, and the dead process may not have acted on it: those who can still
        learn from KIE are wake_requested anew. What is due later than any pause lasts was put off by a clock that has
        been set back since: it is due now.
        """
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE generations SET leased_until = NULL, wake_requested = CASE"
                " WHEN state IN ('submitting', 'in_doubt', 'running', 'failed') THEN 1 ELSE wake_requested END"
                " WHERE leased_until IS NOT NULL"
            )
            now = self._clock.now()
            await connection.execute(
                "UPDATE generations SET due_at = ? WHERE due_at > ?"
                " AND state IN ('held', 'submitting', 'running', 'ready', 'failed')",
                (stamp(now), stamp(now + _LONGEST_PAUSE)),
            )

    async def next_due(self, states: Sequence[State]) -> datetime | None:
        """When the next unleased step is due; see `Store.next_due`."""
        row = await self._database.row(_NEXT, {"states": json.dumps(states)})
        return moment(row["due"]) if row is not None else None

    async def line(self, limit: int) -> Sequence[Generation]:
        """The first who wait; see `Store.line`."""
        rows = await self._database.rows(_LINE, {"now": stamp(self._clock.now()), "limit": limit})
        return [read_generation(row, ()) for row in rows]  # nothing is made yet while one waits

    async def running_count(self, key: str) -> int:
        """How many tasks go with this key now; see `Store.running_count`."""
        row = await self._database.row(RUNNING_COUNT, (key,))
        return int(row[0]) if row is not None else 0

    async def queue_position(self, generation_id: int) -> int:
        """How many held generations go before it, plus one; 0 when it is not waiting."""
        now = stamp(self._clock.now())
        row = await self._database.row(_PLACE, {"now": now, "id": generation_id})
        return int(row[0]) if row is not None else 0
