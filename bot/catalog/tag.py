"""What people look for beside names: things to be done and made, in the words that they use. Data in `tags/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from bot.catalog.spec import Kind, Model, Offer, Verb
from bot.catalog.spelling import sounds_of
from bot.catalog.toml_file import mistake_in, read_toml, record
from bot.catalog.verbs import does, does_with_words, starts_from_words

TAGS = Path(__file__).parent / "tags"
"""The tags that come with Kiosk."""
FILLERS = Path(__file__).parent / "fillers.toml"
"""Words of a search that say nothing, by language."""

_WITH_OTHER_MEDIA = 100
DERIVED_RANK = 50
"""Rank of a model whose tag follows from its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Something that people want, whichever model does it.

    Attributes:
        slug: its name in the models' files (`tags = { anime = 10 }`).
        words: by language what people write for it, each a word or several.
        verb: the models that are good at this have the tag without saying so.
        kind: as `verb`, for the models of this kind.
        from_words: with `kind`, only those that start from words alone.
    """

    slug: str
    words: Mapping[str, tuple[str, ...]]
    verb: Verb | None = None
    kind: Kind | None = None
    from_words: bool = False

    @property
    def is_derived(self) -> bool:
        """Whether models have it by what they are."""
        return self.verb is not None or self.kind is not None

    def rank_of(self, model: Model, offer: Offer) -> int | None:
        """The model's place among those that have the tag, smaller first; None when it has not."""
        if self.verb is not None:
            return _rank_at(self.verb, offer)
        if self.kind is not None:
            fits = model.kind is self.kind and (not self.from_words or starts_from_words(offer))
            return DERIVED_RANK if fits else None
        return model.tags.get(self.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """What is known of the words that people search by.

    Attributes:
        tags: in the order of their slugs.
        fillers: sounds of words that say nothing.
    """

    tags: tuple[Tag, ...] = ()
    fillers: frozenset[str] = field(default_factory=frozenset)


def load_search_words(tags: Path = TAGS, fillers: Path = FILLERS) -> SearchWords:
    """Read every tag, and the fillers.

    Raises:
        CatalogError: a file does not say a possible tag; the text names file, line and key.
    """
    return SearchWords(
        tags=tuple(_load_tag(path) for path in sorted(tags.glob("*.toml"))),
        fillers=frozenset(
            sound for words in read_toml(fillers).values() for sound in sounds_of(" ".join(words))
        ),
    )


def tag_mistakes(model: Model, words: SearchWords) -> Iterator[str]:
    """Tags in a model's file that it cannot have."""
    known = {tag.slug: tag for tag in words.tags}
    for slug in model.tags:
        if slug not in known:
            yield f"tags.{slug}: there is no such tag"
        elif known[slug].is_derived:
            yield f"tags.{slug}: models have it by their kind or verbs"


def _rank_at(verb: Verb, offer: Offer) -> int | None:
    """The rank at a verb; those come later that do it with other media than are asked for."""
    rank = offer.verbs.get(verb)
    if rank is None:
        return None
    asked = verb.begins_with
    is_usual = does_with_words(offer, verb) if asked is None else does(offer, verb, asked)
    return rank if is_usual else rank + _WITH_OTHER_MEDIA


def _load_tag(path: Path) -> Tag:
    tag = record(path, read_toml(path), _adapter())
    for mistake in _mistakes(tag):
        raise mistake_in(path, mistake)
    return tag


def _mistakes(tag: Tag) -> Iterator[str]:
    if tag.verb is not None and tag.kind is not None:
        yield "kind: a tag follows from a verb or from a kind"
    if tag.from_words and tag.kind is None:
        yield "from_words: only with a kind"
    if not tag.words:
        yield "words: there are none"
    for language, phrases in tag.words.items():
        if not phrases:
            yield f"words.{language}: there are none"
        for phrase in phrases:
            if not sounds_of(phrase):
                yield f"words.{language}: {phrase!r} holds no word"


@cache
def _adapter() -> TypeAdapter[Tag]:
    return TypeAdapter(Tag)
