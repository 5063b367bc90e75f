"""Where the gap of a look may be."""

from __future__ import annotations

import pytest

from bot.domain.look import LookWords
from bot.errors import LookGapMissing, LookGapsTooMany, LookTooLong
from bot.looks.gaps import LONGEST_WORDS, read_gap, suggested_gaps


@pytest.mark.parametrize(
    ("prompt", "written"),
    [
        ("a cat on a roof, noir, rain", ["{prompt}, noir, rain", "a cat on a roof, noir, {prompt}"]),
        ("кот на крыше. Нуар, дождь!", ["{prompt}. Нуар, дождь!", "кот на крыше. Нуар, {prompt}!"]),
        ("屋顶上的猫，黑白", ["{prompt}，黑白", "屋顶上的猫，{prompt}"]),
        ("noir", ["{prompt}, noir", "noir, {prompt}"]),
        ("noir {prompt} in rain, at night", ["noir {prompt} in rain, at night"]),
        ("", ["{prompt}"]),
    ],
)
def test_suggestions(prompt: str, written: list[str]) -> None:
    """What comes first is likeliest to change, then what comes last, then nothing; a gap that is there stays."""
    suggested = suggested_gaps(prompt)
    assert [words.written() for words, _ in suggested][: len(written)] == written
    assert len(suggested) <= 3
    for words, sample in suggested:
        if sample:
            assert words.around(sample) == prompt


@pytest.mark.parametrize("gap", ["{prompt}", "{PROMPT}", "{}", "{…}", "{...}", "{слова}", "{言葉}", "____"])
def test_a_gap_as_people_write_it(gap: str) -> None:
    """In any language."""
    assert read_gap(f"noir, {gap} in rain") == LookWords("noir, ", " in rain")


def test_other_braces_are_words_beside_the_exact_gap() -> None:
    """Prompts in JSON have braces of their own."""
    assert read_gap('{"scene": "{prompt}", "style": {"name": "{noir}"}}').written() == (
        '{"scene": "{prompt}", "style": {"name": "{noir}"}}'
    )


def test_what_has_no_gap_or_several_is_refused() -> None:
    """And what is too long to be read."""
    with pytest.raises(LookGapMissing):
        read_gap("noir, rain")
    with pytest.raises(LookGapsTooMany) as several:
        read_gap("{prompt} and {prompt}")
    assert several.value.facts == {"number": 2}
    with pytest.raises(LookGapsTooMany):
        read_gap("{кто} на {чём}")
    with pytest.raises(LookTooLong):
        read_gap("{prompt}" + "x" * LONGEST_WORDS)
