"""What people like, as rows (`bot.domain.model_preferences.ModelPreferencesRepository`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from bot.catalog.spec import Kind
from bot.domain.model_preferences import REMEMBERED, ModelPreferences, ModelUse
from storage.core.database import Database

_KINDS = frozenset(str(kind) for kind in Kind)


class SqliteModelPreferencesRepository:
    """Stores preferences in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def preferences(self, person_id: int) -> ModelPreferences:
        """Everything that is known of the person."""
        stars = await self._database.rows(
            "SELECT model FROM favourites WHERE person_id = ? ORDER BY id DESC", (person_id,)
        )
        wanted = await self._database.rows(
            "SELECT kind, model FROM default_models WHERE person_id = ?", (person_id,)
        )
        made = await self._database.rows(
            "SELECT model, choices FROM generations WHERE person_id = ? AND chain_step = ''"
            " AND emptied = 0"
            " ORDER BY id DESC LIMIT ?",
            (person_id, REMEMBERED),
        )
        return ModelPreferences(
            favourites=tuple(row["model"] for row in stars),
            defaults={Kind(row["kind"]): row["model"] for row in wanted if row["kind"] in _KINDS},
            used=_newest_of_each(made),
        )

    async def set_favourite(self, person_id: int, slug: str, *, on: bool) -> None:
        """Star a model, or take the star off."""
        statement = (
            "INSERT INTO favourites (person_id, model) VALUES (?, ?) ON CONFLICT DO NOTHING"
            if on
            else "DELETE FROM favourites WHERE person_id = ? AND model = ?"
        )
        async with self._database.transaction() as connection:
            await connection.execute(statement, (person_id, slug))

    async def set_default(self, person_id: int, kind: Kind, slug: str) -> None:
        """Keep the model that the person wants for a kind; empty = none."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM default_models WHERE person_id = ? AND kind = ?", (person_id, kind)
            )
            if slug:
                await connection.execute(
                    "INSERT INTO default_models (person_id, kind, model) VALUES (?, ?, ?)",
                    (person_id, kind, slug),
                )


def _newest_of_each(rows: Iterable[sqlite3.Row]) -> tuple[ModelUse, ...]:
    """A use of each model: its first row."""
    choices: dict[str, str] = {}
    for row in rows:
        choices.setdefault(row["model"], row["choices"])
    return tuple(ModelUse(model=model, choices=json.loads(packed)) for model, packed in choices.items())
