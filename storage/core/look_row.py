"""Looks, read back from rows."""

from __future__ import annotations

import json
import sqlite3
from typing import Final

from bot.catalog.spec import Kind
from bot.domain.look import Look, LookWords
from storage.core.columns import moment

LOOKS: Final = (
    "SELECT l.id, l.person_id, l.name, l.titles, l.model, l.kind, l.choices, l.sample, l.hides_words,"
    " l.source_id, l.is_on, l.created_at, l.used_at,"
    " coalesce(source.words_before, l.words_before) AS words_before,"
    " coalesce(source.words_after, l.words_after) AS words_after,"
    " l.hides_words = 1 AND l.source_id IS NOT NULL AND (source.id IS NULL OR coalesce(giver.blocked, 0) = 1) AS is_lost"
    " FROM looks AS l"
    " LEFT JOIN looks AS source ON source.id = l.source_id AND l.hides_words = 1"
    " LEFT JOIN accounts AS giver ON giver.owner_kind = 'person' AND giver.owner_id = source.person_id"
)
"""Looks with the words that count: of one taken with hidden words those that its giver has now."""


def read_look(row: sqlite3.Row) -> Look:
    """The record behind a row of `LOOKS`."""
    return Look(
        id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        titles=json.loads(row["titles"]),
        model=row["model"],
        kind=Kind(row["kind"]),
        choices=json.loads(row["choices"]),
        words=LookWords(row["words_before"], row["words_after"]),
        sample=row["sample"],
        hides_words=bool(row["hides_words"]),
        source_id=row["source_id"],
        is_lost=bool(row["is_lost"]),
        is_on=bool(row["is_on"]),
        created_at=moment(row["created_at"]),
        used_at=moment(row["used_at"]),
    )
