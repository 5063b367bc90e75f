"""The one-line form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.spec import Offer, Option
from handlers.compose.gen_parser import parse, split_slug, written

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
    ("text", "copies", "prompt"),
    [
        ("x3 a cat", 3, "a cat"),
        ("9:16 ×2 a cat", 2, "a cat"),
        ("a cat ×4", 4, "a cat"),
        ("кот х3", 3, "кот"),
        ("a grid of x9", 1, "a grid of x9"),
        ("x1 a cat", 1, "x1 a cat"),
        ("“a cat x3”", 1, "a cat x3"),
        ("a cat max3", 1, "a cat max3"),
    ],
)
def test_several_at_once(text: str, copies: int, prompt: str) -> None:
    """How many at once stands before or behind the words; in quotes it is a part of them."""
    said = parse(text, OFFER)
    assert (said.copies, said.prompt) == (copies, prompt)


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
        ("10с 1080р кот", {"duration": "10с", "resolution": "1080р"}, "кот"),
        ("10сек 1080п кот", {"duration": "10сек", "resolution": "1080п"}, "кот"),
        ("10слов о коте", {}, "10слов о коте"),
        ("9:16 16:9 a cat", {"aspect_ratio": "16:9"}, "a cat"),
        ("on a roof", {}, "on a roof"),
        ("10 cats", {}, "10 cats"),
        ("a cat duration=10", {}, "a cat duration=10"),
        ("duration=10\nfirst line\n\nlast line", {"duration": "10"}, "first line\n\nlast line"),
        ('"9:16 is a ratio"', {}, "9:16 is a ratio"),
        ("«4k»", {}, "4k"),
        ("“duration=5 of what?”", {}, "duration=5 of what?"),
        ('"OPEN"', {}, '"OPEN"'),
        ('"7s" of fame', {}, '"7s" of fame'),
        ("'", {}, "'"),
        ("", {}, ""),
    ],
)
def test_options_come_first_and_the_rest_is_the_prompt(
    text: str, choices: dict[str, str], prompt: str
) -> None:
    """Named and bare values are options; everything after them, and what stands in quotes, is left as it was written."""
    said = parse(text, OFFER)
    assert (dict(said.choices), dict(said.unfit), said.prompt) == (choices, {}, prompt)


@pytest.mark.parametrize(
    ("text", "unfit"),
    [
        ("7s a cat", {"duration": "7s"}),
        ("4k a cat", {"resolution": "4k"}),
        ("4к a cat", {"resolution": "4к"}),
        ("99:1 a cat", {"aspect_ratio": "99:1"}),
        ("colour=red a cat", {"colour": "red"}),
        ("duration=7 a cat", {"duration": "7"}),
        ("duration= a cat", {"duration": ""}),
        ("9:16 7s 10s a cat", {}),
    ],
)
def test_what_the_model_does_not_have_is_no_word(text: str, unfit: dict[str, str]) -> None:
    """A value that looks like an option's is one, also when the model has no such option or value."""
    said = parse(text, OFFER)
    assert (dict(said.unfit), said.prompt) == (unfit, "a cat")


def test_without_a_model_every_option_counts() -> None:
    """Where the model is still to be picked, options are kept for it."""
    said = parse("99:1 7s mood=sad a cat")
    assert dict(said.choices) == {"aspect_ratio": "99:1", "duration": "7s", "mood": "sad"}
    assert (dict(said.unfit), said.prompt) == ({}, "a cat")


BARE = st.one_of(
    st.builds("{}:{}".format, st.integers(1, 99), st.integers(1, 99)),
    st.builds("{}s".format, st.integers(1, 9999)),
    st.builds("{}p".format, st.integers(100, 9999)),
    st.builds("{}k".format, st.integers(1, 9)),
)


@given(
    tokens=st.lists(BARE, max_size=5),
    prompt=st.from_regex(r"[a-zа-я]{2,8}( [a-zа-я]{1,8}){0,4}", fullmatch=True),
)
def test_what_looks_like_an_option_is_never_a_word(tokens: list[str], prompt: str) -> None:
    """However many values stand before the words, whether the model has them or not, none gets into the prompt or is lost."""
    said = parse(" ".join([*tokens, prompt]), OFFER)
    assert said.prompt == prompt
    assert {*said.choices.values(), *said.unfit.values()} <= set(tokens)
    assert not said.choices.keys() & said.unfit.keys()
    assert len(said.choices) + len(said.unfit) == len({_option_of(token) for token in tokens})


@given(prompt=st.builds("{} {}".format, BARE, st.from_regex(r"[a-z]{1,8}", fullmatch=True)))
def test_quotes_make_words_of_it(prompt: str) -> None:
    """What stands in quotes is meant as it stands; as a line it comes apart as it was put together."""
    assert parse(f'"{prompt}"', OFFER).prompt == prompt
    said = parse(prompt, OFFER)
    assert f"{written({**said.choices, **said.unfit})} {said.prompt}" == prompt


def _option_of(token: str) -> str:
    return {"s": "duration", "p": "resolution", "k": "resolution"}.get(token[-1], "aspect_ratio")


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
    """Any text is parsed, and the prompt is always the end of what was written, but for quotes around it."""
    slug, rest = split_slug(text)
    assert text.strip().startswith(slug)
    assert parse(rest, OFFER).prompt in rest


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
