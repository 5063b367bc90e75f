"""Several generations that are confirmed together: how they are asked for, and the row that keeps them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

ALBUM_WAIT: Final = timedelta(seconds=60)
"""How long the first picture of up to ten waits for the others, so that they come as one album."""

ALBUM_ITEMS: Final = 10
"""Pictures of one album (Bot API, sendMediaGroup); for each ten the first one waits so long once more."""

MOST_PARTS: Final = 30
"""Generations that one confirmation may start."""


MOST_COPIES: Final = 4
"""The same so often by one button or one line."""

MOST_COMPARED: Final = 3
"""Models that are compared at once."""


class BatchKind(StrEnum):
    """Why several are made at once."""

    COPIES = "copies"
    """The same request several times."""
    COMPARE = "compare"
    """The same words with several models."""
    CHOOSE = "choose"
    """A recipe's step several times; the recipe goes on with one of them."""
    EACH = "each"
    """The same with each of several media."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """How a request asks for more than one generation.

    Attributes:
        kind: why.
        number: how many of the same, of `COPIES` and `CHOOSE`; of `COMPARE` how many of the same it has taken the place of; else 0.
        models: slugs of all models, of `COMPARE`; else empty.
        again: of `CHOOSE`, whether other ones can be made instead of choosing.
    """

    kind: BatchKind
    number: int = 0
    models: tuple[str, ...] = ()
    again: bool = False

    @property
    def compares(self) -> bool:
        """Whether it is the same with several models."""
        return self.kind is BatchKind.COMPARE


EACH: Final = Several(kind=BatchKind.EACH)
"""How a request asks for the same with each of its media."""


def copies_of(number: int) -> Several | None:
    """How a request asks for so many of the same; None for one."""
    return Several(kind=BatchKind.COPIES, number=number) if number > 1 else None


def comparison_of(models: Iterable[str], *, instead_of: Several | None = None) -> Several | None:
    """How a request asks for the same with these models, each once; with one alone what it has taken the place of."""
    number = instead_of.number if instead_of is not None else 0
    different = tuple(dict.fromkeys(models))
    if len(different) < 2:
        return copies_of(number)
    return Several(kind=BatchKind.COMPARE, number=number, models=different)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Generations that were confirmed together; each has its own hold and its own end.

    Attributes:
        id: row id, 0 before it is stored.
        quote_id: the quote that they were confirmed with.
        kind: why several are made.
        parts: how many generations.
        created_at: when they were confirmed.
        gathers: whether the pictures that are ready wait for the others, to come as one album; what is ready after that
            was sent comes alone.
        album_until: until when they wait; None while none is ready.
        carrier_id: the part whose delivery sends the album; None before one is ready.
    """

    id: int = 0
    quote_id: int
    kind: BatchKind
    parts: int
    created_at: datetime
    gathers: bool
    album_until: datetime | None = None
    carrier_id: int | None = None


class BatchRepository(Protocol):
    """The batches side of a transaction."""

    async def add_batch(self, batch: Batch) -> Batch:
        """Store a new batch; returns it with its id."""
        ...

    async def batch(self, batch_id: int) -> Batch | None:
        """The batch, or None."""
        ...

    async def save_batch(self, batch: Batch) -> None:
        """Write back whether it gathers, until when, and by which part."""
        ...

    async def make_due(self, generation_ids: Sequence[int], due_at: datetime) -> None:
        """Let the delivery of these generations be due then, as far as they are ready; nothing else of them changes."""
        ...
