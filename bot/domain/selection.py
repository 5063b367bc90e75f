"""Pictures of which a recipe goes on with one: the row that says that a person is still to choose, and until when.

Nothing is held while it waits. The pictures are generations of one or more batches, each paid as it came; the film is a quote
of its own, whose price is asked for after the choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, Self

from bot.domain.generation import Generation

REMIND_AFTER: Final = timedelta(hours=24)
"""After the pictures came: then its person is reminded, once."""

OVER_AFTER: Final = timedelta(days=7)
"""After the pictures came: then nothing waits for a choice any more."""


class SelectionState(StrEnum):
    """Where a selection is in its life."""

    MAKING = "making"
    """Its pictures are being made; none has come that can be chosen."""
    CHOOSING = "choosing"
    """A person is to choose."""
    CHOSEN = "chosen"
    """What follows was confirmed with one of them."""
    STOPPED = "stopped"
    """A person does not want to go on."""
    OVER = "over"
    """No one chose in time, or no picture came."""


ENDED: Final = frozenset({SelectionState.STOPPED, SelectionState.OVER})
"""States in which none of its pictures is chosen any more; they stay, as results like any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """One run of a recipe that waits for a choice.

    Attributes:
        id: row id, 0 before it is stored; never used again.
        person_id: who has started the recipe.
        chat_id: where.
        quote_id: the quote whose steps are the first pictures; it says recipe, words and media.
        again: whether other pictures can be made instead of choosing.
        state: where it is.
        created_at: when the first pictures were confirmed.
        until: when it is over; None before the first picture came.
        due_at: when something is to be said or done next; None when nothing is.
        reminded: whether the reminder was sent.
    """

    id: int = 0
    person_id: int
    chat_id: int
    quote_id: int
    again: bool
    state: SelectionState = SelectionState.MAKING
    created_at: datetime
    until: datetime | None = None
    due_at: datetime | None = None
    reminded: bool = False

    @property
    def is_ended(self) -> bool:
        """Whether none of its pictures is chosen any more."""
        return self.state in ENDED

    def waiting(self, now: datetime) -> Self:
        """This selection when pictures have come: the time to choose begins, also anew."""
        return replace(
            self,
            state=SelectionState.CHOOSING,
            until=now + OVER_AFTER,
            due_at=now + REMIND_AFTER,
            reminded=False,
        )

    def ended(self, state: SelectionState) -> Self:
        """This selection when nothing is left to be said about it."""
        return replace(self, state=state, due_at=None)


class SelectionRepository(Protocol):
    """The selections' side of a transaction."""

    async def add_selection(self, selection: Selection) -> Selection:
        """Store a new selection; returns it with its id."""
        ...

    async def selection(self, selection_id: int) -> Selection | None:
        """The selection, or None."""
        ...

    async def save_selection(self, selection: Selection) -> None:
        """Write back what changes of it: state, moments, and whether its person was reminded."""
        ...

    async def selections_waiting(self, person_id: int) -> Sequence[Selection]:
        """Those of a person in which one is to be chosen, the oldest first."""
        ...

    async def pictures_of(self, selection_id: int) -> Sequence[Generation]:
        """The generations of its batches, in the order in which they were confirmed."""
        ...

    async def cancel_quotes_of_selection(self, selection_id: int, at: datetime) -> int:
        """Note that every unused quote of a selection is over. Returns how many were open."""
        ...


class SelectionSchedule(Protocol):
    """Which selections something is to be said about."""

    async def due_selections(self, now: datetime, limit: int) -> Sequence[Selection]:
        """Those that are due, the one due longest first."""
        ...
