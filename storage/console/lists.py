"""The console's lists, read from the database (`bot.domain.console_lists.ConsoleLists`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.domain.console_lists import (
    DayFigures,
    EntryLine,
    GenerationLine,
    GenerationQuery,
    PaymentLine,
)
from bot.domain.generation import State
from bot.domain.payment import PaymentState
from bot.domain.promo_code import PromoTerms
from bot.ledger.entries import Bucket, EntryKind
from storage.core.columns import day_number, day_of, moment
from storage.core.database import Database
from storage.core.state_lists import FINISHED
from storage.payments.payments import read_payment
from storage.promo_codes.promo_codes import read_terms

_NEWEST: Final = 2**62
_MOST_PARTS: Final = 400
"""Parts of one UNION; SQLite takes 500."""

_ENDED: Final = """
SELECT day, sum(sold) AS made, sum(failed) AS failed FROM model_days WHERE day BETWEEN :first AND :last GROUP BY day
"""
_STARS: Final = "SELECT day, amount FROM money_days WHERE day BETWEEN :first AND :last AND name = 'stars'"
_LINES: Final = """
SELECT g.id, g.person_id, g.model, g.state, g.price, g.created_at, coalesce(p.name, '') AS name,
       coalesce(p.username, '') AS username
FROM ({ids}) AS wanted JOIN generations AS g ON g.id = wanted.id LEFT JOIN people AS p ON p.id = g.person_id
ORDER BY g.id DESC
"""
_OF_ONE: Final = "SELECT * FROM (SELECT id FROM generations WHERE model = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?)"


class SqliteConsoleLists:
    """Reads them, beside what people wait for."""

    def __init__(self, database: Database) -> None:
        self._reports = database.reports

    async def days(self, last: date, count: int) -> Sequence[DayFigures]:
        """So many days that end with `last`, the oldest first."""
        end = day_number(last)
        span = {"first": end - count + 1, "last": end}
        ended = {row["day"]: row for row in await self._reports.rows(_ENDED, span)}
        stars = {row["day"]: row["amount"] for row in await self._reports.rows(_STARS, span)}
        figures = []
        for day in range(span["first"], end + 1):
            row = ended.get(day)
            figures.append(
                DayFigures(
                    day=day_of(day),
                    made=row["made"] if row is not None else 0,
                    failed=row["failed"] if row is not None else 0,
                    stars=stars.get(day, 0),
                )
            )
        return figures

    async def generations(self, query: GenerationQuery, limit: int) -> Sequence[GenerationLine]:
        """The newest that fit: of each model and state the newest by its index, and of those the newest."""
        before = _NEWEST if query.before_id is None else query.before_id
        if query.person_id is not None:
            ids = "SELECT id FROM generations WHERE person_id = ? AND id < ? ORDER BY id DESC LIMIT ?"
            return await self._lines(ids, (query.person_id, before, limit))
        if not query.model and query.state is None:
            return await self._lines(
                "SELECT id FROM generations WHERE id < ? ORDER BY id DESC LIMIT ?", (before, limit)
            )
        models = [query.model] if query.model else await self._models_in(query.state)
        states = [query.state] if query.state is not None else list(State)
        kinds = [(model, state) for model in models for state in states][:_MOST_PARTS]
        if not kinds:
            return []
        union = " UNION ALL ".join([_OF_ONE] * len(kinds))
        values = [value for model, state in kinds for value in (model, state, before, limit)]
        return await self._lines(f"SELECT id FROM ({union}) ORDER BY id DESC LIMIT ?", (*values, limit))

    async def entries_of(self, generation_id: int) -> Sequence[EntryLine]:
        """How credits moved for it: its operations have names of their own (`bot.ledger.operations`)."""
        keys = [
            *(f"{kind}:{generation_id}:{bucket}" for kind in ("hold", "release") for bucket in Bucket),
            *(f"capture:{generation_id}", f"lapse:{generation_id}"),
        ]
        rows = await self._reports.rows(
            f"SELECT kind, bucket, amount, at FROM ledger_entries WHERE operation_key IN ({', '.join('?' * len(keys))})"
            " ORDER BY id",
            keys,
        )
        return [
            EntryLine(
                kind=EntryKind(row["kind"]),
                bucket=Bucket(row["bucket"]),
                amount=row["amount"],
                at=moment(row["at"]),
            )
            for row in rows
        ]

    async def used_models(self) -> Sequence[str]:
        """Slugs of all models that anything was ever made with."""
        return await self._models_in(None)

    async def model_counts(self) -> Mapping[str, tuple[int, int]]:
        """By the sums that triggers keep."""
        rows = await self._reports.rows(
            f"SELECT model, sum(CASE WHEN state IN ({FINISHED}) THEN number ELSE 0 END) AS made,"
            " sum(CASE WHEN state = 'failed' THEN number ELSE 0 END) AS failed FROM generation_counts GROUP BY model"
        )
        return {row["model"]: (row["made"], row["failed"]) for row in rows}

    async def promo_terms(self, before: int | None, limit: int) -> Sequence[PromoTerms]:
        """Codes and series, the newest first."""
        rows = await self._reports.rows(
            "SELECT * FROM promo_terms WHERE id < ? ORDER BY id DESC LIMIT ?",
            (_NEWEST if before is None else before, limit),
        )
        return list(map(read_terms, rows))

    async def payments(
        self, state: PaymentState | None, before: int | None, limit: int
    ) -> Sequence[PaymentLine]:
        """The newest; of a state only where that is open, for which there is an index."""
        known = "" if state is None else "p.state IN ('unclaimed', 'refunding') AND p.state = :state AND "
        rows = await self._reports.rows(
            "SELECT p.*, coalesce(q.name, '') AS payer_name, coalesce(q.username, '') AS payer_username"
            f" FROM payments AS p LEFT JOIN people AS q ON q.id = p.payer_id WHERE {known}p.number < :before"
            " ORDER BY p.number DESC LIMIT :limit",
            {"state": state, "before": _NEWEST if before is None else before, "limit": limit},
        )
        return [_payment(row) for row in rows]

    async def _models_in(self, state: State | None) -> Sequence[str]:
        rows = await self._reports.rows(
            "SELECT DISTINCT model FROM generation_counts WHERE number > 0 AND (CAST(:state AS TEXT) IS NULL OR state = :state)"
            " ORDER BY model",
            {"state": state},
        )
        return [row["model"] for row in rows]

    async def _lines(self, ids: str, values: Sequence[Any]) -> Sequence[GenerationLine]:
        rows = await self._reports.rows(_LINES.format(ids=ids), values)
        return [
            GenerationLine(
                id=row["id"],
                person_id=row["person_id"],
                name=row["name"],
                username=row["username"],
                model=row["model"],
                state=State(row["state"]),
                price=row["price"],
                created_at=moment(row["created_at"]),
            )
            for row in rows
        ]


def _payment(row: sqlite3.Row) -> PaymentLine:
    fields = dict(row)
    name, username = fields.pop("payer_name"), fields.pop("payer_username")
    return PaymentLine(payment=read_payment(fields), name=name, username=username)
