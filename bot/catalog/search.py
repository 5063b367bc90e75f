"""Finding models by what people type: any order, any case, Russian letters for English names, small slips."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
"""Letters and digits; `2.5` is one word."""
_SAID = 0.9
"""The word itself, its beginning or a part of it."""
_ALIKE = 0.74
"""From here on two words are a slip of each other: `klign` and `kling`, `песню` and `песня`."""
_SHORTEST_SLIP = 4
"""Shorter words are too easily alike."""
_OTHER_INITIAL = 0.9
"""People rarely slip on the first letter."""
_NEAR = 0.62
"""Above this, on the average of the words, a model is worth a look when none fits."""
_NEAREST = 3
_LATIN = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ё": "e",
    "ж": "j",
    "х": "h",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ь": "",
    "ъ": "",
    "ю": "u",
    "я": "ya",
}
"""How names of models are heard and written in Russian."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a search found.

    Attributes:
        slugs: of the models that fit, the best first.
        nearest: of a few models that resemble the words, when none fits.
    """

    slugs: Sequence[str]
    nearest: Sequence[str] = ()


def search(texts: Mapping[str, str], wanted: str) -> SearchResults:
    """Search models by their texts.

    A model fits when each wanted word stands in its text, as a word or as a part of one. When that is true of none, it
    fits when each is a slip of a word there. The better fit comes first; otherwise the order of `texts` stays.

    Args:
        texts: all that is said about each model, by slug.
        wanted: what the person typed.
    """
    words = _words(wanted)[:8]
    entries = {slug: _words(text) for slug, text in texts.items()}
    scores = {slug: [_score(word, known) for word in words] for slug, known in entries.items()}
    ranked = sorted(texts, key=lambda slug: -sum(scores[slug]))
    for least in (_SAID, _ALIKE):
        fitting = [slug for slug in ranked if words and min(scores[slug]) >= least]
        if fitting:
            return SearchResults(fitting)
    return SearchResults([], [slug for slug in ranked if sum(scores[slug]) > _NEAR * len(words)][:_NEAREST])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def _score(wanted: str, known: Sequence[str]) -> float:
    """How well one word fits the best of the known ones, 0 to 1; spelled as it is, or in Latin letters."""
    latin = "".join(_LATIN.get(letter, letter) for letter in wanted)
    spelled = {wanted, latin, latin.replace("ks", "x")}
    return max((_likeness(one, word) for one in spelled for word in known), default=0.0)


def _likeness(wanted: str, word: str) -> float:
    if wanted == word:
        return 1.0
    if word.startswith(wanted):
        return 0.95
    if len(wanted) > 1 and wanted in word:
        return _SAID
    if min(len(wanted), len(word)) < _SHORTEST_SLIP or wanted.isdigit():
        return 0.0
    # People stop early: as much of the word as was typed counts too.
    likeness = max(SequenceMatcher(None, wanted, part).ratio() for part in (word, word[: len(wanted)]))
    return likeness if wanted[0] == word[0] else likeness * _OTHER_INITIAL
