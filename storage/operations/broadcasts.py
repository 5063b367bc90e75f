"""Broadcasts as rows (`bot.domain.broadcast`): within a transaction, for operators to read, and for the sending."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

import aiosqlite

from bot.domain.broadcast import Audience, Broadcast, BroadcastState, LinkButton, Portion
from bot.domain.segment import Segment
from bot.ports import Clock
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.totals import read_totals
from storage.operations.segment_rows import (
    AUDIENCE,
    SegmentTerms,
    conditions,
    packed_segment,
    unpacked_segment,
)

SLICE: Final = 1_000
"""People of whom those are looked for at once that a segment fits: a read of a few milliseconds, however few fit."""

COUNTED_AT_ONCE: Final = 20_000
"""People of one read while a segment is counted: some tens of milliseconds."""

_BLOCKED: Final = (
    "SELECT count(*) AS people, coalesce(sum(1 - people.news), 0) AS unwilling FROM accounts JOIN people ON people.id = owner_id"
    " WHERE blocked = 1 AND owner_kind = 'person'"
)
_COUNT: Final = (
    f"SELECT count(*) AS people, coalesce(sum(1 - people.news), 0) AS unwilling {AUDIENCE}"
    " AND people.id > :after AND people.id <= :last"
)
_READY: Final = """
SELECT * FROM broadcasts WHERE state = 'sending' AND (tried = 0
  OR EXISTS (SELECT 1 FROM broadcast_waits WHERE broadcast_id = broadcasts.id AND due_at <= ?)
  OR NOT EXISTS (SELECT 1 FROM broadcast_waits WHERE broadcast_id = broadcasts.id))
ORDER BY id LIMIT 1
"""
_BEGIN: Final = """
UPDATE broadcasts SET state = 'sending', begun_at = :now WHERE id =
  (SELECT id FROM broadcasts WHERE state = 'scheduled' AND coalesce(starts_at, 0) <= :now ORDER BY id LIMIT 1)
RETURNING *
"""
_SEGMENT_IN_SLICE: Final = f"SELECT people.id {AUDIENCE} AND people.id > :after AND people.id <= :last AND people.first_seen_at <= :begun"


class SqliteBroadcastRepository:
    """The broadcasts' side of a transaction (`bot.domain.broadcast.BroadcastRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_broadcast(self, broadcast: Broadcast) -> Broadcast | None:
        """Keep a new one."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO broadcasts (admin_id, chat_id, message_id, state, to_all, created_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING RETURNING *",
            (
                *(broadcast.admin_id, broadcast.chat_id, broadcast.message_id, broadcast.state),
                *(broadcast.to_all, stamp(broadcast.created_at)),
            ),
        )
        return next(map(read_broadcast, rows), None)

    async def broadcast(self, broadcast_id: int) -> Broadcast | None:
        """One, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM broadcasts WHERE id = ?", (broadcast_id,)
        )
        return next(map(read_broadcast, rows), None)

    async def save_broadcast(self, broadcast: Broadcast) -> None:
        """Write back what operators set."""
        await self._connection.execute(
            "UPDATE broadcasts SET state = ?, revision = ?, to_all = ?, segment = ?, links = ?, starts_at = ?,"
            " in_the_morning = ?, chosen = ?, codes_used = ?, ended_at = ? WHERE id = ?",
            (
                *(broadcast.state, broadcast.revision, broadcast.to_all, packed_segment(broadcast.segment)),
                *(_packed_links(broadcast.links), stamp(broadcast.starts_at), broadcast.in_the_morning),
                *(broadcast.chosen, broadcast.codes_used, stamp(broadcast.ended_at), broadcast.id),
            ),
        )
        if broadcast.state.is_over:
            await self._connection.execute(
                "DELETE FROM broadcast_waits WHERE broadcast_id = ?", (broadcast.id,)
            )

    async def note_opted_out(self, broadcast_id: int, people: int) -> None:
        """So many more people have switched news off with the button below it; never more than have got it: one may press before they are counted."""
        await self._connection.execute(
            "UPDATE broadcasts SET opted_out = max(0, min(opted_out + ?, reached + 1)) WHERE id = ?",
            (people, broadcast_id),
        )


