"""Models that the operator has switched off, as rows (`bot.availability.model_switches.ModelSwitchRepository`)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.domain.staff import Act, ActRecord
from bot.errors import StorageError
from bot.ports import Clock
from storage.core.columns import stamp
from storage.core.database import Database
from storage.operations.staff import note_act


class SqliteModelSwitchRepository:
    """Remembers them in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def disabled_models(self) -> frozenset[str]:
        """The slugs."""
        rows = await self._database.rows("SELECT model FROM disabled_models")
        return frozenset(row["model"] for row in rows)

    async def switch(self, slug: str, *, on: bool, by: int) -> None:
        """Keep that a model is on or off; who switched it off first stays written down."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            if on:
                cursor = await connection.execute("DELETE FROM disabled_models WHERE model = ?", (slug,))
            else:
                cursor = await connection.execute(
                    "INSERT INTO disabled_models (model, by_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (slug, by, stamp(now)),
                )
            if cursor.rowcount > 0:
                before, after = ("off", "on") if on else ("on", "off")
                await note_act(
                    connection,
                    ActRecord(by_id=by, act=Act.MODEL, subject=slug, before=before, after=after, at=now),
                )


async def disabled_models_on_postgres(url: str) -> frozenset[str]:
    """The slugs in a database of PostgreSQL's; none where it has another schema, or cannot be reached."""
    from storage.postgres.commands import carry_out

    try:
        return frozenset(row["model"] for row in await carry_out(url, "SELECT model FROM disabled_models"))
    except StorageError:
        return frozenset()


def read_disabled_models(path: Path) -> frozenset[str]:
    """The slugs in a database that another process may be using; none when there is no database, or one of another schema."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return frozenset(slug for (slug,) in connection.execute("SELECT model FROM disabled_models"))
    except sqlite3.Error:
        return frozenset()
