"""HTML in, text and entities out, as TDLib's parser does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.entities import Formatted, parse_html, tidy
from bot.sandbox.telegram.errors import ApiError


def test_each_tag_becomes_its_entity() -> None:
    """Every tag of Telegram's HTML is known, with offsets in UTF-16 units."""
    parsed = parse_html(
        "😀<b>b</b><i>i</i><u>u</u><s>s</s><tg-spoiler>p</tg-spoiler><code>c</code>"
        '<a href="https://a.example/?x=1&amp;y=2">l</a><blockquote>q</blockquote>'
        '<blockquote expandable>e</blockquote><pre><code class="language-py">k</code></pre>'
        '<span class="tg-spoiler">z</span>'
    )
    assert parsed.text == "😀biuspclqekz"
    assert [(entity["type"], entity["offset"]) for entity in parsed.entities] == [
        ("bold", 2),
        ("italic", 3),
        ("underline", 4),
        ("strikethrough", 5),
        ("spoiler", 6),
        ("code", 7),
        ("text_link", 8),
        ("blockquote", 9),
        ("expandable_blockquote", 10),
        ("pre", 11),
        ("spoiler", 12),
    ]
    assert parsed.entities[6]["url"] == "https://a.example/?x=1&y=2"
    assert parsed.entities[9]["language"] == "py"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 0'),
        ("я<foo>", 'Unsupported start tag "foo" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_bad_html_is_refused_with_tdlibs_words(source: str, complaint: str) -> None:
    """A wrong tag is named with its byte offset."""
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_white_space_is_trimmed_and_entities_follow() -> None:
    """Telegram trims the text; an entity that covered only spaces goes away."""
    parsed = parse_html("  <b> x </b><i>  </i>")
    assert parsed.text == "x"
    assert [(e["type"], e["offset"], e["length"]) for e in parsed.entities] == [("bold", 0, 1)]


def test_commands_links_mentions_and_hashtags_are_found() -> None:
    """What clients make clickable is an entity, except inside code."""
    found = tidy(Formatted("/start@bot see https://a.example/b. @alice_ #tag")).entities
    assert [entity["type"] for entity in found] == ["bot_command", "url", "mention", "hashtag"]
    assert not [e for e in parse_html("<code>/start</code>").entities if e["type"] == "bot_command"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_survives(text: str) -> None:
    """Any text, escaped, comes back as itself (but trimmed), and can be rendered again."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parsed = parse_html(f"<b>{escaped}</b>")
    assert parsed.text == text.strip()
    assert parse_html(parsed.html).text == parsed.text
