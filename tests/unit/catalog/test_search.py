"""Finding models by what people type."""

from __future__ import annotations

import pytest

from bot.catalog.search import search

ENGLISH = {
    "veo-3.1": "veo-3.1 Veo 3.1 video Google’s finest: cinema with sound.",
    "kling-2.5-turbo": "kling-2.5-turbo Kling 2.5 Turbo video Strong motion at a fair price.",
    "flux-pro": "flux-pro Flux Pro image picture Photorealistic and sharp.",
    "midjourney": "midjourney Midjourney image picture The artist among the models.",
    "suno-v5": "suno-v5 Suno V5 music song Studio sound, natural voices.",
}
RUSSIAN = {
    "veo-3.1": "veo-3.1 Veo 3.1 видео ролик Лучшее у Google: кино со звуком.",
    "flux-pro": "flux-pro Flux Pro картинка фото Резкая, как фотография. Чёткие надписи.",
    "suno-v5": "suno-v5 Suno V5 музыка песня Студийный звук, естественные голоса.",
    "kling-3.0": "kling-3.0 Kling 3.0 видео Новейший Kling: длинные планы.",
}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("veo", ["veo-3.1"]),
        ("VEO 3.1", ["veo-3.1"]),
        ("turbo kling", ["kling-2.5-turbo"]),
        ("kling_2.5", ["kling-2.5-turbo"]),
        ("klign", ["kling-2.5-turbo"]),
        ("mid journey", ["midjourney"]),
        ("mijourney", ["midjourney"]),
        ("picture", ["flux-pro", "midjourney"]),
        ("sound", ["veo-3.1", "suno-v5"]),
        ("sound video", ["veo-3.1"]),
        ("real sharp", ["flux-pro"]),
    ],
)
def test_english(wanted: str, found: list[str]) -> None:
    """Names, kinds and character words, in any order and case, with small slips; whole words are not mixed with slips."""
    assert search(ENGLISH, wanted).slugs == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("клинг", ["kling-3.0"]),
        ("суно", ["suno-v5"]),
        ("флакс", ["flux-pro"]),
        ("песни", ["suno-v5"]),
        ("четкие надписи", ["flux-pro"]),
        ("видео со звуком", ["veo-3.1"]),
    ],
)
def test_russian(wanted: str, found: list[str]) -> None:
    """Names are found as they are heard, words in their other forms, and Ё is Е."""
    assert search(RUSSIAN, wanted).slugs == found


def test_the_nearest() -> None:
    """What fits nothing but resembles something leads there, at most to three; what resembles nothing leads nowhere."""
    found = search(ENGLISH, "videogame")
    assert (found.slugs, found.nearest) == ([], ["veo-3.1", "kling-2.5-turbo"])
    assert search(ENGLISH, "xyzzy").nearest == []


@pytest.mark.parametrize("wanted", ["", "…", "?!", "🙂"])
def test_nothing_to_look_for(wanted: str) -> None:
    """Without a letter nothing is found and nothing is near."""
    found = search(ENGLISH, wanted)
    assert (found.slugs, found.nearest) == ([], [])


def test_a_long_search_is_no_trouble() -> None:
    """Only the first words count, so that a pasted page costs no more than a line."""
    assert search(ENGLISH, "veo " * 500).slugs == ["veo-3.1"]
