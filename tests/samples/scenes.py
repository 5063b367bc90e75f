"""The four scenes of the welcome video: a dawn, a paper boat, a voice, a record. Drawn at twice the size, for soft edges."""

from __future__ import annotations

import math
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (960, 720)
"""Pixels of a scene before it is shrunk."""

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _sky(*stops: Colour) -> Image.Image:
    """A vertical gradient through the colours."""
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        place = y / (SIZE[1] - 1) * (len(stops) - 1)
        first = min(int(place), len(stops) - 2)
        column.putpixel((0, y), _mixed(stops[first], stops[first + 1], place - first))
    return column.resize(SIZE)


def _glow(picture: Image.Image, centre: tuple[float, float], radius: float, colour: Colour) -> Image.Image:
    """A soft light around a point."""
    mask = Image.new("L", (SIZE[0] // 8, SIZE[1] // 8))
    x, y, reach = centre[0] / 8, centre[1] / 8, radius / 8
    ImageDraw.Draw(mask).ellipse((x - reach, y - reach, x + reach, y + reach), fill=150)
    mask = mask.filter(ImageFilter.GaussianBlur(reach / 2)).resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, colour), picture, mask)


def dawn(time: float) -> Image.Image:
    """The sun rises behind hills that pass by at their own speeds; `time` from 0 to 1."""
    picture = _sky((38, 34, 86), (176, 84, 120), (255, 178, 122))
    x, y = SIZE[0] * 0.62, SIZE[1] * (0.66 - 0.3 * time)
    picture = _glow(picture, (x, y), 190, (255, 226, 170))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((x - 62, y - 62, x + 62, y + 62), fill=(255, 240, 206))
    for number in range(5):
        _bird(
            pen,
            180 + number * 74 + 190 * time,
            150 + 34 * math.sin(number * 2.1) - 40 * time,
            time * 9 + number,
        )
    for layer in range(4):
        _hills(pen, layer, shift=time * (40 + 70 * layer))
    return picture


def _bird(pen: ImageDraw.ImageDraw, x: float, y: float, phase: float) -> None:
    lift = 9 * math.sin(phase * 2)
    pen.line((x - 20, y - lift, x, y, x + 20, y - lift), fill=(60, 40, 80), width=5, joint="curve")


def _hills(pen: ImageDraw.ImageDraw, layer: int, *, shift: float) -> None:
    colour = _mixed((150, 84, 128), (28, 26, 60), layer / 3)
    base = SIZE[1] * (0.52 + 0.13 * layer)
    points = [
        (
            x,
            base
            - 46 * math.sin((x + shift) / (150 - 18 * layer) + layer * 2)
            - 22 * math.sin((x + shift) / 61 + layer),
        )
        for x in range(-10, SIZE[0] + 20, 10)
    ]
    pen.polygon([*points, (SIZE[0] + 10, SIZE[1]), (-10, SIZE[1])], fill=colour)


def boat(time: float) -> Image.Image:
    """A paper boat below a large moon; the view comes slowly nearer."""
    picture = _sky((10, 22, 56), (26, 62, 110), (60, 120, 150))
    picture = _glow(picture, (330, 220), 210, (196, 220, 240))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((230, 120, 430, 320), fill=(246, 240, 222))
    dice = Random(7)
    for _ in range(60):
        x, y, size = dice.randrange(SIZE[0]), dice.randrange(330), dice.choice((1, 2, 2, 3))
        pen.ellipse((x, y, x + size, y + size), fill=(220, 230, 245))
    _sea(pen, time, range(3))
    _paper_boat(pen, 590, 470 + 8 * math.sin(time * math.tau))
    _sea(pen, time, range(3, 6))
    near = 1 + 0.1 * time
    width, height = round(SIZE[0] / near), round(SIZE[1] / near)
    left, top = (SIZE[0] - width) * 0.55, (SIZE[1] - height) * 0.6
    return picture.resize(SIZE, Image.Resampling.BICUBIC, (left, top, left + width, top + height))


def _sea(pen: ImageDraw.ImageDraw, time: float, layers: range) -> None:
    for layer in layers:
        base = 470 + layer * 44
        points = [
            (x, base + 10 * math.sin(x / (70 + 8 * layer) + time * 3 * (1 if layer % 2 else -1) + layer))
            for x in range(-10, SIZE[0] + 20, 10)
        ]
        colour = _mixed((42, 98, 136), (8, 26, 54), layer / 5)
        pen.polygon([*points, (SIZE[0] + 10, SIZE[1]), (-10, SIZE[1])], fill=colour)


def _paper_boat(pen: ImageDraw.ImageDraw, x: float, y: float) -> None:
    pen.polygon(((x - 4, y - 120), (x - 4, y + 6), (x - 78, y + 6)), fill=(250, 246, 236))
    pen.polygon(((x - 4, y - 120), (x - 4, y + 6), (x + 74, y + 6)), fill=(222, 214, 204))
    pen.polygon(
        ((x - 136, y - 14), (x - 4, y + 20), (x + 130, y - 14), (x + 78, y + 62), (x - 84, y + 62)),
        fill=WHITE,
    )
    pen.polygon(((x - 4, y + 20), (x + 130, y - 14), (x + 78, y + 62), (x - 4, y + 62)), fill=(232, 226, 218))


def voice(time: float) -> Image.Image:
    """A voice as bars that rise and fall as syllables do."""
    picture = _sky((10, 64, 72), (16, 106, 100), (70, 164, 130))
    picture = _glow(picture, (SIZE[0] / 2, SIZE[1] / 2), 240, (150, 226, 190))
    pen = ImageDraw.Draw(picture)
    count = 25
    for number in range(count):
        syllable = abs(math.sin(number * 0.55 + time * 5)) * abs(math.sin(number * 0.21 - time * 7))
        height = 24 + 210 * syllable * math.sin(math.pi * (number + 0.5) / count)
        x = SIZE[0] / 2 + (number - (count - 1) / 2) * 30
        colour = _mixed((255, 214, 140), (255, 250, 240), number / count)
        pen.rounded_rectangle((x - 9, SIZE[1] / 2 - height, x + 9, SIZE[1] / 2 + height), 9, fill=colour)
    return picture


def record(time: float) -> Image.Image:
    """A record that turns, and what it plays as a row of bars."""
    picture = _sky((52, 18, 66), (124, 34, 96), (224, 96, 100))
    pen = ImageDraw.Draw(picture)
    x, y = SIZE[0] / 2, 320
    for radius, colour in ((236, (20, 14, 26)), (96, (250, 190, 110)), (12, (20, 14, 26))):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    for radius in range(112, 232, 12):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(44, 32, 52), width=2)
    for half in (0, 180):
        start = time * 360 + half
        for radius in (130, 160, 190, 220):
            pen.arc(
                (x - radius, y - radius, x + radius, y + radius),
                start,
                start + 38,
                fill=(110, 92, 120),
                width=5,
            )
    angle = math.radians(time * 360)
    for turn in (0.0, math.pi):
        spot = (x + 58 * math.cos(angle + turn), y + 58 * math.sin(angle + turn))
        pen.ellipse((spot[0] - 12, spot[1] - 12, spot[0] + 12, spot[1] + 12), fill=(176, 60, 90))
    for number in range(24):
        height = 14 + 62 * abs(math.sin(time * 8 + number * 1.3) * math.sin(number * 0.7 + time * 3))
        left = SIZE[0] / 2 + (number - 12) * 34
        pen.rounded_rectangle((left, 690 - height, left + 22, 690), 8, fill=(255, 226, 200))
    return picture
