"""The one-line form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.spec import Offer, Option
from handlers.compose.gen_parser import parse, split_slug

OFFER = Offer(
    options=(
        Option(name="aspect_ratio", choices=("16:9", "9:16"), default="16:9"),
        Option(name="duration", choices=("5", "10"), default="5", unit="seconds"),
        Option(name="resolution", choices=("720p", "1080p"), default="720p"),
        Option(name="audio", choices=("on", "off"), default="off"),
        Option(name="style", maximum_length=80),
    )
)

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="="), min_size=1).map(
    str.strip
)


@pytest.mark.parametrize(
    ("text", "choices", "prompt"),
    [
        ("a cat", {}, "a cat"),
        ("duration=10 a cat", {"duration": "10"}, "a cat"),
        ('style="dark jazz" a cat', {"style": "dark jazz"}, "a cat"),
        ("style='dark jazz' a cat", {"style": "dark jazz"}, "a cat"),
        ("style=“dark jazz” a cat", {"style": "dark jazz"}, "a cat"),
        ("style=«dark jazz» a cat", {"style": "dark jazz"}, "a cat"),
        ('style="dark jazz a cat', {"style": '"dark'}, "jazz a cat"),
        ("Duration=10 AUDIO=on a cat", {"duration": "10", "audio": "on"}, "a cat"),
        ("9:16 10s 1080p a cat", {"aspect_ratio": "9:16", "duration": "10s", "resolution": "1080p"}, "a cat"),
        ("9:16 16:9 a cat", {"aspect_ratio": "9:16"}, "16:9 a cat"),
        ("4:3 a cat", {}, "4:3 a cat"),
        ("on a roof", {}, "on a roof"),
        ("10 cats", {}, "10 cats"),
        ("colour=red a cat", {"colour": "red"}, "a cat"),
        ("a cat duration=10", {}, "a cat duration=10"),
        ("duration=10\nfirst line\n\nlast line", {"duration": "10"}, "first line\n\nlast line"),
        ("duration=", {"duration": ""}, ""),
        ("", {}, ""),
    ],
)
def test_options_come_first_and_the_rest_is_the_prompt(
    text: str, choices: dict[str, str], prompt: str
) -> None:
    """Named and unmistakable bare values are options; everything after them is left as it was written."""
    said = parse(text, OFFER)
    assert (dict(said.choices), said.prompt) == (choices, prompt)


@pytest.mark.parametrize(
    ("text", "slug", "rest"),
    [
        ("veo-3.1 a cat", "veo-3.1", "a cat"),
        ("veo-3.1\na cat\nat night", "veo-3.1", "a cat\nat night"),
        ("  veo-3.1  ", "veo-3.1", ""),
        ("", "", ""),
    ],
)
def test_slug_is_the_first_word(text: str, slug: str, rest: str) -> None:
    """Whatever white space follows the slug, the prompt keeps its own lines."""
    assert split_slug(text) == (slug, rest)


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    """Any text is parsed, and the prompt is always the end of what was written."""
    slug, rest = split_slug(text)
    assert text.strip().startswith(slug)
    assert rest.rstrip().endswith(parse(rest, OFFER).prompt)


@given(
    duration=st.sampled_from(["5", "10"]),
    style=st.text(st.characters(categories=("L", "Zs")), max_size=20),
    prompt=WORDS,
)
def test_what_is_written_is_what_is_read(duration: str, style: str, prompt: str) -> None:
    """Options and prompt that are put together come apart again."""
    said = parse(f'duration={duration} style="{style}" | {prompt}', OFFER)
    assert dict(said.choices) == {"duration": duration, "style": style}
    assert said.prompt == f"| {prompt}".rstrip()
