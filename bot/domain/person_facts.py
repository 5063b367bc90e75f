"""What operators know of a person besides what the person sees: notes of theirs, groups, what was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.domain.generation import State

LONGEST_NOTE: Final = 500
"""Characters of a note that are kept."""
MOST_NOTES: Final = 50
"""Notes about one person; the oldest goes when another one is added."""
COUNTED: Final = 10_000
"""Generations of a person that are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNote:
    """What an operator has written down about a person.

    Attributes:
        person_id: whom it is about.
        by_id: who wrote it; None when they were forgotten.
        words: the note.
        at: when.
    """

    person_id: int
    by_id: int | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLine:
    """A generation of a person, without its words.

    Attributes:
        id: row id.
        model: slug.
        state: where it is.
        created_at: when it was confirmed.
    """

    id: int
    model: str
    state: State
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is known.

    Attributes:
        notes: the newest about them, newest first.
        made: their newest generations, newest first.
        made_count: how many there are, at most `COUNTED`.
        groups: titles of groups that they have added the bot to, or have lately asked in.
    """

    notes: Sequence[PersonNote] = ()
    made: Sequence[MadeLine] = ()
    made_count: int = 0
    groups: Sequence[str] = ()


class PersonNoteRepository(Protocol):
    """Notes within a transaction."""

    async def add_person_note(self, note: PersonNote) -> None:
        """Keep it; beyond `MOST_NOTES` the person's oldest one goes."""
        ...


class PersonFactsReader(Protocol):
    """Reads facts, without a transaction; each takes the same time however long a person's history is."""

    async def facts(self, person_id: int) -> PersonFacts:
        """What is known of a person; nothing of who is not."""
        ...
