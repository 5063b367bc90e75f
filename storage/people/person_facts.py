"""Operators' notes, and what else they see of a person (`bot.domain.person_facts`)."""

from __future__ import annotations

from typing import Final

import aiosqlite

from bot.domain.generation import State
from bot.domain.person_facts import COUNTED, MOST_NOTES, MadeLine, PersonFacts, PersonNote
from storage.core.columns import moment, stamp
from storage.core.database import Database

_NOTES_SHOWN: Final = 3
_MADE_SHOWN: Final = 5
_GROUPS_SHOWN: Final = 5
_GROUPS_AMONG: Final = 200
"""Newest generations that tell in which groups a person asks."""

_GROUPS: Final = """
SELECT title FROM groups WHERE chat_id IN (
  SELECT chat_id FROM groups WHERE added_by = :person
  UNION
  SELECT chat_id FROM (SELECT chat_id FROM generations WHERE person_id = :person ORDER BY id DESC LIMIT :among) WHERE chat_id < 0
) ORDER BY title LIMIT :shown
"""


class SqlitePersonNoteRepository:
    """The notes' side of a transaction (`PersonNoteRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_person_note(self, note: PersonNote) -> None:
        """Keep it, and as many of the others as may be."""
        await self._connection.execute(
            "INSERT INTO person_notes (person_id, by_id, words, at) VALUES (?, ?, ?, ?)",
            (note.person_id, note.by_id, note.words, stamp(note.at)),
        )
        await self._connection.execute(
            "DELETE FROM person_notes WHERE id IN"
            " (SELECT id FROM person_notes WHERE person_id = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
            (note.person_id, MOST_NOTES),
        )


class SqlitePersonFactsReader:
    """Reads facts, beside what people wait for."""

    def __init__(self, database: Database) -> None:
        self._reports = database.reports

    async def facts(self, person_id: int) -> PersonFacts:
        """See `PersonFactsReader.facts`."""
        notes = await self._reports.rows(
            "SELECT * FROM person_notes WHERE person_id = ? ORDER BY id DESC LIMIT ?",
            (person_id, _NOTES_SHOWN),
        )
        made = await self._reports.rows(
            "SELECT id, model, state, created_at FROM generations WHERE person_id = ? ORDER BY id DESC LIMIT ?",
            (person_id, _MADE_SHOWN),
        )
        count = await self._reports.row(
            "SELECT count(*) AS number FROM (SELECT 1 FROM generations WHERE person_id = ? LIMIT ?)",
            (person_id, COUNTED),
        )
        groups = await self._reports.rows(
            _GROUPS, {"person": person_id, "among": _GROUPS_AMONG, "shown": _GROUPS_SHOWN}
        )
        return PersonFacts(
            notes=[
                PersonNote(
                    person_id=row["person_id"], by_id=row["by_id"], words=row["words"], at=moment(row["at"])
                )
                for row in notes
            ],
            made=[
                MadeLine(
                    id=row["id"],
                    model=row["model"],
                    state=State(row["state"]),
                    created_at=moment(row["created_at"]),
                )
                for row in made
            ],
            made_count=count["number"] if count is not None else 0,
            groups=[row["title"] for row in groups],
        )
