"""How names and words are written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.catalog.spelling import LONGEST, LONGEST_WORD, on_other_layout, sound, words_in
from bot.catalog.word_index import Fit, WordIndex


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("suno", "суно"), ("flux", "флюкс"), ("seedance", "сиданс"), ("qwen", "квен"), ("wan", "ван"), ("ghibli", "гибли"),
        ("hailuo", "хайлуо"), ("песня", "pesnya"), ("ёлка", "елка"), ("google", "гугл"),
    ],
)  # fmt: skip
def test_what_sounds_the_same(one: str, other: str) -> None:
    """In both scripts."""
    assert sound(one) == sound(other)


def test_words_of_a_name() -> None:
    """Versions stand apart from names and lose their v; case and signs do not matter."""
    assert words_in("Veo3.1 fast, КЛИНГ-2.5 v4.5") == ["veo", "3.1", "fast", "клинг", "2.5", "4.5"]


@given(st.text())
@example("Sß")
@example("iiu")
def test_every_text_has_words_of_bounded_length(text: str) -> None:
    """Nothing that people send breaks it, and what it says of it goes through it unchanged."""
    words = words_in(text)
    assert all(0 < len(word) <= LONGEST_WORD for word in words)
    assert len(" ".join(words)) <= 3 * LONGEST * 18  # compatibility forms may be longer than their signs
    assert all(sound(sound(word)) == sound(word) for word in words)


def test_the_other_keyboard() -> None:
    """There and back."""
    assert on_other_layout("rkbyu") == "клинг"
    assert on_other_layout(on_other_layout("kling")) == "kling"


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("banana", Fit.SAME), ("банана", Fit.SAME), ("ban", Fit.BEGINNING), ("bananas", Fit.FORM), ("bnaana", Fit.SLIP),
        ("nana", Fit.SLIP), ("bananaland", Fit.SHORTER), ("cabana", None), ("b", None), ("123", None),
    ],
)  # fmt: skip
def test_how_well_a_word_fits(typed: str, fit: Fit | None) -> None:
    """From the word itself to one that only begins with it."""
    assert WordIndex(["banana", "kling"]).near(typed).get("banana") is fit
