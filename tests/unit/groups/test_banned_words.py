"""Which prompts hold a banned word."""

from __future__ import annotations

import pytest

from bot.groups.banned_words import LONGEST, MOST, holds_banned, listed


@pytest.mark.parametrize(
    ("word", "prompt", "held"),
    [
        ("war", "a War!", True),
        ("war", "an old wardrobe", False),
        ("war", "software", False),
        ("war", "post-war city", True),
        ("война", "ВОЙНА и мир", True),
        ("война", "войну", False),
        ("войн*", "про войну", True),
        ("войн*", "безвойнный", False),
        ("еж", "Ёж в тумане", True),
        ("red flag", "a red   flag", True),
        ("red flag", "a red big flag", False),
        ("war", "w\u200bar", True),
        ("war", "ｗａｒ", True),
        ("straße", "STRASSE", True),
        ("戦争", "昔の戦争の絵", True),
        ("c++", "learn c++ now", True),
        (".*", "anything", False),
        ("a*", "banana", False),
    ],
)
def test_whole_words_in_any_spelling(word: str, prompt: str, held: bool) -> None:
    """Whole words count, in any case and width and through invisible marks; a star stands for any ending."""
    assert holds_banned(prompt, listed(word)) is held


def test_the_list_is_bounded() -> None:
    """Commas, semicolons and lines separate; each word once; many and long ones are cut off."""
    assert listed(" War,  war ;\nСАЛЮТ,, *, big  red* ") == ("war", "салют", "big red*")
    assert listed("x" * 500) == ("x" * LONGEST,)
    assert len(listed(",".join(f"w{number}" for number in range(500)))) == MOST
