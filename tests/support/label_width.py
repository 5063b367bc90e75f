"""How wide a label is on a phone, and how much room its button has.

The phone is 390 pixels wide (the common width of iPhones and of most Android phones, in CSS pixels). Telegram's
clients set a button's label in 15 pixels of Roboto or San Francisco on one line and cut what does not fit.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final

from PIL import ImageFont

import handlers

_FONT: Final = Path(handlers.__file__).parent / "fonts" / "DejaVuSans.ttf"
_SIZE: Final = 13.5
"""DejaVu Sans is a ninth wider than Roboto: 13.5 pixels of it are as wide as 15 of Roboto."""
_EMOJI_WIDTH: Final = 19
"""Pixels: an emoji beside letters of 15 pixels; the font has none."""
_EMOJI: Final = re.compile("[\U0001f000-\U0001faff☀-➿⬀-⯿⏩-⏿][\ufe0f\u200d]*")

_ROW: Final = 344
"""Pixels: a message with buttons on a phone of 390, between its margins."""
_GAP: Final = 4
_PADDING: Final = 8


def room(buttons: int) -> float:
    """Pixels that the label of a button has in a row of so many."""
    return (_ROW - _GAP * (buttons - 1)) / buttons - 2 * _PADDING


def width(label: str) -> float:
    """Pixels that a label takes on one line."""
    emoji = len(_EMOJI.findall(label))
    return _font().getlength(_EMOJI.sub("", label)) + emoji * _EMOJI_WIDTH


@functools.cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), _SIZE)
