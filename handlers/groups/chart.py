"""A table of credits as a picture: a row and a bar for everybody, wide enough letters for a phone.

Names come from people: whatever the font has no sign for is left out, so is what turns or stacks letters, and what is
too long is cut. Nothing here is markup.
"""

from __future__ import annotations

import asyncio
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MOST_ROWS: Final = 12
"""People in one picture; the last row may stand for all others."""
WIDTH: Final = 1080
"""Pixels, as wide as a phone's screen."""

_FONT: Final = Path(__file__).parents[1] / "fonts" / "DejaVuSans.ttf"
_MARGIN: Final = 64
_HEAD: Final = 236
_ROW: Final = 148
_BAR: Final = 26
_PAPER, _INK, _PALE, _TRACK, _FILL = "#ffffff", "#17212b", "#6b7885", "#e8edf2", "#3390ec"
_INVISIBLE: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}
"""Categories of signs that are not seen, turn the writing, or stack upon each other."""
_NO_SIGN: Final = "\U0010fffd"
"""What no font has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    Attributes:
        name: whose.
        stands_for: said when nothing of the name can be drawn.
        amount: decides the length of the bar, 0 or more.
        label: the amount in words.
        detail: what it went to.
    """

    name: str
    stands_for: str
    amount: int
    label: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A table.

    Attributes:
        title: over it.
        stands_for: said when nothing of the title can be drawn.
        lines: two lines below the title.
        rows: the most first; at most `MOST_ROWS` are drawn.
    """

    title: str
    stands_for: str
    lines: tuple[str, str]
    rows: Sequence[Row]


async def drawn(chart: Chart) -> bytes:
    """The chart as PNG, drawn beside the updates."""
    return await asyncio.to_thread(draw, chart)


def draw(chart: Chart) -> bytes:
    """The chart as PNG."""
    from PIL import Image, ImageDraw, ImageFont  # loaded when the first chart is asked for

    rows = chart.rows[:MOST_ROWS]
    picture = Image.new("RGB", (WIDTH, _HEAD + _ROW * len(rows) + _MARGIN // 2), _PAPER)
    pen = ImageDraw.Draw(picture)
    # The basic layout: with hostile names the clever one has nothing to add but risk.
    large, middle, small = (
        ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC) for size in (52, 38, 30)
    )
    _write(pen, large, _MARGIN, 48, drawable(large, chart.title) or chart.stands_for, _INK, WIDTH - _MARGIN)
    for place, line in enumerate(chart.lines):
        _write(pen, small, _MARGIN, 126 + 44 * place, line, _PALE, WIDTH - _MARGIN)
    most = max((row.amount for row in rows), default=0)
    for place, row in enumerate(rows):
        _row(pen, middle, small, _HEAD + _ROW * place, row, most)
    target = io.BytesIO()
    picture.quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()


def drawable(font: FreeTypeFont, text: str) -> str:
    """What of a text can be drawn, on one line."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    missing = _shape(font, _NO_SIGN)
    kept = [
        sign
        for sign in composed
        if sign == " "
        or (unicodedata.category(sign) not in _INVISIBLE and _shape(font, sign) not in (missing, b""))
    ]
    return " ".join("".join(kept).split())


def _row(pen: ImageDraw, middle: FreeTypeFont, small: FreeTypeFont, top: int, row: Row, most: int) -> None:
    right = WIDTH - _MARGIN
    width = round(middle.getlength(row.label))
    pen.text((right - width, top), row.label, font=middle, fill=_INK)
    name = drawable(middle, row.name) or row.stands_for
    _write(pen, middle, _MARGIN, top, name, _INK, right - width - _MARGIN // 2)
    track = (_MARGIN, top + 54, right, top + 54 + _BAR)
    pen.rounded_rectangle(track, radius=_BAR // 2, fill=_TRACK)
    if row.amount and most:
        length = max(_BAR, round((right - _MARGIN) * row.amount / most))
        pen.rounded_rectangle((_MARGIN, track[1], _MARGIN + length, track[3]), radius=_BAR // 2, fill=_FILL)
    _write(pen, small, _MARGIN, top + 88, row.detail, _PALE, right)


def _write(
    pen: ImageDraw, font: FreeTypeFont, left: int, top: int, text: str, colour: str, right: int
) -> None:
    """Text from here to `right` at most; cut with an ellipsis."""
    shown = text[:200]
    if font.getlength(shown) > right - left:
        while shown and font.getlength(shown + "…") > right - left:
            shown = shown[:-1]
        shown = shown.rstrip() + "…"
    pen.text((left, top), shown, font=font, fill=colour)


def _shape(font: FreeTypeFont, sign: str) -> bytes:
    """How a sign looks; equal for everything that the font does not have."""
    return bytes(font.getmask(sign))
