"""Finding models by what people type: names and tags, in any order and language, with small slips.

What is typed is cut into *terms*: a tag's phrase, a name's word, or a word that says nothing. A model fits when it fits
every term. The terms are first taken as they are written, and only when no model fits also as beginnings, other forms
and slips, so that a search that is right finds nothing beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice, pairwise

from bot.catalog.availability import is_hidden, is_sold, sold
from bot.catalog.spec import Dialect, Model, Verb
from bot.catalog.spelling import sound, sounds_of, words_in
from bot.catalog.tag import SearchWords, Tag
from bot.catalog.word_index import Fit, WordIndex

MOST_WORDS = 8
"""Words of a search that count."""
_NEAREST = 3
_WORTH = {Fit.SAME: 1.0, Fit.BEGINNING: 0.9, Fit.FORM: 0.8, Fit.SLIP: 0.7, Fit.SHORTER: 0.5}
_LEAST_WORTH = 0.4
"""On the average of the terms: what resembles the words less is not worth a look."""
_LONGEST_NAME = 40
_LONGEST_TITLE = 5
"""Words of a model's whole name."""
_NAMED_LIKE_A_TAG = 1000
_NAMED = 0
"""Rank of a model that is called by its name."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a search found.

    Attributes:
        slugs: of the models that fit and can be had, the best first.
        unsold: of models that fit by their name and cannot be had in the dialect.
        verbs: what was asked to be done.
        nearest: of a few models that resemble the words, when none fits.
        fit: how loosely the words had to be taken.
    """

    slugs: Sequence[str]
    unsold: Sequence[str]
    verbs: Sequence[Verb]
    nearest: Sequence[str] = ()
    fit: Fit = Fit.SAME


class TaggedModels:
    """The models that are sold in one dialect, and their tags.

    Args:
        models: as they are now, when some stand in for others (`Catalog.override`).
        tags: all there are.
        dialect: whose offers count.
    """

    def __init__(self, models: Iterable[Model], tags: Iterable[Tag], dialect: Dialect) -> None:
        models = tuple(models)
        known = [model for model in models if is_sold(model, dialect)]
        self.hidden = frozenset(model.slug for model in models if is_hidden(model, dialect))
        self.slugs = frozenset(model.slug for model in known)
        self._ranks = {
            tag.slug: {
                model.slug: rank
                for model in known
                if (rank := tag.rank_of(model, sold(model, dialect))) is not None
            }
            for tag in tags
        }

    def ranks(self, tag: Tag) -> Mapping[str, int]:
        """By slug the places of the models that have a tag, smaller first."""
        return self._ranks[tag.slug]


@dataclass(slots=True)
class _Term:
    """One thing that was typed, and what fits it.

    Attributes:
        length: how many words it takes.
        tag_fit: how well it says a tag; the worst when it says none.
        models: by slug the best fit, and the rank at it.
        verbs: with how well the words say them.
    """

    length: int
    tag_fit: Fit = Fit.SHORTER
    models: dict[str, tuple[Fit, int]] = field(default_factory=dict)
    verbs: dict[Verb, Fit] = field(default_factory=dict)

    def add(self, slug: str, fit: Fit, rank: int) -> None:
        """Add a model, unless it is there and fits better."""
        self.models[slug] = min((fit, rank), self.models.get(slug, (fit, rank)))

    def add_name(self, slug: str, fit: Fit) -> None:
        """Add a model that is called so; those that have a tag of the same words stand before it, at their places."""
        if slug not in self.models or self.models[slug][0] > fit:
            self.add(slug, fit, _NAMED if fit < self.tag_fit else _NAMED_LIKE_A_TAG)

    def add_tag(self, tag: Tag, fit: Fit, sold: TaggedModels) -> None:
        """Add the models that have a tag whose words fit so well."""
        ranks = sold.ranks(tag)
        self.tag_fit = min(fit, self.tag_fit)
        for slug, rank in ranks.items():
            self.add(slug, fit, rank)
        if tag.verb is not None and ranks and fit <= Fit.SLIP:
            self.verbs[tag.verb] = min(fit, self.verbs.get(tag.verb, fit))

    @property
    def best(self) -> Fit:
        """How well the models fit that fit best."""
        return min((fit for fit, _ in self.models.values()), default=Fit.SHORTER)

    def fitting(self, worst: Fit) -> dict[str, int]:
        """The ranks of the models that fit at least so well; when none does, of those that fit best."""
        least = max(worst, self.best)
        return {slug: rank for slug, (fit, rank) in self.models.items() if fit <= least}


