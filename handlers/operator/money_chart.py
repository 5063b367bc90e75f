"""Two bars for each day: what the Stars that stay are worth, and what KIE took."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

WIDTH: Final = 1080
HEIGHT: Final = 720
_FONT: Final = Path(__file__).parents[1] / "fonts" / "DejaVuSans.ttf"
_MARGIN: Final = 64
_TOP: Final = 196
_BOTTOM: Final = 96
_LABELS: Final = 6
_LABEL_HEIGHT: Final = 44
_PAPER, _INK, _PALE, _LINE, _IN, _OUT = "#ffffff", "#17212b", "#6b7885", "#e8edf2", "#3390ec", "#e8803c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A chart.

    Attributes:
        title: over it.
        names: of what came in and of what went out.
        days: each day's label, and dollars in and out; below zero where more was returned than came in.
    """

    title: str
    names: tuple[str, str]
    days: Sequence[tuple[str, Decimal, Decimal]]


async def drawn(bars: Bars) -> bytes:
    """The chart as PNG, drawn beside the updates."""
    return await asyncio.to_thread(draw, bars)


def draw(bars: Bars) -> bytes:
    """The chart as PNG."""
    from PIL import Image, ImageDraw, ImageFont  # loaded when the first chart is asked for

    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    large, small = (
        ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC) for size in (44, 30)
    )
    pen.text((_MARGIN, 40), bars.title, font=large, fill=_INK)
    left = _MARGIN
    for name, colour in zip(bars.names, (_IN, _OUT), strict=True):
        pen.rounded_rectangle((left, 122, left + 28, 150), radius=6, fill=colour)
        pen.text((left + 42, 118), name, font=small, fill=_PALE)
        left += 42 + round(small.getlength(name)) + 48
    amounts = [amount for _, *both in bars.days for amount in both]
    most, least = max([*amounts, Decimal("0.01")]), min([*amounts, Decimal(0)])
    height = HEIGHT - _BOTTOM - _TOP

    def at(amount: Decimal) -> int:
        return _TOP + round((most - amount) * height / (most - least))

    for amount in {most, Decimal(0), least}:
        pen.line((_MARGIN, at(amount), WIDTH - _MARGIN, at(amount)), fill=_LINE, width=3)
    # Zero says itself; what is hardly below it would be written over the bars.
    for amount in [most, *([least] if at(least) - at(Decimal(0)) > _LABEL_HEIGHT else [])]:
        money = f"${amount:,.2f}".replace("$-", "−$")
        pen.text((WIDTH - _MARGIN, at(amount) - 36), money, font=small, fill=_PALE, anchor="ra")
    room = Decimal(WIDTH - 2 * _MARGIN) / max(1, len(bars.days))
    every = -(-len(bars.days) // _LABELS)
    for place, (label, *both) in enumerate(bars.days):
        begin = _MARGIN + room * place
        for which, (amount, colour) in enumerate(zip(both, (_IN, _OUT), strict=True)):
            if amount:
                x = begin + room * (Decimal("0.1") + which * Decimal("0.4"))
                ends = sorted((at(amount), at(Decimal(0))))
                right = max(x + room * Decimal("0.38"), x + 1)
                pen.rectangle((float(x), ends[0], float(right), max(ends[1], ends[0] + 2)), fill=colour)
        if place % every == 0:
            pen.text((float(begin), HEIGHT - _BOTTOM + 24), label, font=small, fill=_PALE)
    target = io.BytesIO()
    picture.quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()
