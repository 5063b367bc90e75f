"""Which part of a request an error text of KIE is about, as far as the model's file says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.catalog.spec import Offer

PROMPT: Final = "prompt"
REFERENCE: Final = "references"
CHARACTER: Final = "character"
"""What is no option: answers of `field_of` beside the names of options. Our own words say it of a character's picture."""

_SHORTEST: Final = 4
"""Letters below which a name is only found as a word of its own."""
_MEDIA: Final = ("image", "photo", "picture", "video", "audio", "file", "reference")
_WORDS: Final = ("prompt", "text", "script", "lyrics")


def field_of(offer: Offer, complaint: str) -> str:
    """The option's name, `prompt`, `references` or `character`; empty when the words do not tell.

    Args:
        offer: what was asked for.
        complaint: the supplier's words, or those of our own check.
    """
    said = complaint.casefold()
    if said.startswith(f"{CHARACTER}: "):
        return CHARACTER
    renamed = {
        old: new for route in (*offer.routes, *offer.legacy_routes) for old, new in route.names.items()
    }
    for option in offer.options:
        names = {option.name, option.field, renamed.get(option.field, "")} - {"", offer.prompt.field}
        if _names(said, names):
            return option.name
    taken = {need.field for need in offer.references} | {
        field for need in offer.references for field in need.more_fields
    }
    if offer.references and _names(said, {*taken, *_MEDIA}):
        return REFERENCE
    if offer.prompt.maximum_length and _names(said, {offer.prompt.field, *_WORDS}):
        return PROMPT
    return ""


def _names(said: str, names: Iterable[str]) -> bool:
    """Whether one of the names is among the words, however its parts are joined."""
    return any(_is_named(said, name.casefold()) for name in names if name)


def _is_named(said: str, name: str) -> bool:
    parts = [part for part in re.split(r"[^a-z0-9]+", name) if part]
    pattern = r"[\W_]*".join(re.escape(part) for part in parts)
    if not pattern:
        return False
    if len(name) < _SHORTEST:
        return re.search(rf"\b{pattern}\b", said) is not None
    return re.search(rf"(?<![a-z]){pattern}", said) is not None