class ModelSearch:
    """Searches models.

    Args:
        models: all there are, in the order of the menu.
        words: what is known of the words that people search by.
    """

    def __init__(self, models: Iterable[Model], words: SearchWords) -> None:
        self._models = tuple(models)
        self._order = {model.slug: (model.rank, place) for place, model in enumerate(self._models)}
        self._called = {model.slug: "".join(sounds_of(model.title)) for model in self._models}
        self._names: dict[str, set[str]] = {}
        self._whole: dict[tuple[str, ...], str] = {}
        for model in self._models:
            self._add_names(model)
        self._phrases: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
        for tag in words.tags:
            for phrase in (phrase for phrases in tag.words.values() for phrase in phrases):
                sounds = sounds_of(phrase)
                self._phrases.setdefault(sounds[0], []).append((sounds, tag))
        self._fillers = words.fillers
        said = (one for phrases in self._phrases.values() for sounds, _ in phrases for one in sounds)
        self._index = WordIndex([*self._names, *said])

    def named(self, name: str) -> str | None:
        """The slug of the one model that a name means; None when it means none, or several."""
        sounds = sounds_of(name)
        if sounds in self._whole:
            return self._whole[sounds]
        found = [self._names.get(one, set()) for one in sounds]
        meant = set.intersection(*found) if found else set()
        return meant.pop() if len(meant) == 1 else None

    def name_at_start(self, line: str) -> tuple[str, str] | None:
        """The slug of the model whose whole name a line begins with, in several words, and what follows; None without one."""
        words = [found.end() for found in islice(re.finditer(r"\S+", line), _LONGEST_TITLE)]
        for end in reversed(words[1:]):
            slug = self._whole.get(sounds_of(line[:end]))
            if slug is not None:
                return slug, line[end:].lstrip()
        return None

    def called(self, word: str) -> frozenset[str]:
        """The slugs of the models with a name that sounds like the word, or begins so; also on the other keyboard."""
        found = [
            {
                slug
                for known, fit in self._index.near(one).items()
                if fit <= Fit.FORM
                for slug in self._names.get(known, ())
            }
            for one in words_in(word)[:MOST_WORDS]
        ]
        return frozenset(set.intersection(*found)) if found else frozenset()

    def search(self, wanted: str, sold: TaggedModels) -> SearchResults:
        """Search the models as they are sold now. `wanted` is what the person typed."""
        terms = list(self._terms(words_in(wanted)[:MOST_WORDS], sold))
        verbs = [verb for verb in Verb if any(term.verbs.get(verb) is term.best for term in terms)]
        if terms and all(term.best <= Fit.SLIP for term in terms):
            for worst in (Fit.SAME, Fit.BEGINNING, Fit.FORM, Fit.SLIP):
                ranks = [term.fitting(worst) for term in terms]
                fitting = set.intersection(*(set(one) for one in ranks)) - sold.hidden
                if fitting:
                    place = {slug: (sum(one[slug] for one in ranks), *self._order[slug]) for slug in fitting}
                    ordered = sorted(fitting, key=place.__getitem__)
                    return SearchResults(
                        slugs=[slug for slug in ordered if slug in sold.slugs],
                        unsold=[slug for slug in ordered if slug not in sold.slugs],
                        verbs=verbs,
                        fit=max(worst, *(term.best for term in terms)),
                    )
        nearest = self._nearest(terms, sounds_of(wanted)[:MOST_WORDS], sold)
        return SearchResults([], [], verbs, nearest=nearest)

    def _nearest(self, terms: Sequence[_Term], sounds: Sequence[str], sold: TaggedModels) -> Sequence[str]:
        """The models that fit every term that is clear; else those that fit most of the terms.

        Among equals those come first whose whole name is more alike.
        """
        clear = [term.fitting(Fit.FORM) for term in terms if term.best <= Fit.FORM]
        fitting = set.intersection(*(set(one) for one in clear)) & sold.slugs if clear else set()
        if fitting:
            alike = self.by_likeness(sorted(fitting, key=self._order.__getitem__), sounds)
            return sorted(alike, key=lambda slug: sum(one[slug] for one in clear))[:_NEAREST]
        worth: dict[str, float] = {}
        for term in terms:
            for slug, (fit, _) in term.models.items():
                worth[slug] = worth.get(slug, 0) + _WORTH[fit]
        least = _LEAST_WORTH * len(terms)
        worthy = (slug for slug in worth if slug in sold.slugs and worth[slug] >= least)
        alike = self.by_likeness(sorted(worthy, key=self._order.__getitem__), sounds)
        return sorted(alike, key=lambda slug: -worth[slug])[:_NEAREST]

    def by_likeness(self, slugs: Iterable[str], sounds: Sequence[str]) -> list[str]:
        """The models whose whole name is more alike to what was typed before the others."""
        typed = SequenceMatcher(b="".join(sounds)[:_LONGEST_NAME])

        def unlikeness(slug: str) -> float:
            typed.set_seq1(self._called[slug])
            return -typed.ratio()

        return sorted(slugs, key=unlikeness)

    def _terms(self, words: Sequence[str], sold: TaggedModels) -> Iterator[_Term]:
        near = [self._index.near(word) for word in words]
        at = 0
        while at < len(words):
            term = self._term(words, near, at, sold)
            is_filler = term.length == 1 and sound(words[at]) in self._fillers
            at += term.length
            if not is_filler:
                yield term

    def _term(
        self, words: Sequence[str], near: Sequence[Mapping[str, Fit]], at: int, sold: TaggedModels
    ) -> _Term:
        """What begins at a word: the longest phrase, a name that was written apart, or a single word."""
        said = [
            (len(sounds), max(near[at + place][one] for place, one in enumerate(sounds)), tag)
            for first in near[at]
            for sounds, tag in self._phrases.get(first, ())
            if all(one in near[at + place] for place, one in enumerate(sounds) if at + place < len(near))
            and at + len(sounds) <= len(near)
        ]
        clear = [length for length, fit, _ in said if fit <= Fit.FORM]
        is_name = any(one in self._names and fit <= Fit.FORM for one, fit in near[at].items())
        slips = [] if clear or is_name else [length for length, fit, _ in said if fit is Fit.SLIP]
        length = max((*clear, *slips), default=1)
        term = _Term(length)
        for phrase_length, fit, tag in said:
            if phrase_length == length:
                term.add_tag(tag, fit, sold)
        if length == 1 and not self._written_apart(words, at, term):
            for one, fit in near[at].items():
                for slug in self._names.get(one, ()):
                    term.add_name(slug, fit)
        return term

    def _written_apart(self, words: Sequence[str], at: int, term: _Term) -> bool:
        """Whether the word and the next one are a name that is written in one: `mid journey`."""
        together = sound("".join(words[at : at + 2]))
        if len(words) < at + 2 or together not in self._names:
            return False
        term.length = 2
        for slug in self._names[together]:
            term.add(slug, Fit.SAME, _NAMED)
        return True

    def _add_names(self, model: Model) -> None:
        title = sounds_of(model.title)
        for written in (title, sounds_of(model.slug)):
            self._whole.setdefault(written, model.slug)
        letters = [one for one in title if one.isalpha()]
        together = ["".join(pair) for pair in pairwise(letters)]
        others = sounds_of(" ".join((model.slug, model.maker, *model.words)))
        for one in (*title, *together, *others):
            self._names.setdefault(one, set()).add(model.slug)
