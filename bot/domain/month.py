"""A month of the calendar, in UTC, as the dates are that people see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

_WRITTEN: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_LAST: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month; written `2026-11`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The month that is written there, None when it is none."""
        written = _WRITTEN.fullmatch(text.strip())
        return cls(int(written[1]), int(written[2])) if written else None

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """The month that a moment is in."""
        here = moment.astimezone(UTC)
        return cls(here.year, here.month)

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.number, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.next.begin

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.number // _LAST, self.number % _LAST + 1)

    @property
    def previous(self) -> Month:
        """The month before it."""
        return Month(self.year - (self.number == 1), (self.number - 2) % _LAST + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"
