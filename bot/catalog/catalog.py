"""All models together: finding one, and the shelves of the menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.catalog.availability import is_sold
from bot.catalog.normalize import ECHO_LENGTH, nearest_slug, slug_of
from bot.catalog.spec import Dialect, Kind, Model
from bot.catalog.verbs import VerbIndex
from bot.errors import UnknownModel

_KINDS = tuple(Kind)


class Catalog:
    """The models that Kiosk knows, in the order of the menu."""

    def __init__(self, models: Iterable[Model]) -> None:
        ordered = sorted(models, key=lambda model: (_KINDS.index(model.kind), model.rank, model.slug))
        self._files = {model.slug: model for model in ordered}
        self._by_slug = self._files
        self._verbs = _verb_indexes(ordered)

    def __iter__(self) -> Iterator[Model]:
        return iter(self._by_slug.values())

    def __len__(self) -> int:
        return len(self._by_slug)

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug

    def get(self, slug: str) -> Model:
        """The model that a person or a button names; capitals, spaces and underscores do not matter.

        Raises:
            UnknownModel: there is none; it names the nearest.
        """
        wanted = slug_of(slug)
        if wanted in self._by_slug:
            return self._by_slug[wanted]
        nearest = nearest_slug(wanted, self._by_slug, likeness=0.5)
        raise UnknownModel(slug=slug[:ECHO_LENGTH], nearest=nearest)

    def override(self, models: Iterable[Model]) -> None:
        """From now on these stand in for the models of the same slugs; what stood in before ends."""
        instead = {model.slug: model for model in models}
        self._by_slug = {slug: instead.get(slug, model) for slug, model in self._files.items()}
        self._verbs = _verb_indexes(self._by_slug.values())

    def models(self, dialect: Dialect) -> tuple[Model, ...]:
        """Everything that has an offer in the dialect, unavailable ones too."""
        return tuple(model for model in self if model.offer(dialect) is not None)

    def verbs(self, dialect: Dialect) -> VerbIndex:
        """What can be done with which media, and by which models."""
        return self._verbs[dialect]

    def shelf(self, kind: Kind, dialect: Dialect) -> tuple[Model, ...]:
        """The models of one kind by rank, without those that are found by name only; what KIE does not serve comes last."""
        return _available_first(
            (
                model
                for model in self.models(dialect)
                if model.kind is kind and (offer := model.offer(dialect)) is not None and offer.shelved
            ),
            dialect,
        )


def _verb_indexes(models: Iterable[Model]) -> Mapping[Dialect, VerbIndex]:
    known = tuple(models)
    return {dialect: VerbIndex(known, dialect) for dialect in Dialect}


def _available_first(models: Iterable[Model], dialect: Dialect) -> tuple[Model, ...]:
    return tuple(sorted(models, key=lambda model: not is_sold(model, dialect)))
