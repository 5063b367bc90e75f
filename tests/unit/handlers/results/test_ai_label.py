"""AI_LABEL: one line below results, at once when it is switched, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryItem
from bot.domain.generation import Asset, Generation
from bot.i18n import Texts
from handlers.history.views import inline
from handlers.history.views.history import thumbnail
from handlers.results.views.result import ResultFacts, caption, result
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

PICTURE = Asset(
    url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77
)
LINE = {"en": "Made by AI", "ru": "Создано ИИ"}


@pytest.fixture(params=["off", "caption"])
def label(request: pytest.FixtureRequest, texts: Texts) -> Iterator[str]:
    """The setting."""
    texts.label_results(lambda: request.param == "caption")
    yield request.param
    texts.label_results(lambda: False)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_one_line_below_every_result(
    kiosk: BotUnderTest, texts: Texts, catalog: Catalog, label: str, language: str
) -> None:
    """Cards, albums, thumbnails and shared results have it once, or not at all; the card below an album has none."""
    made: Generation = await kiosk.make(kiosk.person(), "qwen-image " + "a cat " * 300, PICTURE)
    t, facts, line = texts.speaking(language), ResultFacts.of(made, catalog), LINE[language]
    shared = inline.result(
        t, GalleryItem(made, made.assets[0]), title="x", with_prompt=True, link="https://t.me/x"
    )
    for shown in (
        result(t, facts).text,
        caption(t, facts),
        thumbnail(t, 1, "x"),
        getattr(shared, "caption", ""),
    ):
        assert shown.count(line) == (label == "caption")
        assert len(shown) <= 1024 + 100, "it fits a caption beside its tags"
    assert line not in result(t, facts, below_album=True).text


async def test_it_is_switched_in_the_chat(kiosk: BotUnderTest) -> None:
    """The setting is one of /config, off by default."""
    await kiosk.person(ADMIN).say("/config AI_LABEL")
    assert "AI has made it" in kiosk.screen.last.text