class SqliteBroadcasts:
    """Reads broadcasts for operators, and keeps the sending's place (`BroadcastReader`, `BroadcastQueue`).

    Args:
        database: the file.
        clock: the time.
        terms: what the conditions of segments are measured by, counted back from a moment.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        terms: Callable[[datetime], SegmentTerms] = lambda now: SegmentTerms(now=now),
    ) -> None:
        self._database = database
        self._clock = clock
        self._terms = terms

    # for operators

    async def audience(self, segment: Segment | None = None) -> Audience:
        """Everybody, by sums that triggers keep; or whom a segment fits, counted behind no person's back."""
        if segment is not None and segment.conditions:
            return await self._counted(segment)
        totals = await read_totals(self._database.reports)
        blocked = await self._database.reports.row(_BLOCKED)
        barred, barred_unwilling = (
            (blocked["people"], blocked["unwilling"]) if blocked is not None else (0, 0)
        )
        unwilling = totals.get("without_news", 0) - barred_unwilling
        return Audience(willing=totals.get("people", 0) - barred - unwilling, unwilling=unwilling)

    async def _counted(self, segment: Segment) -> Audience:
        """Part by part, so that other reports get their turn between two of them."""
        condition, values = conditions(segment, self._terms(self._clock.now()))
        people, unwilling, after = 0, 0, -(2**62)
        while (last := await self._last_of_part(after, COUNTED_AT_ONCE)) is not None:
            row = await self._database.reports.row(
                _COUNT + condition, {**values, "after": after, "last": last}
            )
            if row is not None:
                people, unwilling = people + row["people"], unwilling + row["unwilling"]
            after = last
        return Audience(willing=people - unwilling, unwilling=unwilling)

    async def _last_of_part(self, after: int, size: int) -> int | None:
        """The last id of the next so many people, of all there are; None when there are none."""
        row = await self._database.reports.row(
            "SELECT max(id) AS last FROM (SELECT id FROM people WHERE id > ? ORDER BY id LIMIT ?)",
            (after, size),
        )
        return row["last"] if row is not None else None

    async def broadcast(self, broadcast_id: int) -> Broadcast | None:
        """One, or None."""
        row = await self._database.row("SELECT * FROM broadcasts WHERE id = ?", (broadcast_id,))
        return read_broadcast(row) if row is not None else None

    async def broadcasts(self, *, limit: int, before: int | None = None) -> Sequence[Broadcast]:
        """The newest that were confirmed, newest first."""
        rows = await self._database.rows(
            "SELECT * FROM broadcasts WHERE state <> 'draft' AND id < ? ORDER BY id DESC LIMIT ?",
            (2**62 if before is None else before, limit),
        )
        return [read_broadcast(row) for row in rows]

    async def code_uses(self, broadcast: Broadcast) -> int:
        """How often its promo codes have been used since it began."""
        codes = [link.code for link in broadcast.links if link.code]
        if not codes or broadcast.begun_at is None:
            return 0
        row = await self._database.row(_uses(codes), codes)
        return max(0, row["uses"] - broadcast.codes_used) if row is not None else 0

    async def waiting_count(self, broadcast_id: int) -> int:
        """How many people wait."""
        row = await self._database.reports.row(
            "SELECT count(*) AS people FROM broadcast_waits WHERE broadcast_id = ?", (broadcast_id,)
        )
        return int(row["people"]) if row is not None else 0

    async def sources(self, *, limit: int) -> Sequence[str]:
        """What has brought the most people, the most first."""
        rows = await self._database.rows(
            "SELECT source FROM people_sources WHERE source <> '' ORDER BY people DESC LIMIT ?", (limit,)
        )
        return [row["source"] for row in rows]

    # for the sending

    async def begin_due(self) -> Broadcast | None:
        """Begin the oldest one whose time has come."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(_BEGIN, {"now": stamp(self._clock.now())})
            for begun in map(read_broadcast, rows):
                codes = [link.code for link in begun.links if link.code]
                if codes:
                    used = await connection.execute_fetchall(_uses(codes), codes)
                    await connection.executemany(
                        "UPDATE broadcasts SET codes_used = ? WHERE id = ?",
                        [(row["uses"], begun.id) for row in used],
                    )
                return begun
        return None

    async def ready(self) -> Broadcast | None:
        """The oldest one under way that no quiet hours hold up."""
        row = await self._database.row(_READY, (stamp(self._clock.now()),))
        return read_broadcast(row) if row is not None else None

    async def people_after(self, broadcast: Broadcast, *, limit: int) -> Portion:
        """The next people, by id, out of the next slice of all."""
        last = await self._last_of_part(broadcast.after_id, SLICE)
        if last is None:
            return Portion(people=(), up_to=None)
        condition, values = self._fitting(broadcast)
        rows = await self._database.reports.rows(
            f"{_SEGMENT_IN_SLICE}{condition} ORDER BY people.id LIMIT :limit",
            {**values, "after": broadcast.after_id, "last": last, "limit": limit},
        )
        people = [int(row["id"]) for row in rows]
        return Portion(people=people, up_to=people[-1] if len(people) == limit else last)

    async def still_welcome(self, broadcast: Broadcast, people: Sequence[int]) -> frozenset[int]:
        """Who of these still belongs to its audience."""
        condition, values = self._fitting(broadcast)
        names = ", ".join(f":person{number}" for number in range(len(people)))
        rows = await self._database.reports.rows(
            f"SELECT people.id {AUDIENCE} AND people.id IN ({names}) AND people.first_seen_at <= :begun{condition}",
            {**values, **{f"person{number}": one for number, one in enumerate(people)}},
        )
        return frozenset(int(row["id"]) for row in rows)

    async def advance(
        self,
        broadcast: Broadcast,
        up_to: int,
        *,
        waits: Mapping[int, datetime] | None = None,
        skipped: int = 0,
        tried: bool = False,
    ) -> bool:
        """Move the bookmark, and let people wait, in one transaction."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "UPDATE broadcasts SET after_id = ?, skipped = skipped + ?, tried = ? WHERE id = ? AND state = 'sending'",
                (up_to, skipped, tried, broadcast.id),
            )
            if cursor.rowcount == 0:
                return False
            await _wait(connection, broadcast.id, waits or {})
            return True

    async def take_waiting(self, broadcast: Broadcast, person_id: int) -> bool:
        """This person, who waited, is tried now."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "DELETE FROM broadcast_waits WHERE broadcast_id = :id AND person_id = :person"
                " AND EXISTS (SELECT 1 FROM broadcasts WHERE id = :id AND state = 'sending')",
                {"id": broadcast.id, "person": person_id},
            )
            return cursor.rowcount > 0

    async def count(
        self, broadcast: Broadcast, *, reached: int = 0, skipped: int = 0, missed: int = 0
    ) -> None:
        """Add to its figures, also to those of one that was paused meanwhile."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE broadcasts SET reached = reached + ?, skipped = skipped + ?, missed = missed + ? WHERE id = ?",
                (reached, skipped, missed, broadcast.id),
            )

    async def postpone(self, broadcast: Broadcast, waits: Mapping[int, datetime]) -> None:
        """Let these people wait until then, unless it is over."""
        async with self._database.transaction() as connection:
            await _wait(connection, broadcast.id, waits)

    async def waiting(self, broadcast: Broadcast, *, limit: int) -> Sequence[int]:
        """Who waited long enough; in the order of their mornings."""
        rows = await self._database.rows(
            "SELECT person_id FROM broadcast_waits WHERE broadcast_id = ? AND due_at <= ?"
            " ORDER BY due_at, person_id LIMIT ?",
            (broadcast.id, stamp(self._clock.now()), limit),
        )
        return [row["person_id"] for row in rows]

    async def hold(self, broadcast: Broadcast, person_id: int) -> bool:
        """Pause it; the person waits."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "UPDATE broadcasts SET state = 'paused', revision = revision + 1 WHERE id = ? AND state = 'sending'",
                (broadcast.id,),
            )
            await _wait(connection, broadcast.id, {person_id: self._clock.now()})
            return cursor.rowcount > 0

    async def is_under_way(self, broadcast: Broadcast) -> bool:
        """Whether it is neither paused nor over now."""
        found = await self.broadcast(broadcast.id)
        return found is not None and found.state is BroadcastState.SENDING

    async def end(self, broadcast: Broadcast) -> Broadcast | None:
        """Everybody was tried."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                "UPDATE broadcasts SET state = 'ended', ended_at = ? WHERE id = ? AND state = 'sending' RETURNING *",
                (stamp(self._clock.now()), broadcast.id),
            )
            return next(map(read_broadcast, rows), None)

    async def seconds_to_wait(self) -> float | None:
        """Seconds until the first one's quiet hours end, or the next broadcast begins."""
        row = await self._database.row(
            "SELECT min(due_at) AS due_at FROM (SELECT (SELECT min(due_at) FROM broadcast_waits WHERE broadcast_id = broadcasts.id)"
            " AS due_at FROM broadcasts WHERE state = 'sending'"
            " UNION ALL SELECT coalesce(starts_at, 0) FROM broadcasts WHERE state = 'scheduled')"
        )
        due_at = moment(row["due_at"]) if row is not None else None
        return max(0.0, (due_at - self._clock.now()).total_seconds()) if due_at is not None else None

    def _fitting(self, broadcast: Broadcast) -> tuple[str, dict[str, Any]]:
        """The conditions of its segment, by the days before its beginning."""
        begun_at = broadcast.begun_at or self._clock.now()
        condition, values = conditions(broadcast.segment, self._terms(begun_at))
        return condition, {**values, "begun": stamp(begun_at)}


