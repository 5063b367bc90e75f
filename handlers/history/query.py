"""From words that a person searches their own media by to what is looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryFilters, GalleryQuery
from bot.domain.month import Month
from bot.domain.text_search import folded, words_of

_EXACTLY = re.compile(r"#(\d{1,15})")
_HEARTS: Final = frozenset("❤♥🤍💛💚💙💜🖤🧡")


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What was typed behind /history: a month (`2026-11`) and a heart filter, the rest is searched for.

    Attributes:
        words: the rest, as it was typed.
        filters: what the month and the heart say.
    """

    words: str
    filters: GalleryFilters

    @classmethod
    def of(cls, typed: str) -> Self:
        """Read it; of several months the last one counts."""
        words: list[str] = []
        filters = GalleryFilters()
        for word in typed.split():
            if (month := Month.parse(word)) is not None:
                filters = replace(filters, month=month)
            elif word.strip("\ufe0f\u200d") in _HEARTS:
                filters = replace(filters, favourite=True)
            else:
                words.append(word)
        return cls(" ".join(words), filters)


def parse_gallery_query(
    catalog: Catalog, person_id: int, search: str, *, kind_words: Mapping[str, Kind] | None = None
) -> GalleryQuery:
    """What is looked for: words of the prompt or of a model's title, `#123` for exactly this generation.

    Args:
        catalog: knows the models' titles.
        person_id: whose media.
        search: as it was typed.
        kind_words: folded words that stand for a kind ("video"); the last one that is typed counts.
    """
    if exactly := _EXACTLY.fullmatch(search.strip()):
        return GalleryQuery(person_id=person_id, generation_id=int(exactly[1]))
    typed, kinds = words_of(search), kind_words or {}
    words = tuple(word for word in typed if word not in kinds)
    models = {word: _called(catalog, word) for word in words}
    wanted = GalleryQuery(person_id=person_id, words=words, models=models)
    return replace(wanted, kind=next((kinds[word] for word in reversed(typed) if word in kinds), None))


def _called(catalog: Catalog, word: str) -> frozenset[str]:
    """Slugs of the models whose title or slug has the word, or that it names by ear."""
    spelled = (model.slug for model in catalog if word in folded(f"{model.title} {model.slug}"))
    return catalog.called(word).union(spelled)
