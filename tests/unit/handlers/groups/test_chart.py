"""The spending table as a picture: bounded, readable, and safe with whatever people call themselves."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from handlers.groups import chart as charts
from handlers.groups.chart import MOST_ROWS, WIDTH, Chart, Row, draw, drawable, drawn

FONT = Path(charts.__file__).parents[1] / "fonts" / "DejaVuSans.ttf"
BLUE = (51, 144, 236)


def row(name: str = "Clara", amount: int = 10, detail: str = "Flux Pro 10") -> Row:
    """One line."""
    return Row(name=name, stands_for="4711", amount=amount, label=f"{amount} credits", detail=detail)


def table(*rows: Row, title: str = "Cats") -> Chart:
    """A chart of rows."""
    return Chart(title=title, stands_for="-100", lines=("today", "all"), rows=rows)


def seen(content: bytes) -> Image.Image:
    """The picture as a person sees it."""
    return Image.open(io.BytesIO(content)).convert("RGB")


async def test_bars_are_as_long_as_what_was_spent() -> None:
    """The dearest row fills its width, half of it half; nothing has no bar."""
    picture = seen(await drawn(table(row(amount=100), row(amount=50), row(amount=0))))
    assert picture.width == WIDTH
    blue = [sum(_near(picture.getpixel((x, y))) for x in range(WIDTH)) for y in range(picture.height)]
    lengths = sorted({length for length in blue if length > 100})
    assert lengths[-1] == pytest.approx(WIDTH - 128, abs=4)
    assert any(length == pytest.approx((WIDTH - 128) / 2, abs=4) for length in lengths)


def _near(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, BLUE, strict=True))


def test_a_picture_is_bounded() -> None:
    """Twelve rows at most, and far below what Telegram takes of a photo, however long the words are."""
    content = draw(table(*(row("Ж" * 300, 10**9, "w" * 5000) for _ in range(300)), title="Щ" * 999))
    assert len(content) < 300_000
    height = seen(content).height
    assert height == seen(draw(table(*(row() for _ in range(MOST_ROWS))))).height
    assert height + WIDTH < 10_000  # Bot API, sendPhoto


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Борис", "Борис"),
        ("Ann <3 & <b>co</b>", "Ann <3 & <b>co</b>"),
        ("a\nb\t c", "a b c"),
        ("Z\u0351\u036ba\u033el\u0335g\u0336o\u202eevil\u200b", "Zalgoevil"),
        ("й as two signs: и\u0306", "й as two signs: й"),
        ("名前", ""),
        ("Mia 名", "Mia"),
        ("\U000e0041\ud800x", "x"),
    ],
)
def test_names_are_what_can_be_drawn(name: str, shown: str) -> None:
    """No markup, no marks that stack or turn, no boxes for signs that the font does not have."""
    font = ImageFont.truetype(FONT, 30, layout_engine=ImageFont.Layout.BASIC)
    assert drawable(font, name) == shown


def test_who_cannot_be_drawn_is_a_number() -> None:
    """A name without a single sign that can be drawn has its number instead."""
    assert draw(table(row("名前"))) == draw(table(row("4711")))
    assert draw(table(row(""), title="猫")) == draw(table(row("4711"), title="-100"))
