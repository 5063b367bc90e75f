"""Ideas keep the models' limits, in every language."""

from __future__ import annotations

import itertools
import string
from functools import cache

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.ideas import Genre, Ideas, genre_of, load_ideas
from bot.catalog.load import load_catalog
from bot.catalog.song_options import CUSTOM, MODE, has_custom_mode
from bot.catalog.spec import Dialect, Media, Model, Offer, PromptRule
from bot.i18n import LOCALES

LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
ENOUGH = 3


@cache
def catalog() -> Catalog:
    """The models that come with Kiosk."""
    return load_catalog()


@cache
def ideas() -> Ideas:
    """The ideas that come with Kiosk."""
    return load_ideas()


def offers(model: Model) -> list[Offer]:
    """The model wherever it is sold and takes words."""
    found = (model.offer(dialect) for dialect in Dialect)
    return [offer for offer in found if offer and not offer.unavailable and offer.prompt.maximum_length]


def situations(model: Model) -> list[tuple[Offer, list[Media], dict[str, str], PromptRule]]:
    """Every offer with each kind of media that it takes, and with none, in each mode of a song."""
    found = []
    for offer in offers(model):
        modes = [{}, {MODE: CUSTOM}] if has_custom_mode(offer) else [{}]
        for media, choices in itertools.product([None, *(need.media for need in offer.references)], modes):
            found.append((offer, [media] if media else [], choices, offer.prompt_for(choices)))
    return found


SLUGS = [model.slug for model in load_catalog() if offers(model)]
OWN = sorted(load_ideas().own("en"))
"""Models with examples of their own; a new one may do with those of its genre."""
SPOKEN = load_ideas().languages
"""Languages with ideas; a new one may do with the fallback's."""


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("slug", OWN)
def test_a_models_own_examples_keep_its_limits(slug: str, language: str) -> None:
    """At least three different ones in each language, each as long as every offer of the model takes it."""
    own = ideas().own(language)[slug]
    assert len(set(own)) >= ENOUGH
    for offer in offers(catalog().get(slug)):
        for example in own:
            assert offer.prompt.minimum_length <= len(example) <= offer.prompt.room, example
            assert example == example.strip()


@pytest.mark.parametrize("language", SPOKEN)
def test_the_same_models_in_every_language(language: str) -> None:
    """A model has examples of its own in all languages or in none; one that does not exist has none."""
    assert sorted(ideas().own(language)) == OWN
    assert set(OWN) <= set(SLUGS)


def test_english_and_russian_are_spoken() -> None:
    """The languages that come with Kiosk have ideas of their own, and so have nearly all models."""
    assert {"en", "ru"} <= set(SPOKEN)
    assert len(OWN) > len(SLUGS) * 0.8


@pytest.mark.parametrize("slug", SLUGS)
def test_whatever_is_given_there_are_ideas_that_fit(slug: str) -> None:
    """With and without each kind of media, and in each mode of a song: examples and surprises within the limits."""
    model = catalog().get(slug)
    for offer, media, choices, rule in situations(model):
        for language in LANGUAGES:
            shown = ideas().examples(language, model, offer, media=media, choices=choices)
            assert len(shown) >= ENOUGH
            assert all(rule.minimum_length <= len(example) <= rule.room for example in shown)
            genre = ideas().genres(language)[genre_of(model, offer, media=media, choices=choices)]
            assert _longest(genre) <= rule.room


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("slug", OWN)
def test_with_the_media_that_it_needs_a_model_shows_its_own_examples(slug: str, language: str) -> None:
    """They are written for what the model is made for, not for whichever medium happens to be there."""
    model = catalog().get(slug)
    for offer in offers(model):
        needed = [need.media for need in offer.references if need.minimum]
        shown = ideas().examples(language, model, offer, media=needed, choices={})
        assert shown == ideas().own(language)[slug]


@pytest.mark.parametrize(
    ("slug", "media", "genre"),
    [
        ("kling-avatar", [Media.PHOTO, Media.AUDIO], "talk"),
        ("omnihuman-1.5", [Media.PHOTO], "talk"),
        ("kling-3.0-motion", [Media.PHOTO, Media.VIDEO], "setting"),
        ("pixverse-v6-extend", [Media.VIDEO], "next_scene"),
        ("wan-2.7-edit", [Media.VIDEO], "rework"),
        ("wan-3.0", [Media.PHOTO], "animate"),
        ("suno-cover", [Media.AUDIO], "cover"),
        ("suno-add-vocals", [Media.AUDIO], "lyrics"),
        ("suno-add-instrumental", [Media.AUDIO], "accompaniment"),
        ("suno-extend", [Media.AUDIO], "next_part"),
    ],
)
def test_the_genre_is_what_the_words_are(slug: str, media: list[Media], genre: str) -> None:
    """How it is said for lip sync, what happens next for an extension, how it sounds for a cover."""
    model = catalog().get(slug)
    assert {genre_of(model, offer, media=media, choices={}) for offer in offers(model)} == {genre}


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_every_genre_with_its_gaps_filled(language: str) -> None:
    """A language knows the genres of the others, and each gap of a pattern has parts; no part is spare."""
    genres = ideas().genres(language)
    assert set(genres) == set(ideas().genres("en"))
    for name, genre in genres.items():
        gaps = {
            field
            for pattern in genre.patterns
            for _, field, _, _ in string.Formatter().parse(pattern)
            if field
        }
        assert gaps == set(genre.parts), name
        assert all(len(set(parts)) == len(parts) >= 4 for parts in genre.parts.values()), name


@pytest.mark.parametrize("language", SPOKEN)
def test_surprises_are_many_and_repeatable(language: str) -> None:
    """The same seed makes the same prompt; a hundred seeds make many different ones in every genre."""
    for name, genre in ideas().genres(language).items():
        made = [genre.surprise(f"7:{turn}") for turn in range(100)]
        assert made == [genre.surprise(f"7:{turn}") for turn in range(100)]
        assert len(set(made)) >= 20, name


def _longest(genre: Genre) -> int:
    gaps = sum(max(map(len, parts)) for parts in genre.parts.values())
    return max(map(len, genre.patterns)) + gaps
