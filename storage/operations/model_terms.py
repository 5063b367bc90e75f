"""The operator's terms of single models, as rows (`bot.domain.model_terms.ModelTermsRepository`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import structlog

from bot.domain.model_terms import ModelTerms, is_multiplier, is_surcharge
from bot.domain.staff import ActRecord
from storage.core.columns import stamp
from storage.core.database import Database
from storage.operations.staff import note_act

_log = structlog.get_logger(__name__)


class SqliteModelTermsRepository:
    """Remembers them in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def model_terms(self) -> Mapping[str, ModelTerms]:
        """By slug. A row that makes no sense counts as the usual terms, so that it does not stop the start."""
        rows = await self._database.rows("SELECT * FROM model_terms")
        return {row["model"]: _terms(row) for row in rows}

    async def save_model_terms(self, slug: str, terms: ModelTerms, act: ActRecord) -> bool:
        """Keep these instead of those of the revision before."""
        multiplier = None if terms.multiplier is None else str(terms.multiplier)
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO model_terms (model, multiplier, surcharge, hidden, revision, at)"
                " SELECT :model, :multiplier, :surcharge, :hidden, :revision, :at"
                " WHERE CAST(:revision AS BIGINT) = 1 OR EXISTS (SELECT 1 FROM model_terms WHERE model = :model)"
                " ON CONFLICT (model) DO UPDATE SET multiplier = excluded.multiplier, surcharge = excluded.surcharge,"
                " hidden = excluded.hidden, revision = excluded.revision, at = excluded.at"
                " WHERE model_terms.revision = excluded.revision - 1",
                {
                    "model": slug,
                    "multiplier": multiplier,
                    "surcharge": terms.surcharge,
                    "hidden": terms.hidden,
                    "revision": terms.revision,
                    "at": stamp(act.at),
                },
            )
            if cursor.rowcount < 1:
                return False
            await note_act(connection, act)
            return True


def _terms(row: sqlite3.Row) -> ModelTerms:
    multiplier = _multiplier(row["multiplier"])
    is_sound = is_surcharge(row["surcharge"]) and (row["multiplier"] is None) == (multiplier is None)
    if not is_sound:
        _log.warning("strange_model_terms", model=row["model"])
    return ModelTerms(
        multiplier=multiplier,
        surcharge=row["surcharge"] if is_surcharge(row["surcharge"]) else 0,
        hidden=bool(row["hidden"]),
        revision=row["revision"],
    )


def _multiplier(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return value if value is not None and is_multiplier(value) else None
