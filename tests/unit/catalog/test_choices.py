"""What people set on a model is completed, understood in many spellings, and refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.choices import settle, turned, without_free_text
from bot.errors import BadOption, OptionConflict, UnknownOption
from tests.unit.catalog.samples import (
    AUDIO,
    DURATION,
    MODE,
    NEGATIVE,
    RESOLUTION,
    SEED,
    SPEED,
    TITLE,
    model,
    offer,
)

LONG_AND_SHARP = {"duration": "10", "resolution": "1080p"}


def test_silence_means_the_defaults() -> None:
    """Nothing given: every choice has its default, and free options are left out."""
    sold = offer(DURATION, RESOLUTION, SEED)
    assert settle(model(sold), sold, {}) == {"duration": "5", "resolution": "720p"}


@pytest.mark.parametrize(
    "spelling", ["10", "10s", "10 s", "10S", "10sec", " 10 seconds ", "10с", "10 сек", "10С"]
)
def test_seconds_are_understood_with_their_unit(spelling: str) -> None:
    """A length may be typed with or without its unit."""
    sold = offer(DURATION)
    assert settle(model(sold), sold, {"duration": spelling}) == {"duration": "10"}


@pytest.mark.parametrize(
    ("spelling", "value"), [("1080р", "1080p"), ("1080п", "1080p"), ("4к", "4K"), ("4К", "4K")]
)
def test_values_are_understood_from_the_russian_keyboard(spelling: str, value: str) -> None:
    """The letters behind a number look or sound like those of the catalogue."""
    sold = offer(RESOLUTION)
    assert settle(model(sold), sold, {"resolution": spelling}) == {"resolution": value}


def test_only_seconds_have_a_unit_to_strip() -> None:
    """`720s` is not a resolution just because it ends like a length."""
    sold = offer(RESOLUTION)
    with pytest.raises(BadOption):
        settle(model(sold), sold, {"resolution": "720ps"})


@pytest.mark.parametrize(
    ("spelling", "value"),
    [("yes", "on"), ("TRUE", "on"), ("1", "on"), ("On", "on"), ("no", "off"), ("false", "off"), ("0", "off")],
)
def test_switches_understand_yes_and_no(spelling: str, value: str) -> None:
    """A switch may be set in the words that people use."""
    sold = offer(AUDIO)
    assert settle(model(sold), sold, {"audio": spelling}) == {"audio": value}


def test_names_and_values_do_not_mind_case_and_hyphens() -> None:
    """Values come out in the catalogue's own spelling."""
    sold = offer(RESOLUTION, NEGATIVE)
    chosen = settle(model(sold), sold, {"Resolution": "4k", "negative-prompt": " blur "})
    assert chosen == {"resolution": "4K", "negative_prompt": "blur"}


def test_an_unknown_option_names_the_known_ones() -> None:
    """A mistyped option is answered with what there is."""
    sold = offer(DURATION, RESOLUTION)
    with pytest.raises(UnknownOption) as refusal:
        settle(model(sold), sold, {"lenght": "10"})
    assert refusal.value.facts == {"option": "lenght", "model": "A Model", "known": "duration, resolution"}


def test_a_bad_value_names_the_allowed_ones() -> None:
    """A value that is not there is answered with the values that are."""
    sold = offer(DURATION)
    with pytest.raises(BadOption) as refusal:
        settle(model(sold), sold, {"duration": "7"})
    assert refusal.value.facts == {"option": "duration", "value": "7", "allowed": "5, 10"}


@pytest.mark.parametrize(("said", "kept"), [("1", "1"), ("0.70", "0.7"), ("1,1", "1.1"), ("1.20", "1.2")])
def test_numbers_are_kept_in_one_spelling(said: str, kept: str) -> None:
    """The same number is stored the same way, however it was typed; a decimal comma is understood."""
    sold = offer(SPEED)
    assert settle(model(sold), sold, {"speed": said}) == {"speed": kept}


@pytest.mark.parametrize("said", ["0.69", "1.21", "NaN", "Infinity", "-Infinity", "fast", "1e400", "--1"])
def test_numbers_out_of_range_are_refused(said: str) -> None:
    """Neither too small, nor too great, nor no number at all; the range is reported."""
    sold = offer(SPEED)
    with pytest.raises(BadOption) as refusal:
        settle(model(sold), sold, {"speed": said})
    assert refusal.value.facts["allowed"] == "0.7–1.2"


