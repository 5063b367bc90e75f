"""Words that a group's admins do not want in a prompt.

A banned word is refused as a whole word, however it is written: `war` refuses "War!" and not "wardrobe". A `*` at its
end stands for any ending, which languages with many forms need: `войн*` refuses "войну". Several words are refused
beside each other. Scripts that put no spaces between words have no whole words: there it is refused anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from bot.domain.text_search import folded

MOST: Final = 100
"""Words that a group may ban."""
LONGEST: Final = 50
"""Characters of one of them."""

_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def listed(text: str) -> tuple[str, ...]:
    """The words of a list with commas or lines between them: folded, each once, as many and as long as allowed."""
    words = (_bounded(_tidy(part)) for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))[:MOST]


def holds_banned(text: str, words: Iterable[str]) -> bool:
    """Whether a text has one of the words."""
    said = _tidy(text)
    return any(_pattern(word).search(said) for word in words)


def _bounded(word: str) -> str:
    """The word with at most one star, at its end; nothing when it has no letter or digit."""
    stem = word.rstrip("*").strip()[:LONGEST]
    if not any(letter.isalnum() for letter in stem):
        return ""
    return f"{stem}*" if word.endswith("*") else stem


def _tidy(text: str) -> str:
    """Folded, with one space between words and without invisible characters that split a word."""
    visible = "".join(letter for letter in folded(text) if unicodedata.category(letter) != "Cf")
    return " ".join(visible.split())


def _pattern(word: str) -> re.Pattern[str]:
    tidy = _tidy(word)
    stem = tidy.rstrip("*")
    if _SPACELESS.search(stem):
        return re.compile(re.escape(stem))
    begin = r"(?<!\w)" if stem[:1].isalnum() else ""
    end = r"(?!\w)" if stem[-1:].isalnum() and not tidy.endswith("*") else ""
    return re.compile(begin + re.escape(stem) + end)
