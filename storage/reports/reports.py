"""Reports, reported results and what is left to do about them, as rows (`bot.domain.report`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import aiosqlite

from bot.domain.generation import Generation
from bot.domain.report import (
    EffectKind,
    Report,
    ReportedResult,
    ReportEffect,
    ReportKind,
    ReportNotice,
    ReportState,
)
from storage.core.columns import moment, stamp
from storage.core.database import Database

_NEWEST: Final = 2**62
_COUNTS: Final = (
    "SELECT generation_id, kind, count(*) AS number FROM reports"
    " WHERE generation_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND kind <> '' GROUP BY generation_id, kind"
)
_MOST_COPIES: Final = 100
"""Messages of one result that are remembered besides those that delivered it."""


class SqliteReportRepository:
    """The reports' side of a transaction (`bot.domain.report.ReportRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def report(self, report_id: int) -> Report | None:
        """The report, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM reports WHERE id = ?", (report_id,))
        return next((_read_report(row) for row in rows), None)

    async def report_by(self, person_id: int, generation_id: int) -> Report | None:
        """A person's report of a result, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM reports WHERE generation_id = ? AND person_id = ?", (generation_id, person_id)
        )
        return next((_read_report(row) for row in rows), None)

    async def reports_since(self, person_id: int, moment: datetime) -> int:
        """How many results a person has reported since then."""
        rows = await self._connection.execute_fetchall(
            "SELECT count(*) FROM reports WHERE person_id = ? AND at > ?", (person_id, stamp(moment))
        )
        return int(next(iter(rows))[0])

    async def add_report(self, report: Report) -> Report:
        """Store a new one."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO reports (generation_id, person_id, chat_id, kind, words, wants_answer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
            (
                *(report.generation_id, report.person_id, report.chat_id, report.kind or "", report.words),
                *(report.wants_answer, stamp(report.at)),
            ),
        )
        return next(_read_report(row) for row in rows)

    async def save_report(self, report: Report) -> None:
        """Write back what can change."""
        await self._connection.execute(
            "UPDATE reports SET chat_id = ?, kind = ?, words = ?, wants_answer = ?, at = ? WHERE id = ?",
            (
                *(report.chat_id, report.kind or "", report.words, report.wants_answer),
                *(stamp(report.at), report.id),
            ),
        )

    async def reported(self, generation_id: int) -> ReportedResult | None:
        """The reported result, or None."""
        return await self._reported_where("generation_id = ?", generation_id)

    async def reported_by_id(self, reported_id: int) -> ReportedResult | None:
        """The same by its own id."""
        return await self._reported_where("id = ?", reported_id)

    async def add_reported(self, reported: ReportedResult) -> ReportedResult:
        """Store a new one."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO reported_results (generation_id, state, at) VALUES (?, ?, ?) RETURNING *",
            (reported.generation_id, reported.state, stamp(reported.at)),
        )
        return next(_read_reported(row, {}) for row in rows)

    async def decide_reported(
        self, reported_id: int, expected: ReportState, after: ReportState, by: int, at: datetime
    ) -> bool:
        """Change its state; False when it is in another one by now."""
        cursor = await self._connection.execute(
            "UPDATE reported_results SET state = ?, decided_by = ?, decided_at = ? WHERE id = ? AND state = ?",
            (after, by, stamp(at), reported_id, expected),
        )
        return cursor.rowcount == 1

    async def keep_copy(self, generation_id: int, chat_id: int, message_id: int) -> None:
        """Remember a message that carries it; there are bounds."""
        await self._connection.execute(
            "INSERT INTO report_copies (generation_id, chat_id, message_id) SELECT :generation, :chat, :message"
            f" WHERE (SELECT count(*) FROM report_copies WHERE generation_id = :generation) < {_MOST_COPIES}"
            " ON CONFLICT DO NOTHING",
            {"generation": generation_id, "chat": chat_id, "message": message_id},
        )

    async def messages_of_result(self, generation: Generation) -> Sequence[tuple[int, int]]:
        """What delivered it, what shows it in a party's gallery and in its person's /history, and other copies."""
        chat_id = generation.destination.chat_id
        sent = [asset.message_id for asset in generation.assets]
        found = [
            (chat_id, message)
            for message in (*sent, generation.progress_message_id, generation.late_notice_id)
            if message is not None
        ]
        found += await self._pairs(
            "SELECT p.chat_id, json_extract(e.value, '$.message') AS message_id FROM parties AS p, json_each(p.entries) AS e"
            " WHERE p.id = ? AND CAST(json_extract(e.value, '$.generation') AS BIGINT) = ?",
            generation.party_id,
            generation.id,
        )
        found += await self._pairs(
            "SELECT g.chat_id, a.value AS message_id FROM gallery_pages AS g, json_each(g.album) AS a WHERE g.person_id = ?",
            generation.person_id,
        )
        found += await self._pairs(
            "SELECT chat_id, message_id FROM report_copies WHERE generation_id = ?", generation.id
        )
        return list(dict.fromkeys(found))

    async def delete_characters_of(self, generation: Generation) -> None:
        """Delete characters of its chat and of its person that have a picture of it."""
        await self._connection.execute(
            "DELETE FROM characters WHERE id IN (SELECT c.id FROM characters AS c, json_each(c.photos) AS p"
            " WHERE c.chat_id = :chat AND CAST(json_extract(p.value, '$.generation_id') AS BIGINT) = :generation)",
            {"chat": generation.destination.chat_id, "generation": generation.id},
        )
        await self._connection.execute(
            "DELETE FROM characters WHERE id IN (SELECT c.id FROM characters AS c, json_each(c.photos) AS p"
            " WHERE c.added_by = :person AND CAST(json_extract(p.value, '$.generation_id') AS BIGINT) = :generation)",
            {"person": generation.person_id, "generation": generation.id},
        )

    async def reporters_who_want_answer(self, generation_id: int) -> Sequence[int]:
        """Those who want one; they are not asked again."""
        rows = await self._connection.execute_fetchall(
            "UPDATE reports SET wants_answer = 0 WHERE generation_id = ? AND wants_answer = 1"
            " AND person_id IS NOT NULL RETURNING person_id",
            (generation_id,),
        )
        return sorted(int(row["person_id"]) for row in rows)

    async def add_effect(self, effect: ReportEffect) -> None:
        """Have it done."""
        await self._connection.execute(
            "INSERT INTO report_effects (kind, generation_id, chat_id, message_id, outcome, due_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(effect.kind, effect.generation_id, effect.chat_id, effect.message_id),
                *(effect.outcome, stamp(effect.due_at)),
            ),
        )

    async def due_effects(self, now: datetime, limit: int) -> Sequence[ReportEffect]:
        """What is due."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM report_effects WHERE due_at <= ? ORDER BY due_at, id LIMIT ?", (stamp(now), limit)
        )
        return [_read_effect(row) for row in rows]

    async def postpone_effect(self, effect_id: int, due_at: datetime) -> None:
        """Try it again then."""
        await self._connection.execute(
            "UPDATE report_effects SET due_at = ? WHERE id = ?", (stamp(due_at), effect_id)
        )

    async def report_notices(self) -> Sequence[ReportNotice]:
        """What each operator was last notified of."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM report_notices ORDER BY person_id LIMIT 1000"
        )
        return [
            ReportNotice(
                person_id=row["person_id"],
                sent_id=row["sent_id"],
                shown_id=row["shown_id"],
                message_id=row["message_id"],
                at=moment(row["at"]),
            )
            for row in rows
        ]

    async def save_report_notice(self, notice: ReportNotice) -> None:
        """In place of the last one."""
        await self._connection.execute(
            "INSERT INTO report_notices (person_id, sent_id, shown_id, message_id, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (person_id) DO UPDATE SET sent_id = excluded.sent_id, shown_id = excluded.shown_id,"
            " message_id = excluded.message_id, at = excluded.at",
            (notice.person_id, notice.sent_id, notice.shown_id, notice.message_id, stamp(notice.at)),
        )

    async def effect_done(self, effect: ReportEffect, *, removed: bool | None) -> None:
        """It is not to be done any more."""
        cursor = await self._connection.execute("DELETE FROM report_effects WHERE id = ?", (effect.id,))
        if effect.kind is EffectKind.MESSAGE and cursor.rowcount == 1:
            column = "removed" if removed else "kept"
            await self._connection.execute(
                f"UPDATE reported_results SET {column} = {column} + 1 WHERE generation_id = ?",
                (effect.generation_id,),
            )

    async def _reported_where(self, which: str, value: int) -> ReportedResult | None:
        rows = await self._connection.execute_fetchall(
            f"SELECT * FROM reported_results WHERE {which}", (value,)
        )
        for row in rows:
            counted = await self._connection.execute_fetchall(_COUNTS, (json.dumps([row["generation_id"]]),))
            return _read_reported(row, _counts(counted))
        return None

    async def _pairs(self, sql: str, *values: object) -> list[tuple[int, int]]:
        rows = await self._connection.execute_fetchall(sql, values)
        return [
            (int(row["chat_id"]), int(row["message_id"])) for row in rows if row["message_id"] is not None
        ]


