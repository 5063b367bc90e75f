"""All models together: finding one, and the shelves of the menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from bot.catalog.availability import is_sold, sold
from bot.catalog.normalize import ECHO_LENGTH, slug_of
from bot.catalog.search import ModelSearch, SearchResults, TaggedModels
from bot.catalog.spec import Dialect, Kind, Model
from bot.catalog.spelling import sounds_of
from bot.catalog.tag import SearchWords
from bot.catalog.verbs import VerbIndex
from bot.catalog.word_index import Fit
from bot.errors import AmbiguousModel, UnknownModel

_KINDS = tuple(Kind)


class Catalog:
    """The models that Kiosk knows, in the order of the menu.

    Args:
        models: in any order.
        words: what is known of the words that people search by.
    """

    def __init__(self, models: Iterable[Model], words: SearchWords | None = None) -> None:
        ordered = sorted(models, key=lambda model: (_KINDS.index(model.kind), model.rank, model.slug))
        self._files = {model.slug: model for model in ordered}
        self._by_slug = self._files
        self._verbs = _verb_indexes(ordered)
        self._words = words or SearchWords()
        self._tagged: dict[Dialect, TaggedModels] = {}
        self._shelves: dict[tuple[Kind, Dialect], tuple[Model, ...]] = {}

    def __iter__(self) -> Iterator[Model]:
        return iter(self._by_slug.values())

    def __len__(self) -> int:
        return len(self._by_slug)

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug

    def get(self, slug: str) -> Model:
        """The model that a person or a button names: by its slug, or by a name that means this one alone, in either script.

        Raises:
            UnknownModel: there is none, or there are several; it names those that may be meant.
        """
        if (known := self._by_slug.get(slug)) is not None:
            return known
        wanted = slug_of(slug)
        if wanted not in self._by_slug:
            wanted = self._search.named(slug) or ""
        if wanted not in self._by_slug:
            raise self.unknown(slug, (self.search(slug, dialect) for dialect in Dialect))
        return self._by_slug[wanted]

    def with_slug(self, line: str) -> str:
        """A line that begins with a model's name in several words (`Kling 2.5 Turbo a cat`), with its slug instead."""
        if slug_of(line.partition(" ")[0]) in self._by_slug:
            return line
        named = self._search.name_at_start(line)
        return line if named is None else " ".join(filter(None, named))

    def called(self, word: str) -> frozenset[str]:
        """The slugs of the models that one word of a search may name, in either script."""
        return self._search.called(word)

    def unknown(self, name: str, found: Iterable[SearchResults]) -> UnknownModel:
        """That a name means no model, or several: of the first search that found something."""
        for results in found:
            candidates = [*results.slugs, *results.unsold, *results.nearest]
            if not candidates:
                continue
            if len(candidates) > 1 and not results.nearest and results.fit <= Fit.BEGINNING:
                return AmbiguousModel(slug=name[:ECHO_LENGTH], candidates=candidates)
            likeliest = self._search.by_likeness(candidates, sounds_of(name))
            return UnknownModel(slug=name[:ECHO_LENGTH], candidates=likeliest)
        return UnknownModel(slug=name[:ECHO_LENGTH])

    def search(self, wanted: str, dialect: Dialect) -> SearchResults:
        """The models that fit what a person typed, as they are sold in a dialect."""
        if dialect not in self._tagged:
            self._tagged[dialect] = TaggedModels(self, self._words.tags, dialect)
        return self._search.search(wanted, self._tagged[dialect])

    @cached_property
    def _search(self) -> ModelSearch:
        """Built at first use: that takes some milliseconds."""
        return ModelSearch(self._files.values(), self._words)

    def override(self, models: Iterable[Model]) -> None:
        """From now on these stand in for the models of the same slugs; what stood in before ends."""
        instead = {model.slug: model for model in models}
        self._by_slug = {slug: instead.get(slug, model) for slug, model in self._files.items()}
        self._verbs = _verb_indexes(self._by_slug.values())
        self._tagged.clear()
        self._shelves.clear()

    def models(self, dialect: Dialect) -> tuple[Model, ...]:
        """Everything that has an offer in the dialect, unavailable ones too."""
        return tuple(model for model in self if model.offer(dialect) is not None)

    def verbs(self, dialect: Dialect) -> VerbIndex:
        """What can be done with which media, and by which models."""
        return self._verbs[dialect]

    def shelf(self, kind: Kind, dialect: Dialect) -> tuple[Model, ...]:
        """The models of one kind by rank, without those that are found by name only: retired, or not served by KIE."""
        found = self._shelves.get((kind, dialect))
        if found is None:
            found = self._shelves[kind, dialect] = tuple(
                model
                for model in self
                if model.kind is kind and is_sold(model, dialect) and sold(model, dialect).shelved
            )
        return found


def _verb_indexes(models: Iterable[Model]) -> Mapping[Dialect, VerbIndex]:
    known = tuple(models)
    return {dialect: VerbIndex(known, dialect) for dialect in Dialect}