async def _wait(connection: aiosqlite.Connection, broadcast_id: int, waits: Mapping[int, datetime]) -> None:
    await connection.executemany(
        "INSERT INTO broadcast_waits (broadcast_id, person_id, due_at)"
        " SELECT id, CAST(? AS BIGINT), CAST(? AS BIGINT) FROM broadcasts WHERE id = ? AND state IN ('sending', 'paused')"
        " ON CONFLICT (broadcast_id, person_id) DO UPDATE SET due_at = excluded.due_at",
        [(person_id, stamp(until), broadcast_id) for person_id, until in waits.items()],
    )


def _uses(codes: Sequence[str]) -> str:
    """How often codes were used: a code with a name is the only one of its terms."""
    names = ", ".join("?" for _ in codes)
    return (
        "SELECT coalesce(sum(uses), 0) AS uses FROM promo_terms WHERE id IN"
        f" (SELECT terms_id FROM promo_codes WHERE code IN ({names}))"
    )


def _packed_links(links: Iterable[LinkButton]) -> str:
    return json.dumps([asdict(link) for link in links], ensure_ascii=False)


def read_broadcast(row: sqlite3.Row) -> Broadcast:
    """The broadcast behind a row."""
    return Broadcast(
        id=row["id"],
        admin_id=row["admin_id"],
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        state=BroadcastState(row["state"]),
        revision=row["revision"],
        to_all=bool(row["to_all"]),
        segment=unpacked_segment(row["segment"]),
        links=tuple(LinkButton(**fields) for fields in json.loads(row["links"])),
        starts_at=moment(row["starts_at"]),
        in_the_morning=bool(row["in_the_morning"]),
        chosen=row["chosen"],
        codes_used=row["codes_used"],
        created_at=moment(row["created_at"]),
        begun_at=moment(row["begun_at"]),
        ended_at=moment(row["ended_at"]),
        reached=row["reached"],
        skipped=row["skipped"],
        missed=row["missed"],
        opted_out=row["opted_out"],
        after_id=row["after_id"],
        tried=bool(row["tried"]),
    )
