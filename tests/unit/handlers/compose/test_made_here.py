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
