"""Finding known words that are meant by a typed one, in time that does not grow with their number.

Slips are found as in SymSpell: two words are at most n edits apart when deleting at most n letters of each can make them
equal, and what can come of the known words by deleting is computed once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import combinations

from bot.catalog.spelling import on_other_layout, sound

_FORM_BEGINS = 4
"""Letters that two forms of one word share at least."""
_FORM_SHARE = 0.7
"""Of the longer one."""
_FORM_ENDS = 2
"""Letters in which they end differently, at most."""
_SHORTEST_SLIP = 4
_SHORTEST_TWO_SLIPS = 7
"""Shorter words are too easily alike."""


class Fit(IntEnum):
    """How well a known word fits the typed one, the best first."""

    SAME = 0
    """It sounds the same."""
    BEGINNING = 1
    """It begins with it."""
    FORM = 2
    """It is another form of it, or typed on the other keyboard."""
    SLIP = 3
    """A letter or two are wrong, or it holds the typed one."""
    SHORTER = 4
    """The typed word begins with it: worth a look, no more."""


class WordIndex:
    """Known words.

    Args:
        sounds: of the words (`spelling.sound`).
    """

    def __init__(self, sounds: Iterable[str]) -> None:
        self._sorted = sorted(set(sounds))
        self._known = frozenset(self._sorted)
        self._less: dict[str, list[str]] = {}
        for known in self._sorted:
            for less in _deletions(known):
                self._less.setdefault(less, []).append(known)

    def near(self, word: str) -> Mapping[str, Fit]:
        """The known words that a typed one may mean, each with how well it fits."""
        typed = sound(word)
        found: dict[str, Fit] = {}
        for known, fit in self._candidates(word, typed):
            found[known] = min(fit, found.get(known, fit))
        return found

    def _candidates(self, word: str, typed: str) -> Iterator[tuple[str, Fit]]:
        if typed in self._known:
            yield typed, Fit.SAME
        if len(typed) > 1 or typed.isdigit():
            yield from ((known, Fit.BEGINNING) for known in self._beginning_with(typed) if known != typed)
        if any(letter.isdigit() for letter in typed):
            return
        yield from ((known, Fit.FORM) for known in self._forms(typed))
        swapped = sound(on_other_layout(word))
        if len(swapped) > 2 and swapped in self._known:
            yield swapped, Fit.FORM
        if len(typed) >= _SHORTEST_SLIP:
            yield from ((known, Fit.SLIP) for known in self._sorted if typed in known)
            yield from ((known, Fit.SLIP) for known in self._slips(typed))
            beginnings = (typed[:length] for length in range(_FORM_BEGINS, len(typed)))
            yield from ((known, Fit.SHORTER) for known in beginnings if known in self._known)

    def _beginning_with(self, beginning: str) -> Iterator[str]:
        for known in self._sorted[bisect_left(self._sorted, beginning) :]:
            if not known.startswith(beginning):
                return
            yield known

    def _forms(self, typed: str) -> Iterator[str]:
        if len(typed) <= _FORM_BEGINS:
            return
        for known in self._beginning_with(typed[:_FORM_BEGINS]):
            shared = _shared_beginning(typed, known)
            longer = max(len(typed), len(known))
            if (
                shared >= _FORM_SHARE * longer
                and max(len(typed) - shared, len(known) - shared) <= _FORM_ENDS
                and known != typed
            ):
                yield known

    def _slips(self, typed: str) -> Iterator[str]:
        seen = {known for less in _deletions(typed) for known in self._less.get(less, ())}
        for known in seen:
            allowed = min(_slips_allowed(typed), _slips_allowed(known))
            # People rarely slip on the first letter.
            if typed[0] == known[0] and known != typed and _edits(typed, known) <= allowed:
                yield known


def _slips_allowed(word: str) -> int:
    if len(word) < _SHORTEST_SLIP or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < _SHORTEST_TWO_SLIPS else 2


def _deletions(word: str) -> set[str]:
    """The word without so many letters as slips are allowed in it, and without fewer."""
    return {
        "".join(kept)
        for missing in range(_slips_allowed(word) + 1)
        for kept in combinations(word, len(word) - missing)
    }


def _shared_beginning(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _edits(one: str, other: str) -> int:
    """Letters to insert, delete, replace or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        line = [row]
        for column, right in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
