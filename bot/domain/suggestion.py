"""Words that the writer has suggested for a draft, as a person has seen them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.writer import WriterPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One suggestion; it is never changed.

    Attributes:
        id: row id; it travels in buttons.
        draft_id: what it is for.
        person_id: who asked.
        purpose: what for.
        before: the draft's words when it was asked for: with other words it is over. Of an idea, the words that it is close to.
        words: what was suggested.
        created_at: when.
    """

    id: int = 0
    draft_id: int
    person_id: int
    purpose: WriterPurpose
    before: str
    words: str
    created_at: datetime


class SuggestionRepository(Protocol):
    """Remembers suggestions for some days."""

    async def add(self, suggestion: Suggestion) -> Suggestion:
        """Store one; returns it with its id."""
        ...

    async def get(self, suggestion_id: int) -> Suggestion | None:
        """One, or None."""
        ...

    async def earlier(self, draft_id: int, before: str) -> Sequence[str]:
        """The newest suggestions for these words of a draft, the oldest of them first."""
        ...
