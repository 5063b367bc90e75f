"""Reading what was made: a person's history, the operator's statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, Self

from bot.domain.generation import Asset, Generation, ModelOutcome, State
from bot.domain.writer import WriterCost


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How the bot is doing.

    Attributes:
        people: how many ever wrote.
        arrivals: how many of them came by a result that another person had shared.
        active: how many of them did something today, and in 7 and 30 days that end today (UTC).
        sources: what brought most of them, the largest first (`handlers.core.deep_link.source_of`).
        groups: how many the bot is in and works for.
        by_state: generations of all time by state.
        by_model: finished generations of all time by slug.
        captured: credits spent.
        held: credits in open holds.
        available: credits that all accounts could still spend.
        free: of these, what allowances have given and will take back when they end.
        paid: of these, what was bought.
        free_spent: credits of allowances that were spent today (UTC), or are held.
        writer_today, writer_month: what the writer has cost today, and in 30 days that end today (UTC).
    """

    people: int
    arrivals: int
    active: tuple[int, int, int]
    sources: Sequence[tuple[str, int]]
    groups: int
    by_state: Mapping[State, int]
    by_model: Mapping[str, int]
    captured: int
    held: int
    available: int
    free: int
    paid: int
    free_spent: int
    writer_today: Sequence[WriterCost] = ()
    writer_month: Sequence[WriterCost] = ()


USUAL_OF = 50
"""How many of a model's newest deliveries tell how long it usually takes."""


@dataclass(frozen=True, slots=True)
class DurationQuartiles:
    """How long a model takes, in seconds from submission to completion: the quartiles of its newest deliveries.

    Attributes:
        low: a quarter of them were faster.
        middle: half of them were.
        high: a quarter of them took longer.
    """

    low: float
    middle: float
    high: float

    @classmethod
    def about(cls, seconds: float) -> Self:
        """Where nothing is measured yet, and only one figure is known."""
        return cls(seconds, seconds, seconds)


class History(Protocol):
    """Queries that change nothing. What its person deleted (`hidden`) is never among the answers to a person."""

    async def open(self, person_id: int) -> Sequence[Generation]:
        """The person's open generations, oldest first."""
        ...

    async def latest(self, person_id: int) -> Generation | None:
        """The person's newest generation of any state, the steps of chains left out: they did not pick those."""
        ...

    async def asset(self, asset_id: int) -> Asset | None:
        """One asset."""
        ...

    async def forget_copy(self, asset_id: int, file_id: str) -> None:
        """Telegram does not know this copy of an asset any more."""
        ...

    async def note_original(self, asset_id: int, file_id: str) -> None:
        """Keep the file id of an asset that was sent as a document."""
        ...

    async def hearts(self, generation_id: int, *, of: int | None = None) -> int:
        """How many people have marked a result as a favourite; with `of` 1 when that person has, else 0."""
        ...

    async def usual_duration(self, model: str, *, newest: int = USUAL_OF) -> DurationQuartiles | None:
        """How long the model's `newest` deliveries took; None below five."""
        ...

    async def outcomes(self, *, newest: int, since: datetime) -> Sequence[ModelOutcome]:
        """The `newest` outcomes of each model since then, oldest first; `bot.availability.model_health.outcome_of` tells which."""
        ...

    async def statistics(self, now: datetime) -> Statistics:
        """The operator's figures at this moment."""
        ...
