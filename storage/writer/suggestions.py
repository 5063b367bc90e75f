"""Suggestions as rows (`bot.domain.suggestion.SuggestionRepository`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.domain.suggestion import Suggestion
from bot.domain.writer import WriterPurpose
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.insert import insert

_EARLIER: Final = 4


class SqliteSuggestionRepository:
    """Remembers them in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, suggestion: Suggestion) -> Suggestion:
        """Store one; returns it with its id."""
        async with self._database.transaction() as connection:
            number = await insert(
                connection,
                "suggestions",
                {
                    "draft_id": suggestion.draft_id,
                    "person_id": suggestion.person_id,
                    "purpose": suggestion.purpose,
                    "words_before": suggestion.before,
                    "words": suggestion.words,
                    "created_at": stamp(suggestion.created_at),
                },
            )
        return replace(suggestion, id=number)

    async def get(self, suggestion_id: int) -> Suggestion | None:
        """One, or None."""
        row = await self._database.row("SELECT * FROM suggestions WHERE id = ?", (suggestion_id,))
        if row is None:
            return None
        return Suggestion(
            id=row["id"],
            draft_id=row["draft_id"],
            person_id=row["person_id"],
            purpose=WriterPurpose(row["purpose"]),
            before=row["words_before"],
            words=row["words"],
            created_at=moment(row["created_at"]),
        )

    async def earlier(self, draft_id: int, before: str) -> Sequence[str]:
        """The newest suggestions for these words of a draft, the oldest of them first."""
        rows = await self._database.rows(
            "SELECT words FROM suggestions WHERE draft_id = ? AND words_before = ? ORDER BY id DESC LIMIT ?",
            (draft_id, before, _EARLIER),
        )
        return [str(row["words"]) for row in reversed(rows)]
