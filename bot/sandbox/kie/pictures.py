"""Pictures drawn from a prompt: a gradient whose colours come from the prompt's hash, with the prompt on it.

The built-in font of Pillow has no Cyrillic. A system font is used where one is found (DejaVu, Liberation, Noto,
Arial); elsewhere Cyrillic is written in Latin letters, so that nothing needs to be shipped or installed.
"""

from __future__ import annotations

import hashlib
import math
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from bot.sandbox.kie.prompt_reading import Shot

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Colour = tuple[int, int, int]

_FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf", "arial.ttf")
_LATIN = dict(zip("абвгдезийклмнопрстуфыэъь", "abvgdeziyklmnoprstufye''", strict=True)) | {
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
}


def palette(prompt: str, variant: int = 0) -> tuple[Colour, Colour, Colour]:
    """Return the two ends of the gradient (dark enough for white letters) and a bright accent."""
    digest = hashlib.sha256(f"{prompt}\0{variant}".encode()).digest()
    top, bottom, accent = digest[0:3], digest[3:6], digest[6:9]
    return (
        (top[0] // 2, top[1] // 2, top[2] // 2),
        (bottom[0] // 2 + 30, bottom[1] // 2 + 30, bottom[2] // 2 + 30),
        (accent[0] // 2 + 128, accent[1] // 2 + 128, accent[2] // 2 + 128),
    )


def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """Paint a vertical gradient."""
    mask = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), mask)


def draw_picture(shot: Shot, references: Sequence[Path] = ()) -> Image.Image:
    """Draw the picture of a shot, with up to four references shown in its upper half."""
    size = (shot.width, shot.height)
    top, bottom, accent = palette(shot.prompt, shot.variant)
    picture = gradient(size, top, bottom)
    if references:
        _paste_references(picture, references, accent)
    else:
        _draw_sun(picture, shot, accent)
    write_prompt(picture, shot.prompt)
    return picture


def draw_cutout(shot: Shot, references: Sequence[Path] = ()) -> Image.Image:
    """Cut an oval out of the reference (or of a drawn picture) and leave the rest transparent."""
    opened = open_reference(references[0]) if references else None
    picture = (opened or draw_picture(shot)).convert("RGBA")
    picture.thumbnail((shot.width, shot.width))
    mask = Image.new("L", picture.size, 0)
    across, down = picture.size
    ImageDraw.Draw(mask).ellipse((across * 0.1, down * 0.05, across * 0.9, down * 0.95), fill=255)
    picture.putalpha(mask)
    return picture


def open_reference(path: Path) -> Image.Image | None:
    """Open an uploaded reference as a picture; a video or a sound has no picture to show."""
    try:
        with Image.open(path) as opened:
            upright = ImageOps.exif_transpose(opened)
            return upright.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def write_prompt(picture: Image.Image, prompt: str) -> None:
    """Write the prompt on the lower third, wrapped, at most four lines."""
    points = max(14, picture.width // 24)
    font, speaks_cyrillic = _font(points)
    words = prompt if speaks_cyrillic else in_latin(prompt)
    columns = max(8, int(picture.width * 0.9 / (points * 0.58)))
    lines = textwrap.wrap(" ".join(words.split())[:1000], columns, max_lines=4, placeholder=" ...")
    pen = ImageDraw.Draw(picture)
    y = picture.height * 0.94 - len(lines) * points * 1.25
    for line in lines:
        pen.text((picture.width * 0.05 + 1, y + 1), line, font=font, fill=(0, 0, 0))
        pen.text((picture.width * 0.05, y), line, font=font, fill=(255, 255, 255))
        y += points * 1.25


def in_latin(text: str) -> str:
    """Write Russian letters in Latin ones, for machines without a Cyrillic font."""
    return "".join(_LATIN.get(letter) or _capital(letter) for letter in text)


def _capital(letter: str) -> str:
    """Write a capital Russian letter in Latin; any other letter stays."""
    latin = _LATIN.get(letter.lower())
    return latin.capitalize() if latin else letter


@lru_cache(maxsize=16)
def _font(points: int) -> tuple[Font, bool]:
    """Find a font that has Cyrillic, or the built-in one; the flag tells which."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, points), True
        except OSError:
            continue
    return ImageFont.load_default(size=points), False


def _draw_sun(picture: Image.Image, shot: Shot, accent: Colour) -> None:
    angle = (shot.variant + 1) * 1.7 + len(shot.prompt)
    radius = min(picture.size) * 0.18
    x = picture.width * (0.5 + 0.28 * math.cos(angle))
    y = picture.height * (0.32 + 0.1 * math.sin(angle))
    ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), fill=accent)


def _paste_references(picture: Image.Image, references: Sequence[Path], accent: Colour) -> None:
    """Show the references side by side in a frame, as proof that they reached KIE."""
    opened = [image for path in references[:4] if (image := open_reference(path)) is not None]
    if not opened:
        return
    cell = picture.width // len(opened)
    box = (int(cell * 0.84), int(picture.height * 0.56))
    pen = ImageDraw.Draw(picture)
    for place, reference in enumerate(opened):
        reference.thumbnail(box)
        x = place * cell + (cell - reference.width) // 2
        y = int(picture.height * 0.05)
        pen.rectangle((x - 4, y - 4, x + reference.width + 3, y + reference.height + 3), fill=accent)
        picture.paste(reference, (x, y))
