"""What a look may be called, and how its name is found before a person's words."""

from __future__ import annotations

import pytest

from bot.domain.text_search import folded
from bot.errors import LookNameWrong
from bot.looks.names import LONGEST, free_name, look_name, split_name


@pytest.mark.parametrize(
    "name", ["noir", "Нуар", "黑白", "  80s   film ", "Anna's", "C++", "x" * LONGEST, "e\u0301te"]
)
def test_names_of_any_script(name: str) -> None:
    """With single spaces."""
    assert look_name(name) == " ".join(look_name(name).split())


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "x",
            "x" * (LONGEST + 1),
            "/start",
            "@anna",
            "42",
            "🎨",
            "🎨 noir",
            "<b>noir</b>",
            "a=b",
            "noir\u202e",
        ),
        *("  ", "-- noir", "noir: rain", "\u200b\u200b", '"noir"', "[noir](https://evil.example)"),
    ],
)
def test_what_is_no_name(name: str) -> None:
    """Commands, mentions, options, markup, and what cannot be seen."""
    with pytest.raises(LookNameWrong):
        look_name(name)


def test_a_line_break_is_a_space() -> None:
    """A name is one line."""
    assert look_name("film\nnoir") == "film noir"


def test_a_name_that_is_taken_gets_a_number() -> None:
    """Within the longest length."""
    assert free_name("noir", frozenset()) == "noir"
    assert free_name("Noir", frozenset({"noir", "noir 2"})) == "Noir 3"
    assert free_name("x" * LONGEST, frozenset({"x" * LONGEST})) == "x" * (LONGEST - 2) + " 2"


def test_the_longest_name_that_the_words_begin_with() -> None:
    """Without case; line breaks behind it stay."""
    names = {folded("Film"): 1, folded("Film Noir"): 2, folded("Ёлка"): 3}
    assert split_name("film noir a cat\non a roof", names) == (2, "a cat\non a roof")
    assert split_name("FILM a cat", names) == (1, "a cat")
    assert split_name("елка", names) == (3, "")
    assert split_name("films a cat", names) is None
    assert split_name("", names) is None
