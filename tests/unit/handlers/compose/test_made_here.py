"""Models that go on only with what was made here."""

from __future__ import annotations

import pytest

from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect
from tests.unit.handlers.conftest import BotUnderTest


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_makers_are_named_by_their_titles(kiosk: BotUnderTest, language: str) -> None:
    """What made the songs that it takes is called as in the menu."""
    ann = kiosk.person(language=language)
    await ann.say("/gen suno-video")
    assert load_catalog().get("suno-v6").title in kiosk.screen.last.text
    assert "suno-v" not in kiosk.screen.last.text


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
@pytest.mark.parametrize(
    ("language", "needed"), [("en", "song that was made here"), ("ru", "песня, созданная здесь")]
)
async def test_the_card_asks_for_what_was_made_here(kiosk: BotUnderTest, language: str, needed: str) -> None:
    """Not for any file, which it would refuse."""
    ann = kiosk.person(language=language)
    await ann.say("/models suno-video")
    await ann.tap("Suno Music Video")
    assert needed in kiosk.screen.last.text
    assert "audio file" not in kiosk.screen.last.text
