"""What stands in the gap of a look becomes one text with the words around it."""

from __future__ import annotations

import pytest

from bot.domain.look import LookWords


@pytest.mark.parametrize(
    ("before", "after", "said", "whole"),
    [
        ("", ", noir, rain", "a cat", "a cat, noir, rain"),
        ("", ", noir, rain", "a cat.", "a cat, noir, rain"),
        ("Portrait of ", " in oil", "кот", "Portrait of кот in oil"),
        ("noir, ", "", " a cat ", "noir, a cat"),
        ("", ", noir, rain", "", "noir, rain"),
        ("A picture: ", " — noir", " ", "A picture, noir"),
        ("", "", "a cat", "a cat"),
        ("", "", "", ""),
        ("noir, ", ", rain", "{prompt} {prompt}", "noir, {prompt} {prompt}, rain"),
        ("", ", noir", "...", "..., noir"),
    ],
)
def test_the_whole(before: str, after: str, said: str, whole: str) -> None:
    """Words stand in the gap as they are, whatever they look like; an empty gap leaves no punctuation behind."""
    assert LookWords(before, after).around(said) == whole
