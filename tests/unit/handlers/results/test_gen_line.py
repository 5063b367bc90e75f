"""A generation as a line that makes it again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.choices import settle
from bot.catalog.spec import Dialect, Offer
from bot.domain.generation import Generation
from handlers.compose.gen_parser import parse, split_slug
from handlers.results.gen_line import command_of
from tests.support.samples import held


def asked(catalog: Catalog, slug: str, line: str) -> tuple[Generation, Offer]:
    """What a person got who wrote this line, before it is made."""
    model = catalog.get(slug)
    offer = model.offer(Dialect.LIVE)
    assert offer is not None
    said = parse(line, offer)
    choices = settle(model, offer, said.choices)
    return held(1, "t", model=slug, choices=choices, prompt=said.prompt), offer


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("a cat", "/gen kling-2.5-turbo a cat"),
        ("10s 9:16 a cat", "/gen kling-2.5-turbo duration=10 aspect_ratio=9:16 a cat"),
        ('negative_prompt="bad hands" a cat', '/gen kling-2.5-turbo negative_prompt="bad hands" a cat'),
        ('"9:16 is a ratio"', '/gen kling-2.5-turbo "9:16 is a ratio"'),
        ('10s "4k” she said"', '/gen kling-2.5-turbo duration=10 "4k” she said"'),
    ],
)
def test_the_line_asks_for_the_same(catalog: Catalog, line: str, command: str) -> None:
    """Only what differs from the defaults is named, and reading the line gives the same request again."""
    generation, offer = asked(catalog, "kling-2.5-turbo", line)
    written = command_of(generation, offer)
    assert written == command
    slug, rest = split_slug(written.removeprefix("/gen "))
    read = parse(rest, offer)
    assert slug == generation.model
    assert settle(catalog.get(slug), offer, read.choices) == generation.choices
    assert read.prompt == generation.prompt


def test_a_recipe_step_is_asked_for_in_the_persons_words(catalog: Catalog) -> None:
    """The recipe's own words are in no command; without any of the person's, there is no such command."""
    generation, offer = asked(catalog, "kling-2.5-turbo", "a kite, gently moving")
    step = replace(generation, quote_id=1, chain_step="video", user_prompt="a kite")
    assert command_of(step, offer) == "/gen kling-2.5-turbo a kite"
    assert not command_of(replace(step, user_prompt=""), offer)


def test_what_no_line_can_say(catalog: Catalog) -> None:
    """Words that would be taken for an option stand in quotes; with all sorts of quotes in them they have no line."""
    generation, offer = asked(catalog, "kling-2.5-turbo", "a cat")
    line = command_of(replace(generation, prompt='x="1" is an equation'), offer)
    assert line == '/gen kling-2.5-turbo «x="1" is an equation»'
    assert command_of(replace(generation, prompt='x="1" is an «equation»'), offer) == ""
