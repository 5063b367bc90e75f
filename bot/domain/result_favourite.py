"""Favourite results: what people mark with ❤️, each for themselves; in a group the marks of all are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.generation import Generation
from bot.domain.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFavourite:
    """One person's mark on one result.

    Attributes:
        person_id: whose mark it is.
        generation_id: what is marked.
        chat_id: the chat that the result was made for.
        made_at: when it was made.
        at: when it was marked.
    """

    person_id: int
    generation_id: int
    chat_id: int
    made_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class RankedResult:
    """A result of a group's month.

    Attributes:
        generation: what was made.
        hearts: how many people have marked it.
    """

    generation: Generation
    hearts: int


class ResultFavouriteRepository(Protocol):
    """The marks, within a transaction."""

    async def mark_result(self, favourite: ResultFavourite) -> None:
        """Keep a mark; one that is there stays as it is."""
        ...

    async def unmark_result(self, generation_id: int, person_id: int) -> bool:
        """Take a person's mark away; False when there was none."""
        ...


class ResultFavouriteReader(Protocol):
    """Reads the marks."""

    async def marked(self, person_id: int, generation_ids: Sequence[int]) -> frozenset[int]:
        """Which of these the person has marked."""
        ...

    async def best(self, chat_id: int, month: Month, limit: int) -> Sequence[RankedResult]:
        """What was made in a chat in this month and is marked, most marks first; what was deleted is never among it."""
        ...
