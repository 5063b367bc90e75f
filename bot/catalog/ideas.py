"""What one might ask for: examples for each model, and surprises put together from parts. Data in `ideas/<language>`.

Ideas belong to a *genre*: the kind's own (`video`, `song`), or what is done with media that is there (`animate`,
`edit`). A model whose words are something else names their genre itself: how it is said (`talk`), where it happens
(`setting`), what happens next (`next_scene`, `next_part`), how it is to sound (`cover`, `accompaniment`). A model has examples of its own for the genre that it is made for; everything else takes the genre's.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.catalog.song_options import is_sung
from bot.catalog.spec import Kind, Media, Model, Offer
from bot.errors import CatalogError

IDEAS = Path(__file__).parent / "ideas"
"""The ideas that come with Kiosk."""

FALLBACK = "en"
"""The language that has ideas for everything."""

_MODELS = "models"
_OF_KIND = {Kind.VIDEO: "video", Kind.IMAGE: "image", Kind.AUDIO: "speech", Kind.MUSIC: "song"}
_OF_MEDIA = {
    (Kind.VIDEO, Media.PHOTO): "animate",
    (Kind.VIDEO, Media.VIDEO): "rework",
    (Kind.IMAGE, Media.PHOTO): "edit",
}
_LYRICS = "lyrics"


@dataclass(frozen=True, slots=True)
class Genre:
    """Ideas of one sort in one language.

    Attributes:
        examples: whole prompts.
        patterns: sentences with gaps, `{part}`.
        parts: what can stand in each gap.
    """

    examples: tuple[str, ...]
    patterns: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]

    def surprise(self, seed: str) -> str:
        """A prompt; the same seed always makes the same one."""
        chance = random.Random(seed)  # noqa: S311 - an idea is no secret
        pattern = chance.choice(self.patterns)
        return pattern.format_map({name: chance.choice(parts) for name, parts in self.parts.items()})


class Ideas:
    """The ideas of every language.

    Args:
        genres: by language and name.
        own: models' examples by language and slug.
    """

    def __init__(
        self,
        genres: Mapping[str, Mapping[str, Genre]],
        own: Mapping[str, Mapping[str, tuple[str, ...]]],
    ) -> None:
        self._genres = genres
        self._own = own

    @property
    def languages(self) -> Sequence[str]:
        """The languages that have ideas."""
        return sorted(self._genres)

    def genres(self, language: str) -> Mapping[str, Genre]:
        """Every genre of a language; the fallback's where it has none."""
        return {**self._genres[FALLBACK], **self._genres.get(language, {})}

    def own(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """The models' own examples in a language."""
        return self._own.get(language, {})

    def examples(
        self, language: str, model: Model, offer: Offer, *, media: Sequence[Media], choices: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Prompts that fit a model, the media that are there and the choices; the model's own where it has some."""
        genre = genre_of(model, offer, media=media, choices=choices)
        if genre == _own_genre(model, offer):
            spoken = language if language in self._own else FALLBACK
            if own := self._own.get(spoken, {}).get(model.slug):
                return own
        return self.genres(language)[genre].examples

    def surprise(
        self,
        language: str,
        model: Model,
        offer: Offer,
        *,
        media: Sequence[Media],
        choices: Mapping[str, str],
        seed: str,
    ) -> str:
        """A prompt put together from parts; the same seed always makes the same one."""
        return self.genres(language)[genre_of(model, offer, media=media, choices=choices)].surprise(seed)


def genre_of(model: Model, offer: Offer, *, media: Sequence[Media], choices: Mapping[str, str]) -> str:
    """Which ideas fit: the words of a song, what the model says, what is done with media that are there, or the kind's."""
    if is_sung(offer, choices):
        return _LYRICS
    if model.ideas:
        return model.ideas
    working_from = [need.media for need in offer.references if need.media in media]
    for one in working_from:
        if (model.kind, one) in _OF_MEDIA:
            return _OF_MEDIA[model.kind, one]
    return _own_genre(model, offer)


def _own_genre(model: Model, offer: Offer) -> str:
    """The genre of the model as it is meant: from the media that it cannot do without, else from words."""
    if model.ideas:
        return model.ideas
    needed = next((need.media for need in offer.references if need.minimum), None)
    return _OF_MEDIA.get((model.kind, needed), _OF_KIND[model.kind]) if needed else _OF_KIND[model.kind]


def load_ideas(folder: Path = IDEAS) -> Ideas:
    """Read every `<language>/*.toml` of the folder.

    Raises:
        CatalogError: a file does not say ideas; the text names it.
    """
    genres: dict[str, dict[str, Genre]] = {}
    own: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted(folder.glob("*/*.toml")):
        language = path.parent.name
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            own.setdefault(language, {}).update(_lists(data.pop(_MODELS, {})))
            genres.setdefault(language, {}).update({name: _genre(said) for name, said in data.items()})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise CatalogError(f"ideas/{language}/{path.name}: {error!r}") from error
    return Ideas(genres, own)


def _genre(said: Mapping[str, Any]) -> Genre:
    return Genre(tuple(said["examples"]), tuple(said["patterns"]), _lists(said["parts"]))


def _lists(said: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in said.items()}
