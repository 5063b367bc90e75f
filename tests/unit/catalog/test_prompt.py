"""A prompt is cleaned, measured as KIE measures it, and refused with the numbers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.choices import check_prompt
from bot.catalog.spec import PromptRule
from bot.errors import PromptMissing, PromptTooLong, PromptTooShort
from tests.unit.catalog.samples import PLAIN_PROMPT, model, offer


def checked(words: str, rule: PromptRule = PLAIN_PROMPT) -> str:
    """The words as the rule lets them pass."""
    sold = offer(prompt=rule)
    return check_prompt(model(sold), sold, words)


def test_edges_and_control_characters_go() -> None:
    """Space around it and invisible control characters are removed; line breaks stay, in one spelling."""
    assert checked("  a\x00b\r\nc\x1b ") == "ab\nc"


def test_letters_are_composed() -> None:
    """The same word in two Unicode spellings is one prompt (NFC)."""
    assert checked(unicodedata.normalize("NFD", "ёлка")) == "ёлка"


@pytest.mark.parametrize("words", ["", "   ", "\n\t", "\x00\x01"])
def test_nothing_is_a_missing_prompt(words: str) -> None:
    """Spaces are not a prompt."""
    with pytest.raises(PromptMissing):
        checked(words)


def test_length_is_counted_in_characters() -> None:
    """Ten letters of any alphabet and ten emoji are ten characters, not bytes."""
    assert checked("щ" * 10) == "щ" * 10
    assert checked("🐈" * 10) == "🐈" * 10


def test_too_long_and_too_short_say_the_numbers() -> None:
    """The refusal names what was counted and the limit."""
    with pytest.raises(PromptTooLong) as long:
        checked("x" * 11)
    assert long.value.facts == {"length": 11, "maximum": 10}
    with pytest.raises(PromptTooShort) as short:
        checked("xy")
    assert short.value.facts == {"length": 2, "minimum": 3}


def test_a_prefix_takes_its_room() -> None:
    """The model's own words count, but do not come back."""
    rule = PromptRule(maximum_length=10, prefix="In oil: ")
    assert checked("ab", rule) == "ab"
    with pytest.raises(PromptTooLong) as refusal:
        checked("abc", rule)
    assert refusal.value.facts == {"length": 3, "maximum": 2}


def test_an_optional_prompt_may_be_empty() -> None:
    """A model that can do without words gets none."""
    assert checked(" ", PromptRule(required=False)) == ""


def test_a_model_without_prompt_ignores_words() -> None:
    """Words beside a picture whose background goes are not an error."""
    assert checked("please", PromptRule(required=False, maximum_length=0)) == ""


@given(st.text())
def test_checking_twice_changes_nothing(words: str) -> None:
    """A prompt that passed passes again, unchanged (an edited message, a repeated generation)."""
    rule = PromptRule(maximum_length=50)
    try:
        once = checked(words, rule)
    except (PromptMissing, PromptTooLong):
        return
    assert checked(once, rule) == once
    assert len(once) <= 50
