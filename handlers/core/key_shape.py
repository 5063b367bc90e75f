"""Whether words hold what looks like a KIE key."""

from __future__ import annotations

import re

_HEXADECIMAL = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])")
"""A key as kie.ai/api-key shows it (observed)."""

_ONE_WORD = re.compile(r"[0-9A-Za-z_-]{24,200}")
_CHARGE = re.compile(r"stx[0-9A-Za-z_-]+")
"""Telegram's id of a payment in Stars (observed): people send it alone when something is wrong with the payment."""

_DIGITS_AT_LEAST = 8
"""Random characters hold many digits; words that people write in one piece hold few."""

_AROUND = 200
"""Characters of a message that says little more than a key; in longer texts such a word may be anything."""


def key_in(text: str) -> str | None:
    """What looks like a key in a short message, or the whole of it where that is one word with many digits."""
    said = text.strip()
    if len(said) > _AROUND or _CHARGE.fullmatch(said):
        return None
    if found := _HEXADECIMAL.search(said):
        return found[0]
    digits = sum(letter.isdigit() for letter in said)
    is_key = _ONE_WORD.fullmatch(said) and _DIGITS_AT_LEAST <= digits < len(said)
    return said if is_key else None
