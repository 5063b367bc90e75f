"""Lists that are shown a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Which page of a list that can be counted is shown.

    Attributes:
        number: from 0.
        count: how many pages there are, at least 1: a list of nothing has an empty one.
        size: lines of a page.
    """

    number: int
    count: int
    size: int

    @classmethod
    def near(cls, wanted: int, *, total: int, size: int) -> Self:
        """The page that is asked for; the first or the last one instead of one that is not there (any more)."""
        count = max(1, -(-total // size))
        return cls(min(max(wanted, 0), count - 1), count, size)

    @property
    def offset(self) -> int:
        """How many lines stand before it."""
        return self.number * self.size

    def of(self, lines: Sequence[_Line]) -> Sequence[_Line]:
        """Its lines of all there are."""
        return lines[self.offset : self.offset + self.size]


@dataclass(frozen=True, slots=True)
class OpenPage(Generic[_Line]):
    """A page of a list that no one counts: one line more than a page is read, and is there when more follow.

    Attributes:
        lines: of this page.
        has_more: whether others follow.
    """

    lines: Sequence[_Line]
    has_more: bool

    @classmethod
    def of(cls, read: Sequence[_Line], size: int) -> Self:
        """Of what was read with the limit `limit(size)`."""
        return cls(read[:size], len(read) > size)

    @property
    def last(self) -> _Line | None:
        """The line behind which the next page begins; None when there is none."""
        return self.lines[-1] if self.has_more else None

    def behind(self, number: Callable[[_Line], int]) -> int | None:
        """The number of that line."""
        return number(self.lines[-1]) if self.has_more else None


def limit(size: int) -> int:
    """How many lines are read to show so many, and to know whether more follow."""
    return size + 1
