"""Examples of what models make: recorded once at the operator's expense, or proposed by the person who made one.

An example is a finished generation that everybody may see, with its words and options. Its files are the generation's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.catalog.spec import Kind


class ExampleState(StrEnum):
    """Where an example is in its life."""

    WANTED = "wanted"
    """The operator wants it recorded; nothing has been asked of KIE."""
    RECORDING = "recording"
    """Its generation is under way."""
    PROPOSED = "proposed"
    """A person lets their result be one; the operator has not decided."""
    SHOWN = "shown"
    """Everybody sees it."""
    DECLINED = "declined"
    """The operator does not take it."""
    FAILED = "failed"
    """It could not be recorded, or its file is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example.

    Attributes:
        id: row id; it travels in links and buttons.
        model: slug.
        kind: what the model makes.
        state: see `ExampleState`.
        recording: the model with the version of its recording; empty when a person proposed it.
        prompt: the words.
        choices: the options.
        generation_id: what made it; None before that has begun.
        proposed_by: the person; None when it is a recording.
        at: when it entered its state.
    """

    id: int = 0
    model: str
    kind: Kind
    state: ExampleState
    recording: str = ""
    prompt: str
    choices: Mapping[str, str] = field(default_factory=dict)
    generation_id: int | None = None
    proposed_by: int | None = None
    at: datetime


class ExampleRepository(Protocol):
    """Examples within a transaction."""

    async def add_example(self, example: Example) -> Example | None:
        """Store it (its id is ignored); None when its recording or its generation is an example already.

        A recording that has failed is wanted again instead.
        """
        ...

    async def example(self, example_id: int) -> Example | None:
        """The example, or None."""
        ...

    async def examples_in(self, state: ExampleState, limit: int) -> Sequence[Example]:
        """The oldest ones in a state that does not last: wanted, recording or proposed."""
        ...

    async def move_example(
        self,
        example_id: int,
        before: ExampleState,
        after: ExampleState,
        at: datetime,
        *,
        generation_id: int | None = None,
    ) -> bool:
        """Change its state, and its generation when one is given; False when it is in another state by now."""
        ...

    async def retire_recordings(self, model: str, *, but: int) -> None:
        """Remove the model's earlier recordings: a newer version is shown."""
        ...

    async def proposed_count(self, person_id: int) -> int:
        """How many of the person's proposals wait for the operator."""
        ...


class ExampleReader(Protocol):
    """Reads examples."""

    async def find(self, example_id: int) -> Example | None:
        """The example in whatever state, or None."""
        ...

    async def of_model(self, model: str) -> Example | None:
        """The newest one of the model that is shown."""
        ...

    async def recorded(self, recording: str) -> Example | None:
        """The recording, in whatever state."""
        ...

    async def kinds(self) -> Mapping[Kind, int]:
        """How many are shown of each kind that has any."""
        ...

    async def page(self, kind: Kind, *, offset: int, limit: int) -> Sequence[Example]:
        """Those of a kind that are shown, newest first."""
        ...

    async def oldest_proposal(self) -> Example | None:
        """The proposal that has waited longest for the operator."""
        ...