class SqliteReportReader:
    """Reads reported results (`bot.domain.report.ReportReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reported_results(
        self, *, is_open: bool, before_id: int | None, limit: int
    ) -> Sequence[ReportedResult]:
        """The newest of a kind, newest first."""
        which = (
            "state = 'open'" if is_open else "state <> 'open'"
        )  # the conditions of the indexes, word for word
        rows = await self._database.rows(
            f"SELECT * FROM reported_results WHERE {which} AND id < ? ORDER BY id DESC LIMIT ?",
            (_NEWEST if before_id is None else before_id, limit),
        )
        counted = await self._counted([row["generation_id"] for row in rows])
        return [_read_reported(row, counted.get(row["generation_id"], {})) for row in rows]

    async def reported_result(self, reported_id: int) -> ReportedResult | None:
        """The reported result, or None."""
        row = await self._database.row("SELECT * FROM reported_results WHERE id = ?", (reported_id,))
        if row is None:
            return None
        counted = await self._counted([row["generation_id"]])
        return _read_reported(row, counted.get(row["generation_id"], {}))

    async def words_of(self, generation_id: int, limit: int) -> Sequence[str]:
        """What reporters have written, the newest first."""
        rows = await self._database.rows(
            "SELECT words FROM reports WHERE generation_id = ? AND kind <> '' AND words <> '' ORDER BY id DESC LIMIT ?",
            (generation_id, limit),
        )
        return [row["words"] for row in rows]

    async def open_reports(self, most: int) -> int:
        """How many are open, up to a bound."""
        row = await self._database.row(
            "SELECT count(*) AS number FROM (SELECT 1 FROM reported_results WHERE state = 'open' LIMIT ?)",
            (most,),
        )
        return int(row["number"]) if row is not None else 0

    async def _counted(self, generation_ids: Sequence[int]) -> Mapping[int, Mapping[ReportKind, int]]:
        rows = await self._database.rows(_COUNTS, (json.dumps(list(generation_ids)),))
        return {one: _counts(row for row in rows if row["generation_id"] == one) for one in generation_ids}


def _counts(rows: Iterable[sqlite3.Row]) -> Mapping[ReportKind, int]:
    return {ReportKind(row["kind"]): int(row["number"]) for row in rows}


def _read_report(row: sqlite3.Row) -> Report:
    return Report(
        id=row["id"],
        generation_id=row["generation_id"],
        person_id=row["person_id"],
        chat_id=row["chat_id"],
        kind=ReportKind(row["kind"]) if row["kind"] else None,
        words=row["words"],
        wants_answer=bool(row["wants_answer"]),
        at=moment(row["at"]),
    )


def _read_reported(row: sqlite3.Row, counts: Mapping[ReportKind, int]) -> ReportedResult:
    return ReportedResult(
        id=row["id"],
        generation_id=row["generation_id"],
        state=ReportState(row["state"]),
        decided_by=row["decided_by"],
        at=moment(row["at"]),
        decided_at=moment(row["decided_at"]) if row["decided_at"] is not None else None,
        removed=row["removed"],
        kept=row["kept"],
        counts=counts,
    )


def _read_effect(row: sqlite3.Row) -> ReportEffect:
    return ReportEffect(
        id=row["id"],
        kind=EffectKind(row["kind"]),
        generation_id=row["generation_id"],
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        outcome=ReportState(row["outcome"]),
        due_at=moment(row["due_at"]),
    )
