"""Telegram's colours (Bot API, ThemeParams): kept in a cookie as what they are, and given back as variables of CSS."""

from __future__ import annotations

import json
import re
from typing import Final

THEME_COOKIE: Final = "kiosk_console_theme"

_COLOURS: Final = (
    "bg_color",
    "secondary_bg_color",
    "section_bg_color",
    "text_color",
    "hint_color",
    "link_color",
    "button_color",
    "button_text_color",
)
_LARGEST: Final = 4_096
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def packed_theme(parameters: str) -> str:
    """Telegram's parameters as the value of a cookie: a colour or nothing for each that is known. Empty without any."""
    if len(parameters) > _LARGEST:
        return ""
    try:
        given = json.loads(parameters or "{}")
    except (ValueError, RecursionError):
        return ""
    if not isinstance(given, dict):
        return ""
    colours = [str(given.get(name, "")) for name in _COLOURS]
    packed = [colour[1:] if _COLOUR.fullmatch(colour) else "" for colour in colours]
    return ".".join(packed) if any(packed) else ""


def theme_css(packed: str) -> str:
    """The variables behind a cookie's value; whatever is no colour is left out."""
    colours = dict(zip(_COLOURS, packed.split("."), strict=False))
    lines = [
        f"--tg-theme-{name.replace('_', '-')}:#{colour}"
        for name, colour in colours.items()
        if _COLOUR.fullmatch(f"#{colour}")
    ]
    return f":root{{{';'.join(lines)}}}\n" if lines else ""
