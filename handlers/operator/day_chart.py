"""Bars for each day, as a picture: panels below each other, each with one or more rows of figures."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH: Final = 1080
HEIGHT: Final = 720
"""Of a picture with one panel, in pixels."""
_PANEL: Final = 300
"""The height of each of several panels."""
_FONT: Final = Path(__file__).parents[1] / "fonts" / "DejaVuSans.ttf"
_MARGIN: Final = 64
_TITLE: Final = 108
_LEGEND: Final = 88
_BOTTOM: Final = 96
_LABELS: Final = 6
_LABEL_HEIGHT: Final = 44
_PAPER, _INK, _PALE, _LINE = "#ffffff", "#17212b", "#6b7885", "#e8edf2"
_COLOURS: Final = ("#3390ec", "#e8803c", "#31a36c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of a chart.

    Attributes:
        names: of its rows of figures.
        days: the figures of each day, one for each name; below zero where more went out, None where there is none.
        write: a figure in words.
        least_most: what the highest line stands for at least.
        colour: of the first row, by its number.
    """

    names: Sequence[str]
    days: Sequence[Sequence[Decimal | None]]
    write: Callable[[Decimal], str]
    least_most: Decimal = Decimal("0.01")
    colour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of days: its title, each day's label, and its panels."""

    title: str
    labels: Sequence[str]
    panels: Sequence[Panel]


async def drawn(chart: Chart) -> bytes:
    """The chart as PNG, drawn beside the updates."""
    return await asyncio.to_thread(draw, chart)


def draw(chart: Chart) -> bytes:
    """The chart as PNG."""
    from PIL import Image, ImageDraw, ImageFont  # loaded when the first chart is asked for

    each = HEIGHT - _TITLE - _BOTTOM if len(chart.panels) == 1 else _PANEL
    height = _TITLE + each * len(chart.panels) + _BOTTOM
    picture = Image.new("RGB", (WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(picture)
    large, small = (
        ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC) for size in (44, 30)
    )
    pen.text((_MARGIN, 40), chart.title, font=large, fill=_INK)
    for place, panel in enumerate(chart.panels):
        top = _TITLE + each * place
        _legend(pen, panel, top + 14, small)
        _bars(pen, panel, (top + _LEGEND, top + each), small)
    every = max(1, -(-len(chart.labels) // _LABELS))
    for place, (left, label) in enumerate(zip(_lefts(len(chart.labels)), chart.labels, strict=True)):
        if place % every == 0:
            pen.text((float(left), height - _BOTTOM + 24), label, font=small, fill=_PALE)
    target = io.BytesIO()
    picture.quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()


def _legend(pen: ImageDraw, panel: Panel, top: int, font: FreeTypeFont) -> None:
    left = _MARGIN
    for name, colour in zip(panel.names, _COLOURS[panel.colour :], strict=False):
        pen.rounded_rectangle((left, top, left + 28, top + 28), radius=6, fill=colour)
        pen.text((left + 42, top - 4), name, font=font, fill=_PALE)
        left += 42 + round(font.getlength(name)) + 48


def _bars(pen: ImageDraw, panel: Panel, edges: tuple[int, int], font: FreeTypeFont) -> None:
    figures = [figure for day in panel.days for figure in day if figure is not None]
    most, least = max([*figures, panel.least_most]), min([*figures, Decimal(0)])
    top, bottom = edges

    def at(figure: Decimal) -> int:
        return top + round((most - figure) * (bottom - top) / (most - least))

    for line in {most, Decimal(0), least}:
        pen.line((_MARGIN, at(line), WIDTH - _MARGIN, at(line)), fill=_LINE, width=3)
    # Zero says itself; what is hardly below it would be written over the bars.
    for line in [most, *([least] if at(least) - at(Decimal(0)) > _LABEL_HEIGHT else [])]:
        pen.text((WIDTH - _MARGIN, at(line) - 36), panel.write(line), font=font, fill=_PALE, anchor="ra")
    room = _room(len(panel.days))
    width = Decimal("0.8") / max(1, len(panel.names))
    for left, day in zip(_lefts(len(panel.days)), panel.days, strict=True):
        for which, (figure, colour) in enumerate(zip(day, _COLOURS[panel.colour :], strict=False)):
            if figure:
                x = left + room * (Decimal("0.1") + which * width)
                ends = sorted((at(figure), at(Decimal(0))))
                right = max(x + room * width * Decimal("0.95"), x + 1)
                pen.rectangle((float(x), ends[0], float(right), max(ends[1], ends[0] + 2)), fill=colour)


def _room(days: int) -> Decimal:
    return Decimal(WIDTH - 2 * _MARGIN) / max(1, days)


def _lefts(days: int) -> Iterator[Decimal]:
    room = _room(days)
    return (_MARGIN + room * place for place in range(days))
