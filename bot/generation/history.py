"""Reading what was made: a person's history, the operator's statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.generation.health import Outcome
from bot.generation.record import Asset, Generation, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How the bot is doing.

    Attributes:
        people: how many ever wrote.
        by_state: generations of all time by state.
        by_model: finished generations of all time by slug.
        captured: credits spent.
        held: credits in open holds.
        available: credits that all accounts could still spend.
    """

    people: int
    by_state: Mapping[State, int]
    by_model: Mapping[str, int]
    captured: int
    held: int
    available: int


class History(Protocol):
    """Queries that change nothing."""

    async def finished(self, person_id: int, *, offset: int, limit: int) -> Sequence[Generation]:
        """The person's delivered and stored generations with their assets, newest first."""
        ...

    async def count_finished(self, person_id: int) -> int:
        """How many there are."""
        ...

    async def open(self, person_id: int) -> Sequence[Generation]:
        """The person's open generations, oldest first."""
        ...

    async def latest(self, person_id: int) -> Generation | None:
        """The person's newest generation of any state."""
        ...

    async def asset(self, asset_id: int) -> Asset | None:
        """One asset."""
        ...

    async def note_original(self, asset_id: int, file_id: str) -> None:
        """Keep the file id of an asset that was sent as a document."""
        ...

    async def usual_seconds(self, model: str, *, newest: int) -> float | None:
        """Median seconds from submission to completion of the model's `newest` deliveries; None below five."""
        ...

    async def outcomes(self, *, newest: int, since: datetime) -> Sequence[Outcome]:
        """The `newest` outcomes of each model since then, oldest first; `bot.generation.health.outcome_of` tells which."""
        ...

    async def statistics(self) -> Statistics:
        """The operator's figures."""
        ...