def test_whole_numbers_stay_whole() -> None:
    """A seed is an integer: fractions are refused."""
    sold = offer(SEED)
    assert settle(model(sold), sold, {"seed": "7.0"}) == {"seed": "7"}
    with pytest.raises(BadOption):
        settle(model(sold), sold, {"seed": "7.5"})


def test_free_text_has_a_longest_length_and_no_control_characters() -> None:
    """Free text is cleaned, then measured in characters."""
    sold = offer(NEGATIVE)
    assert settle(model(sold), sold, {"negative_prompt": "bl\x00ur"}) == {"negative_prompt": "blur"}
    assert settle(model(sold), sold, {"negative_prompt": "ё" * 20})
    with pytest.raises(BadOption):
        settle(model(sold), sold, {"negative_prompt": "x" * 21})


def test_what_was_chosen_goes_along_without_what_was_written() -> None:
    """Only words of a person's own are left out: neither values to choose from nor numbers."""
    said = {"negative_prompt": "blur", "seed": "7", "duration": "10"}
    assert without_free_text(offer(NEGATIVE, SEED, DURATION), said) == {"seed": "7", "duration": "10"}


def test_an_empty_free_option_is_no_option() -> None:
    """Clearing a free option removes it from the request."""
    sold = offer(NEGATIVE, SEED)
    assert settle(model(sold), sold, {"negative_prompt": "  ", "seed": ""}) == {}


def test_two_given_options_that_conflict_are_refused() -> None:
    """What a person asked for twice over is not silently changed."""
    sold = offer(DURATION, RESOLUTION, conflicts=(LONG_AND_SHARP,))
    with pytest.raises(OptionConflict) as refusal:
        settle(model(sold), sold, LONG_AND_SHARP)
    assert refusal.value.facts == {"first": "duration=10", "second": "resolution=1080p"}


def test_a_default_gives_way_to_what_was_given() -> None:
    """Only the default conflicts: it moves to its first possible value."""
    sold = offer(DURATION, RESOLUTION, conflicts=({"duration": "10", "resolution": "720p"},))
    assert settle(model(sold), sold, {"duration": "10"}) == {"duration": "10", "resolution": "1080p"}


def test_a_button_moves_the_other_option() -> None:
    """Pressing a value that conflicts keeps the pressed one and mends the rest."""
    sold = offer(DURATION, RESOLUTION, conflicts=(LONG_AND_SHARP,))
    before = {"duration": "10", "resolution": "720p"}
    assert turned(sold, before, "resolution", "1080p") == {"duration": "5", "resolution": "1080p"}
    assert before == {"duration": "10", "resolution": "720p"}


def test_a_button_of_yesterday_is_refused() -> None:
    """An option or value that the catalogue no longer has is an answer, not a crash."""
    sold = offer(DURATION)
    with pytest.raises(BadOption):
        turned(sold, {}, "resolution", "720p")
    with pytest.raises(BadOption):
        turned(sold, {"duration": "5"}, "duration", "8")


def test_an_option_exists_only_beside_its_condition() -> None:
    """A title belongs to lyrics: it appears with them, and asking for it without them is refused."""
    sold = offer(MODE, TITLE)
    assert settle(model(sold), sold, {}) == {"mode": "description"}
    assert settle(model(sold), sold, {"mode": "lyrics"}) == {"mode": "lyrics", "title": "Untitled"}
    with pytest.raises(OptionConflict) as refusal:
        settle(model(sold), sold, {"title": "Night"})
    assert refusal.value.facts == {"first": "title=Night", "second": "mode=description"}


def test_turning_a_dependent_option_brings_its_condition() -> None:
    """Setting the title from the card switches the mode; leaving the mode drops the title."""
    sold = offer(MODE, TITLE)
    with_title = turned(sold, {"mode": "description"}, "title", "Night")
    assert with_title == {"mode": "lyrics", "title": "Night"}
    assert turned(sold, with_title, "mode", "description") == {"mode": "description"}


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=4))
def test_any_words_are_settled_or_refused(said: dict[str, str]) -> None:
    """Whatever people type ends in possible choices or in a refusal, and settling twice changes nothing."""
    sold = offer(DURATION, RESOLUTION, AUDIO, SPEED, NEGATIVE, conflicts=(LONG_AND_SHARP,))
    try:
        chosen = settle(model(sold), sold, said)
    except (UnknownOption, BadOption, OptionConflict):
        return
    assert settle(model(sold), sold, chosen) == chosen
    assert not LONG_AND_SHARP.items() <= chosen.items()
