"""Charts as numbers for a template: where each bar stands in an SVG, and how high it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320
HEIGHT: Final = 96
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: place and size in the units of the drawing, with the label and the figure that it stands for."""

    x: float
    y: float
    width: float
    height: float
    label: str
    figure: int


def bars(points: Sequence[tuple[str, int]]) -> Sequence[Bar]:
    """Bars from left to right; the highest fills the drawing, and what is not zero can be seen."""
    if not points:
        return []
    most = max(1, *(figure for _, figure in points))
    step = WIDTH / len(points)
    made = []
    for place, (label, figure) in enumerate(points):
        height = max(2.0, HEIGHT * figure / most) if figure > 0 else 0.0
        made.append(
            Bar(
                x=round(place * step + _GAP / 2, 2),
                y=round(HEIGHT - height, 2),
                width=round(step - _GAP, 2),
                height=round(height, 2),
                label=label,
                figure=figure,
            )
        )
    return made
