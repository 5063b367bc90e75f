"""The recipe that a line begins with: by its slug, its title in any language, or one word of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.catalog.spelling import sounds_of

_LONGEST_NAME = 10
"""Words, and signs between them, of a recipe's name."""
_SHORTEST_WORD = 3
"""Letters of a word that may stand for a name."""
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class NamedRecipes:
    """What a line may begin with.

    Attributes:
        slugs: of the recipes that are meant; none when the line begins with no name.
        rest: what follows the name.
        is_sure: whether the name was written so; else the recipes only resemble it.
    """

    slugs: tuple[str, ...]
    rest: str
    is_sure: bool = True

    @property
    def only(self) -> str | None:
        """The slug of the one recipe that is certainly meant."""
        return self.slugs[0] if self.is_sure and len(self.slugs) == 1 else None


def recipes_named(line: str, names: Mapping[str, Sequence[str]]) -> NamedRecipes:
    """Find the recipe of a line: by a whole name, else by a first word that its names have.

    Args:
        line: a name and what follows it.
        names: by slug all names of the recipes.
    """
    ends = [found.end() for found in islice(re.finditer(r"\S+", line), _LONGEST_NAME)]
    heard = {slug: [sounds_of(name) for name in known] for slug, known in names.items()}
    for end in reversed(ends):
        said = sounds_of(line[:end])
        whole = tuple(slug for slug, known in heard.items() if said and said in known)
        if whole:
            return NamedRecipes(whole, line[end:].lstrip())
    first = line[: ends[0]] if ends else ""
    said = sounds_of(first)
    if sum(map(str.isalpha, first)) < _SHORTEST_WORD or not said:
        return NamedRecipes((), line)
    rest = line[ends[0] :].lstrip()
    words = {slug: {word for name in known for word in name} for slug, known in heard.items()}
    whole_names = {slug: {"".join(name) for name in known} for slug, known in heard.items()}
    having = tuple(slug for slug, known in words.items() if known.issuperset(said))
    if having:
        return NamedRecipes(having, rest)
    alike = {
        slug: max(
            difflib.SequenceMatcher(a="".join(said), b=one).ratio() for one in known | whole_names[slug]
        )
        for slug, known in words.items()
    }
    near = sorted((slug for slug, worth in alike.items() if worth >= _LIKENESS), key=lambda one: -alike[one])
    return NamedRecipes(tuple(near), rest if near else line, is_sure=False)
