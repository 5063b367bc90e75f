"""What of a request another model has to keep for it to be the same one: its length, its format, and what was chosen.

Models name the format differently: `aspect_ratio` has `16:9` where `size` has `landscape_16_9`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from bot.catalog.choices import canonical
from bot.catalog.spec import Offer, Option
from bot.errors import BadOption

_FORMATS: Final = ("aspect_ratio", "size")
"""Options that say the format."""
_EXACT: Final = ("duration", "voice")
"""Options that have the same value, also where it is only the default of one of the two models."""
_SIDES: Final = re.compile(r"(\d+)\D(\d+)", re.ASCII)
_AS_GIVEN: Final = frozenset({"", "auto", "adaptive"})
"""The format of the picture that is given, or the model's choice."""
_SQUARE: Final = "square"
_PORTRAIT: Final = "portrait"


def carried_over(offer: Offer, choices: Mapping[str, str], other: Offer) -> dict[str, str] | None:
    """The choices for another model, as far as it has to hear of them; None when it cannot keep one that was made.

    Args:
        offer: of the model that they were settled for.
        choices: complete ones.
        other: of the model that shall do the same.
    """
    kept: dict[str, str] = {}
    for name, value in choices.items():
        if name in _FORMATS:
            continue
        option = other.option(name)
        taken = _taken(option, value) if option is not None else ""
        if taken:
            kept[name] = taken
        elif not _is_default(offer, name, value):
            return None
    return {**kept, **_format_in(other, format_of(choices))}


def is_same(choices: Mapping[str, str], settled: Mapping[str, str]) -> bool:
    """Whether complete choices of two models make the same length, in the same format, with the same voice."""
    return format_of(choices) == format_of(settled) and all(
        choices.get(name) == settled.get(name) for name in _EXACT
    )


def format_of(choices: Mapping[str, str]) -> str:
    """`16:9` in its least numbers, or nothing where it is left to the picture that is given, or to the model."""
    said = next((choices[name] for name in _FORMATS if name in choices), "").casefold()
    if said in _AS_GIVEN:
        return ""
    if said.startswith(_SQUARE):
        return "1:1"
    sides = _SIDES.search(said)
    if sides is None:
        return said
    width, height = map(int, sides.groups())
    shared = math.gcd(width, height) or 1
    if said.startswith(_PORTRAIT):
        width, height = min(width, height), max(width, height)
    return f"{width // shared}:{height // shared}"


def _format_in(offer: Offer, wanted: str) -> dict[str, str]:
    """The format in the model's own words; nothing where it has no option for it, or not this one."""
    for name in _FORMATS:
        option = offer.option(name)
        for value in option.choices if option is not None else ():
            if format_of({name: value}) == wanted:
                return {name: value}
    return {}


def _taken(option: Option, value: str) -> str:
    try:
        return canonical(option, value)
    except BadOption:
        return ""


def _is_default(offer: Offer, name: str, value: str) -> bool:
    option = offer.option(name)
    return option is not None and value == option.default
