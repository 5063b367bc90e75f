"""A song's own options, by the names that the catalogue gives them.

A song is made from a description (simple), or from its lyrics, style and title (custom). Models that offer the choice
have the option `mode`; where it says `lyrics`, the prompt is what is sung, unless it is instrumental.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalog.spec import Kind, Offer

MODE = "mode"
SIMPLE = "description"
CUSTOM = "lyrics"
STYLE = "style"
TITLE = "title"
SINGER = "vocals"
INSTRUMENTAL = "instrumental"


def has_custom_mode(offer: Offer) -> bool:
    """Whether songs can be made from lyrics of one's own."""
    mode = offer.option(MODE)
    return mode is not None and CUSTOM in mode.choices


def is_custom(offer: Offer, choices: Mapping[str, str]) -> bool:
    """Whether the choices ask for a song from its parts."""
    return has_custom_mode(offer) and choices.get(MODE) == CUSTOM


def is_sung(offer: Offer, choices: Mapping[str, str]) -> bool:
    """Whether the prompt is the lyrics."""
    return is_custom(offer, choices) and choices.get(INSTRUMENTAL) != "on"


def is_word_for_word(kind: Kind, offer: Offer, choices: Mapping[str, str]) -> bool:
    """Whether the prompt is what is spoken or sung, and no description of it."""
    return kind is Kind.AUDIO or is_sung(offer, choices)


def title_from(lyrics: str, longest: int) -> str:
    """A title for a song: the first line of its lyrics that is no mark like `[Verse]`; empty when there is none."""
    for line in lyrics.splitlines():
        words = line.strip().rstrip(".,;:!?…–-")
        if words and not words.startswith(("[", "(")):
            return words[:longest].rstrip()
    return ""
