"""Looks: a model with its options and words, kept under a name, with one gap for what is new each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from bot.catalog.recipe import WORDS
from bot.catalog.spec import Kind

MOST_LOOKS: Final = 50
"""Looks of one person, taken ones too, and looks that the operator publishes."""

_STOPS: Final = " \n\t,.;:—–-"
"""What is left over at the gap when nothing is said there."""


@dataclass(frozen=True, slots=True)
class LookWords:
    """Words with one gap. They are kept in two parts, so that whatever is said in the gap cannot be taken for one.

    Attributes:
        before: what stands before the gap.
        after: what stands behind it.
    """

    before: str = ""
    after: str = ""

    def around(self, words: str) -> str:
        """The whole, with these words in the gap; without any the parts are joined as one sentence."""
        said = words.strip()
        if not said:
            parts = (self.before.rstrip(_STOPS), self.after.lstrip(_STOPS))
            return ", ".join(part for part in parts if part.strip()).strip()
        if self.after.lstrip(" ")[:1] in tuple(",.;:"):
            said = said.rstrip(" ,.;:") or said
        return f"{self.before}{said}{self.after}".strip()

    def written(self, gap: str = WORDS) -> str:
        """As people read it."""
        return f"{self.before}{gap}{self.after}"

    @property
    def length(self) -> int:
        """Characters that are not the gap's."""
        return len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look.

    Attributes:
        id: row id.
        person_id: whose it is; None for one that the operator has published for everybody.
        name: what its person calls it.
        titles: of a published one: its name by language; `name` where a language has none.
        model: slug.
        kind: what the model makes, should it be taken out of the catalogue.
        choices: options, as they were set.
        words: what is said around the gap. Of one that was taken with hidden words they are the giver's, as they are now.
        sample: what stood in the gap when it was kept.
        hides_words: whether its person may use the words and not read them.
        source_id: the look that it was taken from; None for a person's own.
        is_lost: the words are hidden, and the giver has deleted them, was forgotten, or was blocked.
        is_on: of a published one: whether it is shown.
        created_at: when.
        used_at: when it was used last, or made.
    """

    id: int = 0
    person_id: int | None
    name: str
    titles: Mapping[str, str] = field(default_factory=dict)
    model: str
    kind: Kind
    choices: Mapping[str, str] = field(default_factory=dict)
    words: LookWords = LookWords()
    sample: str = ""
    hides_words: bool = False
    source_id: int | None = None
    is_lost: bool = False
    is_on: bool = True
    created_at: datetime
    used_at: datetime

    @property
    def is_published(self) -> bool:
        """Whether it is the operator's, for everybody."""
        return self.person_id is None

    @property
    def is_taken(self) -> bool:
        """Whether its words are another person's."""
        return self.source_id is not None

    @property
    def can_be_given(self) -> bool:
        """Whether its person may give it away: words that they may not read stay with their giver."""
        return not self.is_published and not self.hides_words

    def title(self, language: str) -> str:
        """What it is called in a language."""
        return self.titles.get(language) or self.name

    def is_usable_by(self, person_id: int) -> bool:
        """Whether this person may make something with it."""
        if self.is_published:
            return self.is_on
        return self.person_id == person_id and not self.is_lost


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLink:
    """A link that gives a look away.

    Attributes:
        token: its secret part.
        look_id: which look.
        hides_words: whether those who follow it may not read the words.
    """

    token: str
    look_id: int
    hides_words: bool


class LookReader(Protocol):
    """Reads looks, without a transaction."""

    async def look(self, look_id: int) -> Look | None:
        """The look, or None."""
        ...

    async def looks_of(self, person_id: int) -> Sequence[Look]:
        """A person's, the one that was used last first; `MOST_LOOKS` at most."""
        ...

    async def published_looks(self) -> Sequence[Look]:
        """Those of the operator, switched off ones too, the oldest first; `MOST_LOOKS` at most."""
        ...


class LookRepository(Protocol):
    """Looks within a transaction."""

    async def add_look(self, look: Look) -> Look:
        """Store a new one (its id is ignored); returns it with its id.

        Raises:
            AlreadyDone: its person has one of this name, or has taken this one before.
        """
        ...

    async def look(self, look_id: int) -> Look | None:
        """The look, or None."""
        ...

    async def look_taken_from(self, person_id: int, source_id: int) -> Look | None:
        """The look that a person has taken from this one, or None."""
        ...

    async def look_count(self, person_id: int | None) -> int:
        """How many a person has; with None, how many are published."""
        ...

    async def looks_of_person(self, person_id: int) -> Sequence[Look]:
        """A person's, in any order; `MOST_LOOKS` at most."""
        ...

    async def save_look(self, look: Look) -> None:
        """Write name, titles, words, sample and whether it is on back.

        Raises:
            AlreadyDone: its person has another one of this name.
        """
        ...

    async def note_look_used(self, look_id: int, at: datetime) -> None:
        """Note that it was used."""
        ...

    async def delete_look(self, look_id: int) -> None:
        """Delete it, with its links."""
        ...

    async def add_look_link(self, link: LookLink, at: datetime) -> LookLink:
        """Store a link; returns the one that there was before, if any, of the same look and kind."""
        ...

    async def look_link(self, token: str) -> LookLink | None:
        """The link, or None."""
        ...

    async def delete_look_links(self, look_id: int) -> None:
        """Its links lead to nothing any more."""
        ...
