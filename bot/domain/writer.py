"""What the writer has proven to be able to do, and what its answers have cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Ability(StrEnum):
    """What the writer may be able to do."""

    WRITES = "writes"
    SEES = "sees"
    HEARS = "hears"


class WriterPurpose(StrEnum):
    """What the writer is asked for."""

    BETTER = "better"
    """Better words for a model."""
    REWORD = "reword"
    """Other words after a refusal of a content filter."""
    DESCRIBE = "describe"
    """Words that would make something like a picture."""
    IDEA = "idea"
    """Something to make, close to what a person has last asked for."""
    TRANSCRIBE = "transcribe"
    """What was said in a recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterProof:
    """What `bot check` has seen the writer do.

    Attributes:
        subject: which model, at which address, with which key; another one has proven nothing.
        model: its name at KIE.
        abilities: what it has done.
        at: when.
    """

    subject: str
    model: str
    abilities: frozenset[Ability]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterCost:
    """What answers for one purpose have cost the operator.

    Attributes:
        purpose: what was asked for.
        answers: how many.
        credits: credits at KIE.
        estimated: of how many answers the cost is an estimate, because KIE has not said it.
    """

    purpose: WriterPurpose
    answers: int
    credits: Decimal
    estimated: int


class WriterRepository(Protocol):
    """Remembers proof, uses and costs."""

    async def proof(self) -> WriterProof | None:
        """The newest proof, or None."""
        ...

    async def claim_use(self, bounds: Mapping[str, int], at: datetime) -> str | None:
        """Count one use of each owner on this day, or of none where one of them has reached its bound.

        Returns:
            The first owner that has reached its bound; None when it was counted.
        """
        ...

    async def give_back_use(self, owners: Sequence[str], at: datetime) -> None:
        """Take back a use that came to nothing."""
        ...

    async def note_cost(
        self, purpose: WriterPurpose, cost: Decimal, at: datetime, *, estimated: bool
    ) -> None:
        """Count an answer, and what it has cost the operator."""
        ...
