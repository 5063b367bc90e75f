"""Opens a picture in a process of its own: bounded before it is unpacked. It imports nothing of the bot but the reader of headers."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.delivery.media.picture_header import read_picture_header

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS: Final = 64_000_000
"""A larger picture is not unpacked: it would take hundreds of megabytes. Telephones make pictures of up to 50 millions."""
MOST_SCALED_PIXELS: Final = 4 * MOST_PIXELS
"""The same for one that is unpacked at a fraction of its size."""

BROKEN: Final = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error)
"""What Pillow raises for a broken picture; SyntaxError is its word for a broken file."""


class PictureTooLarge(Exception):
    """It has more pixels than are unpacked. `width` and `height` are those."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__("too many pixels")
        self.width = width
        self.height = height


def open_picture(path: Path) -> Image:
    """Open a picture without unpacking it; `load_small` does that.

    Notes, profiles and Exif that are broken or too large are passed over: the picture is none the worse for them.

    Raises:
        PictureTooLarge: its header tells so many pixels that opening it could already be too much.
        One of BROKEN: it is no picture that Pillow can read.
    """
    from PIL import Image, ImageFile

    with path.open("rb") as file:
        header = read_picture_header(file)
    if header and header.pixels > (MOST_SCALED_PIXELS if header.scalable else MOST_PIXELS):
        raise PictureTooLarge(header.width, header.height)
    Image.MAX_IMAGE_PIXELS = None  # bounded here, and by the process's memory
    ImageFile.LOAD_TRUNCATED_IMAGES = (
        True  # forgives wrong checksums of notes, and those alone until it is loaded
    )
    try:
        return Image.open(path)
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def load_small(picture: Image, side: int) -> None:
    """Unpack a picture, at a fraction of its size where its format can do that and `side` pixels are enough.

    Raises:
        PictureTooLarge: even so it has too many pixels.
        One of BROKEN: it is broken.
    """
    width, height = picture.size
    picture.draft("RGB", (side, side))
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureTooLarge(width, height)
    picture.load()
