"""Whatever a language model answers, words are left or nothing is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WriterRefused
from bot.writer.answers import LARGEST, clean, read_prompt, read_prompts

CAT = "a cat on a roof"


@pytest.mark.parametrize(
    "answer",
    [
        '{"prompt": "a cat on a roof"}',
        '```json\n{"prompt": "a cat on a roof"}\n```',
        'Here you are:\n{"prompt": "a cat\\u200b on a \\u202eroof"}',
        "a cat on a roof",
        'Prompt: "a cat on a roof"',
        "**Improved prompt:** a cat on a roof",
        "Sure, here is the prompt: «a cat on a roof»",
        "Промпт: a cat on a roof",
        "<b>a cat</b> on a <a href='https://evil.example/x'>roof</a>",
        "&lt;b&gt;a cat&lt;/b&gt; on a roof",
        "a cat on a [roof](https://evil.example/x)",
        "a cat on a roof https://evil.example/x?y=1",
        "a cat t.me/evil on a roof",
        "evil.example/path a cat on a roof",
        "/a cat on a roof",
        "a cat //on a roof\x00\x07",
        "# a cat on a roof",
        '{"prompts": ["a cat on a roof", "a cat on a roof"]}',
        '{"text": "a cat on a roof", "prompt": 7}',
    ],
)
def test_what_is_left(answer: str) -> None:
    """Markup, links, commands, labels, quotes and marks that are not seen go."""
    assert read_prompt(answer, longest=1000) == CAT


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "   ",
        "\u200b\u202e",
        "{}",
        '{"prompt": ""}',
        '{"prompt": ["", 3]}',
        '{"prompt": {"a": 1}}',
        '{"prompt": "unfinished',
        '[{"a": 1}]',
        '{"refused": true, "prompt": "a cat"}',
        "I'm sorry, but I can't help with that.",
        "К сожалению, я не могу помочь.",
        "<!DOCTYPE html><html><body>hello</body></html>",
        "&lt;html&gt;hello",
        "https://evil.example/only",
        "word " * (LARGEST // 5 + 1),
        "{" * 15_000,
    ],
)
def test_what_is_refused(answer: str) -> None:
    """Nothing, pages, what is too long, and a polite no are no words."""
    with pytest.raises(WriterRefused):
        read_prompt(answer, longest=1000)


def test_it_is_cut_at_a_word() -> None:
    """The model's length is kept; a word is not broken."""
    assert read_prompt("a red fox in the snow", longest=12) == "a red fox in"
    assert read_prompt("a red fox in the snow", longest=14) == "a red fox in"
    assert read_prompt("x" * 50, longest=20) == "x" * 20


def test_what_is_too_short_is_refused() -> None:
    """A model that needs more characters gets no fewer."""
    with pytest.raises(WriterRefused):
        read_prompt("a cat", longest=100, shortest=10)


def test_several() -> None:
    """Each once, in order, at most so many."""
    answer = json.dumps({"prompts": ["one", "two", "two", "three", "four"]})
    assert read_prompts(answer, longest=100, most=4) == ["one", "two", "three"]


def test_lines_and_characters_stay() -> None:
    """Lines of a song, `@Anna` and other scripts are words."""
    assert read_prompt("@Anna и кот\n\n\n\nпоют", longest=100) == "@Anna и кот\n\nпоют"


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """Whatever comes, what is left has no markup, no hidden marks, fits, and stays as it is when it is cleaned again."""
    try:
        left = clean(text, longest=100)
    except WriterRefused:
        return
    assert len(left) <= 100
    assert "```" not in left
    assert not [one for one in left if one != "\n" and unicodedata.category(one) in {"Cc", "Cf", "Cs"}]


@given(st.text(alphabet="<>ab/&;lgt\"'`*:.h", max_size=120))
def test_markup_of_any_shape(text: str) -> None:
    """Brackets nested and broken in any way leave no tag."""
    try:
        left = clean(text, longest=500)
    except WriterRefused:
        return
    assert "<" not in left
    assert "`" not in left
