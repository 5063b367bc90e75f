"""Words that people search by: the same however they are written, in any language."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 100
"""Characters of a search that count."""
MOST: Final = 8
"""Words of a search that count."""


def folded(text: str) -> str:
    """A text as it is compared: composed, without case, and with the Russian ё as the е that most people write."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, folded, each once, in their order.

    Each is looked for anywhere in a text, not only where a word begins: not every script puts spaces between words.
    """
    return tuple(dict.fromkeys(folded(text[:LONGEST]).split()))[:MOST]
