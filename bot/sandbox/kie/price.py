"""What a task costs at the simulated KIE: rows with conditions, by the second, the picture, the character.

The rows are data beside the fields (`schemas/`), from KIE's price list. Amounts are exact decimals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

Measure = Callable[[str], float]
"""Tells the seconds of a video or sound by its address."""

TOKENS_PER_CHARACTER = Decimal("1.6")
"""Audio tokens that a spoken character takes: a client counts about 1,600 for 1,000 characters, a minute."""

AUTOMATIC_SECONDS = Decimal(5)
"""What a model makes here that chooses the length itself (a duration of -1)."""

_UNIT = re.compile(
    r"(?:(?P<what>seconds|thousand characters|million audio tokens) of )?(?P<field>\w+(?:\.\w+)?)"
)


class Asked(Protocol):
    """A request beside its defaults."""

    @property
    def body(self) -> Mapping[str, Any]:
        """As it came."""

    def value(self, name: str) -> Any:
        """A field's value, or its default, or None."""

    def has(self, name: str) -> bool:
        """Whether a field is there."""

    def fulfils(self, when: Mapping[str, tuple[Any, ...]], given: Any, absent: Any) -> bool:
        """Whether a condition holds."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What credits are multiplied by: a number in the request, or a measure of something in it.

    Attributes:
        what: empty for the number itself, else what is measured.
        field: whose; `turns.text` is every `text` of the list `turns`.
    """

    what: str
    field: str

    @classmethod
    def read(cls, words: str) -> Unit:
        """Read `duration`, `seconds of video_url`, `thousand characters of text`.

        Raises:
            ValueError: the words say nothing that is known.
        """
        match = _UNIT.fullmatch(words.strip())
        if match is None:
            raise ValueError(f"no unit: {words!r}")
        return cls(match["what"] or "", match["field"])

    def count(self, asked: Asked, measure: Measure) -> Decimal:
        """How many units a request takes; 0 when it has none."""
        found = list(_values(asked, self.field))
        match self.what:
            case "seconds":
                return Decimal(sum(math.ceil(measure(str(address))) for address in found))
            case "thousand characters":
                return Decimal(sum(len(str(words)) for words in found)) / 1000
            case "million audio tokens":
                return sum(len(str(words)) for words in found) * TOKENS_PER_CHARACTER / 1_000_000
            case _:
                amount = Decimal(str(found[0])) if found else Decimal(0)
                return AUTOMATIC_SECONDS if amount < 0 else amount

    def __str__(self) -> str:
        """As the list says it."""
        return f"{self.what} of {self.field}" if self.what else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """Credits when the condition holds.

    Attributes:
        credits: for one unit.
        when: values that fields must have.
        given, absent: fields that must, must not be there.
        per: what the credits are multiplied by; the first that counts something.
        count: fields whose media are counted, instead.
        free: how many of those cost nothing.
        most: the upper end, where only a range is known; the lower one is charged.
    """

    credits: Decimal
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    per: tuple[Unit, ...] = ()
    count: tuple[str, ...] = ()
    free: int = 0
    most: Decimal | None = None

    def amount(self, asked: Asked, measure: Measure) -> Decimal:
        """Credits that this row takes."""
        return self.credits * self._units(asked, measure)

    def _units(self, asked: Asked, measure: Measure) -> Decimal:
        if self.count:
            media = sum(len(list(_values(asked, name))) for name in self.count)
            return Decimal(max(0, media - self.free))
        if not self.per:
            return Decimal(1)
        counts = (unit.count(asked, measure) for unit in self.per)
        return next((count for count in counts if count > 0), Decimal(0))

    def __str__(self) -> str:
        """As KIE's page would say it."""
        conditions = [
            f"{name} {' or '.join(str(value).lower() if isinstance(value, bool) else str(value) for value in values)}"
            for name, values in self.when.items()
        ]
        conditions += [f"with {name}" for name in self.given] + [f"without {name}" for name in self.absent]
        unit = " or ".join(map(str, self.per)) or (
            f"each of {', '.join(self.count)}" if self.count else "request"
        )
        free = f", the first {self.free} free" if self.free else ""
        told = f" ({', '.join(conditions)})" if conditions else ""
        return f"{self.credits.normalize():f} credits per {unit}{told}{free}"


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one model: the first row that fits, and every addition that does."""

    rows: tuple[PriceRow, ...]
    plus: tuple[PriceRow, ...] = ()

    def credits(self, asked: Asked, measure: Measure) -> Decimal:
        """Exact credits for a checked request.

        Raises:
            LookupError: no row fits: the data of the model lack one.
        """
        row = next((row for row in self.rows if asked.fulfils(row.when, row.given, row.absent)), None)
        if row is None:
            raise LookupError(f"no price for {dict(asked.body)}")
        added = (one for one in self.plus if asked.fulfils(one.when, one.given, one.absent))
        return row.amount(asked, measure) + sum((one.amount(asked, measure) for one in added), Decimal(0))

    def __str__(self) -> str:
        """Say it as KIE's price page does: prose."""
        told = "; ".join(map(str, self.rows))
        return f"{told}. In addition: {'; '.join(map(str, self.plus))}." if self.plus else f"{told}."


def _values(asked: Asked, path: str) -> Iterator[Any]:
    """Every value at a path: of a list each item, of a list of objects each one's part."""
    name, _, part = path.partition(".")
    value = asked.value(name)
    for item in value if isinstance(value, list) else (value,):
        inner = item.get(part) if part and isinstance(item, dict) else item
        if inner is not None:
            yield inner
