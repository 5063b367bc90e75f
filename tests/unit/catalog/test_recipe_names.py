"""The recipe that a line begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.recipe_names import recipes_named

NAMES = {
    "idea-to-video": ("idea-to-video", "Idea → picture → video", "Идея → картинка → видео"),
    "photo-to-ghibli": ("photo-to-ghibli", "Photo → Ghibli → video", "Фото → Ghibli → видео"),
    "photo-alive": ("photo-alive", "Old photo → alive", "Старое фото оживает"),
}


@pytest.mark.parametrize(
    ("line", "only", "rest"),
    [
        ("IDEA_to_video a cat", "idea-to-video", "a cat"),
        ("idea-to-video\na cat", "idea-to-video", "a cat"),
        ("Идея → картинка → видео кот", "idea-to-video", "кот"),
        ("idea picture of a cat", "idea-to-video", "picture of a cat"),
        ("гибли кот", "photo-to-ghibli", "кот"),
        ("idea-to-vidoe a cat", None, "a cat"),
        ("photo a cat", None, "a cat"),
        ("", None, ""),
        ("to a cat", None, "to a cat"),
    ],
)
def test_what_a_line_begins_with(line: str, only: str | None, rest: str) -> None:
    """A whole name, or one word that a single recipe has; what follows is left as it is."""
    named = recipes_named(line, NAMES)
    assert (named.only, named.rest) == (only, rest)


def test_what_resembles_comes_nearest_first() -> None:
    """A slip offers the recipe that was meant; a word of several offers these; another word is none."""
    assert recipes_named("idea-to-vidoe", NAMES).slugs[0] == "idea-to-video"
    assert set(recipes_named("photo", NAMES).slugs) == {"photo-to-ghibli", "photo-alive"}
    assert recipes_named("кот на луне", NAMES).slugs == ()


@given(st.text())
def test_every_line_is_read(line: str) -> None:
    """Nothing that people send breaks it, and nothing of the words is made up."""
    assert line.endswith(recipes_named(line, NAMES).rest)
