"""Words of the supplier's that mean success, as rows (`bot.availability.supplier_words.AcceptedWordRepository`)."""

from __future__ import annotations

from bot.domain.staff import Act, ActRecord
from bot.ports import Clock
from storage.core.columns import stamp
from storage.core.database import Database
from storage.operations.staff import note_act


class SqliteAcceptedWordRepository:
    """Remembers them in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def is_accepted(self, model: str, word: str) -> bool:
        """Whether an admin has said so."""
        row = await self._database.row(
            "SELECT 1 FROM accepted_words WHERE model = ? AND word = ?", (model, word)
        )
        return row is not None

    async def accept(self, model: str, word: str, *, by: int) -> None:
        """An admin says so; who was first stays written down."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO accepted_words (model, word, by_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (model, word, by, stamp(now)),
            )
            if cursor.rowcount > 0:
                await note_act(
                    connection, ActRecord(by_id=by, act=Act.STATES, subject=model, after=word, at=now)
                )
