"""How operators find people: by what they are called, and by what they have done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.person import Person
from bot.domain.person_name import shown_name
from bot.domain.text_search import folded

IDLE_AFTER: Final = timedelta(days=30)
"""How long ago idle people were here, at least."""
_WORDS_KEPT: Final = 6
"""Words of a name that a person is found by."""
_LONGEST_WORD: Final = 32
_BYTES_SEARCHED: Final = 30
"""Bytes of a search that count: it travels in the buttons that turn its pages."""
_WORD: Final = re.compile(r"\w+")
_SEARCHED: Final = re.compile(r"@?\w+")


class PeopleFilter(StrEnum):
    """Which people are listed."""

    ALL = "all"
    """Everybody."""
    PAYERS = "payers"
    """Who has paid, also when it went back since."""
    IDLE = "idle"
    """Who was not here for `IDLE_AFTER`."""
    BLOCKED = "blocked"
    """Whom operators have blocked."""


@dataclass(frozen=True, slots=True)
class PeoplePlace:
    """Where a page begins: behind this person.

    Attributes:
        person_id: the last one of the page before; 0 = from the start.
        day: the day on which they were last here, as it was then (days since 1970); 0 where the list has another order.
    """

    person_id: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleQuery:
    """Which people are wanted.

    Attributes:
        words: folded (`searched_words`); each begins a word of the name, or, behind an @, the @name. Empty = everybody.
        only: who of them.
        after: where the page begins.
    """

    words: Sequence[str] = ()
    only: PeopleFilter = PeopleFilter.ALL
    after: PeoplePlace = PeoplePlace()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """A page of people.

    Attributes:
        people: they; fewer than were asked for, or none, where those who fit are far apart.
        next: where the next page begins; None on the last one.
    """

    people: Sequence[Person]
    next: PeoplePlace | None


class PeopleReader(Protocol):
    """Finds people, without a transaction."""

    async def find(self, query: PeopleQuery, limit: int) -> PeoplePage:
        """A page: by word where words are given, else those first who were here last; payers and blocked ones by their ids.

        It takes the same time for any number of people: only so many are looked at.
        """
        ...


def name_words(name: str, username: str) -> frozenset[str]:
    """What a person is found by: the words of their name as they are seen, and their @name with and without the @."""
    words = _WORD.findall(folded(shown_name(name)))[:_WORDS_KEPT]
    if username:
        words += [folded(username), f"@{folded(username)}"]
    return frozenset(word[:_LONGEST_WORD] for word in words)


def searched_words(text: str) -> tuple[str, ...]:
    """The words of a search, folded like names, as many as travel in a button."""
    found = _SEARCHED.findall(folded(shown_name(text)))
    kept = " ".join(found).encode()[:_BYTES_SEARCHED].decode(errors="ignore")
    return tuple(dict.fromkeys(_SEARCHED.findall(kept)))
