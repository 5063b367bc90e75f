"""What a benchmark finds, and the table that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

MEBIBYTE = 1024 * 1024

_HEAD = ("what", "median", "min", "max", "tail", "n", "beside it")


class BenchmarkFailed(Exception):
    """What was measured did not do what it should have done, so its speed means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured quantity.

    Attributes:
        what: what was measured, for the table.
        unit: of the values.
        values: one per repetition or per sample, never empty.
        tail: the percentile worth showing beside the median, None where there are too few values.
        beside: the same quantity of what it is compared with.
    """

    what: str
    unit: str
    values: Sequence[float]
    tail: int | None = None
    beside: Figure | None = None

    @property
    def median(self) -> float:
        """The middle value."""
        return median(self.values)

    def percentile(self, share: int) -> float:
        """The smallest value that at least `share` per cent of the values do not exceed."""
        ordered = sorted(self.values)
        return ordered[max(0, ceil(len(ordered) * share / 100) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table that also reads well as plain text."""
    rows = [_HEAD, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    tail = f"p{figure.tail} {_number(figure.percentile(figure.tail))}" if figure.tail is not None else "–"
    return (
        f"{figure.what}, {figure.unit}",
        _number(figure.median),
        _number(min(figure.values)),
        _number(max(figure.values)),
        tail,
        str(len(figure.values)),
        _beside(figure),
    )


def _beside(figure: Figure) -> str:
    other = figure.beside
    if other is None:
        return "–"
    spread = f"{_number(min(other.values))}–{_number(max(other.values))}"
    return f"{other.what}: {_number(other.median)} ({spread})"


def _number(value: float) -> str:
    """Three figures are all that a shared machine can promise."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
