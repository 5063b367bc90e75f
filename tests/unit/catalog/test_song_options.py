"""A song's own rules."""

from __future__ import annotations

import pytest

from bot.catalog.choices import check_prompt, settle
from bot.catalog.load import load_catalog
from bot.catalog.song_options import has_custom_mode, is_custom, is_sung, title_from
from bot.errors import PromptMissing, PromptTooLong

MODEL = load_catalog().get("suno-v6")
assert MODEL.live is not None
OFFER = MODEL.live


@pytest.mark.parametrize(
    ("lyrics", "title"),
    [
        ("[Verse]\nThe kettle hums, the day is slow,\nSnow", "The kettle hums, the day is slow"),
        ("(intro)\n\n  Go!  ", "Go"),
        ("[Verse]\n[Chorus]", ""),
        ("", ""),
        ("a" * 100, "a" * 80),
    ],
)
def test_a_title_is_the_first_line_that_is_sung(lyrics: str, title: str) -> None:
    """Marks in brackets are passed over, the line's last sign goes, and it is as long as a title may be."""
    assert title_from(lyrics, 80) == title


def test_custom_and_sung() -> None:
    """Lyrics are sung unless no one sings; a description is neither custom nor sung."""
    assert has_custom_mode(OFFER)
    assert not is_custom(OFFER, settle(MODEL, OFFER, {}))
    assert is_sung(OFFER, settle(MODEL, OFFER, {"mode": "lyrics"}))
    without = settle(MODEL, OFFER, {"mode": "lyrics", "instrumental": "on"})
    assert is_custom(OFFER, without)
    assert not is_sung(OFFER, without)
    assert "vocals" not in without


def test_the_length_depends_on_what_the_words_are() -> None:
    """Lyrics may be longer than a description, and a song without singing takes no words at all."""
    lyrics = settle(MODEL, OFFER, {"mode": "lyrics"})
    assert check_prompt(MODEL, OFFER, "la " * 1500, lyrics)
    with pytest.raises(PromptTooLong) as refused:
        check_prompt(MODEL, OFFER, "la " * 1500, settle(MODEL, OFFER, {}))
    assert refused.value.facts == {"length": 4499, "maximum": 3000}
    with pytest.raises(PromptMissing):
        check_prompt(MODEL, OFFER, "", lyrics)
    without = settle(MODEL, OFFER, {"mode": "lyrics", "instrumental": "on"})
    assert check_prompt(MODEL, OFFER, "never sung", without) == ""
