"""Everything that is stored about a person, as rows that can be read one after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class DataPlace:
    """Where in a person's data a read goes on.

    Attributes:
        section: number of the section.
        after: the key of the last row of it that was read; empty = from its start.
    """

    section: int = 0
    after: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRows:
    """Rows of one section.

    Attributes:
        section: its name.
        rows: as they stand in a file: names of values, and values that JSON knows.
        next: where to go on; None when this was all.
    """

    section: str
    rows: Sequence[Mapping[str, Any]]
    next: DataPlace | None


class PersonDataReader(Protocol):
    """Reads a person's data: theirs alone, with nothing of other people and no secrets."""

    async def rows(self, person_id: int, place: DataPlace, *, with_payments: bool) -> DataRows:
        """The next rows of a section, possibly none.

        Args:
            person_id: whose.
            place: where to go on.
            with_payments: whether sums of Stars are among them.
        """
        ...
