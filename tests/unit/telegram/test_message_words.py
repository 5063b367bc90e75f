"""What a message says, whatever it is written in."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import Update

from bot.telegram.message_words import has_incomplete_words, with_words
from bot.telegram.tolerant_reading import read


def message_of(**content: Any) -> Any:
    """The message that handlers get."""
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, **content}
    return read(Update, with_words({"update_id": 1, "message": message}), {}).value.message


RICH = [
    ([{"type": "paragraph", "text": "a red fox in deep snow"}], "a red fox in deep snow"),
    (
        [{"type": "paragraph", "text": ["/gen ", {"type": "bold", "text": ["flux", "-pro"]}, " a fox"]}],
        "/gen flux-pro a fox",
    ),
    (
        [
            {"type": "heading", "size": 1, "text": "Fox"},
            {"type": "divider"},
            {"type": "pre", "text": "x = 1"},
        ],
        "Fox\nx = 1",
    ),
    (
        [{"type": "list", "items": [{"label": "1.", "blocks": [{"type": "paragraph", "text": "snow"}]}]}],
        "1. snow",
    ),
    (
        [{"type": "blockquote", "blocks": [{"type": "paragraph", "text": "night"}], "credit": "me"}],
        "night\nme",
    ),
    ([{"type": "details", "summary": "sum", "blocks": [{"type": "footer", "text": "foot"}]}], "sum\nfoot"),
    (
        [
            {
                "type": "table",
                "cells": [
                    [{"align": "left", "valign": "top", "text": "a"}, {"align": "left", "valign": "top"}]
                ],
            }
        ],
        "a",
    ),
    ([{"type": "mathematical_expression", "expression": "e=mc^2"}], "e=mc^2"),
]


@pytest.mark.parametrize(("blocks", "words"), RICH)
def test_a_formatted_message(blocks: list[Any], words: str) -> None:
    """Its blocks are its text."""
    message = message_of(rich_message={"blocks": blocks})
    assert message.text == words
    assert not has_incomplete_words(message)


def test_a_formatted_message_with_a_picture() -> None:
    """One picture among the blocks is the message's picture, and the words are its caption."""
    sizes = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    message = message_of(
        rich_message={
            "blocks": [{"type": "photo", "photo": sizes}, {"type": "paragraph", "text": "make it night"}]
        }
    )
    assert (message.caption, message.photo[0].file_id, message.text) == ("make it night", "f", None)


def test_a_checklist() -> None:
    """Its title and items are its text."""
    checklist = {"title": "A film", "tasks": [{"id": 1, "text": "a fox"}, {"id": 2, "text": "snow"}]}
    assert message_of(checklist=checklist).text == "A film\na fox\nsnow"


def test_the_message_that_is_replied_to() -> None:
    """Words of a reply's source are found in the same way."""
    source = {
        "message_id": 2,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "rich_message": {"blocks": RICH[0][0]},
    }
    assert message_of(text="/gen", reply_to_message=source).reply_to_message.text == RICH[0][1]


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "paragraph", "text": "a fox"}, {"type": "hologram", "glow": 1}],
        [{"type": "paragraph", "text": ["a ", {"type": "glow"}, "fox"]}],
        [{"type": "photo"}],
        ["fox"],
        "fox",
        4,
        None,
    ],
)
def test_words_that_are_not_understood(blocks: Any) -> None:
    """It is known that there are more of them than what was read."""
    assert has_incomplete_words(message_of(rich_message={"blocks": blocks}))
