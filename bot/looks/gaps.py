"""Where the gap of a look is: suggested from its words, or read from what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.catalog.prompt import tidy
from bot.domain.look import LookWords
from bot.errors import LookGapMissing, LookGapsTooMany, LookTooLong

LONGEST_WORDS: Final = 4000
"""Characters of a look's words: what fits a message."""

_SUGGESTED: Final = 3
_CLAUSE: Final = re.compile(r"[,.;:!?。，、！？]+\s*|\n+")
_EXACT: Final = re.compile(r"\{prompt\}", re.IGNORECASE)
_LIKELY: Final = re.compile(r"\{[^\W\d_]?[^\W\d]{0,30}\}|\{(?:\.\.\.|…)\}|_{3,}")


def suggested_gaps(prompt: str) -> Sequence[tuple[LookWords, str]]:
    """Two or three places for the gap, the likeliest first, each with what stands there now.

    Words that have a gap already keep it.
    """
    words = tidy(prompt).strip()
    if len(_EXACT.findall(words)) == 1:
        return [(read_gap(words), "")]
    if not words:
        return [(LookWords(), "")]
    clauses = _clauses(words)
    found: list[tuple[LookWords, str]] = []
    if len(clauses) > 1:
        (_, first_end), (last_start, last_end) = clauses[0], clauses[-1]
        found.append((LookWords("", words[first_end:]), words[:first_end]))
        found.append((LookWords(words[:last_start], words[last_end:]), words[last_start:last_end]))
    found.append((LookWords("", f", {words}"), ""))
    found.append((LookWords(f"{words}, ", ""), ""))
    return found[:_SUGGESTED]


def read_gap(text: str) -> LookWords:
    """Words with a gap as a person writes it: `{prompt}`, `{}`, `{…}`, `{слова}` or `___`.

    Where `{prompt}` stands, other braces are words like any.

    Raises:
        LookGapMissing: there is none.
        LookGapsTooMany: there are several.
        LookTooLong: the words are longer than a message.
    """
    words = tidy(text).strip()
    gaps = list(_EXACT.finditer(words)) or list(_LIKELY.finditer(words))
    if not gaps:
        raise LookGapMissing
    if len(gaps) > 1:
        raise LookGapsTooMany(number=len(gaps))
    if len(words) > LONGEST_WORDS:
        raise LookTooLong(maximum=LONGEST_WORDS)
    return LookWords(words[: gaps[0].start()], words[gaps[0].end() :])


def _clauses(words: str) -> Sequence[tuple[int, int]]:
    """From where to where each clause reaches that says something."""
    found: list[tuple[int, int]] = []
    start = 0
    for stop in (*_CLAUSE.finditer(words), None):
        end = stop.start() if stop is not None else len(words)
        if any(letter.isalnum() for letter in words[start:end]):
            found.append((start, end))
        start = stop.end() if stop is not None else end
    return found
