"""A quote names everything that is bought, chosen or not, for every kind of model and in both languages."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in KIE's live dialect."""
    async with kiosk_between(tmp_path_factory.mktemp("bought"), "live") as started:
        yield started


def _person(kiosk: BotUnderTest, language: str) -> Person:
    return {"en": kiosk.alice, "ru": kiosk.boris}[language]


@pytest.mark.parametrize(
    ("language", "line", "named"),
    [
        ("en", "kling-3.0 a kite", "Kling 3.0 · 5 s · 16:9 · 720p · no sound"),
        ("ru", "kling-3.0 змей", "Kling 3.0 · 5 с · 16:9 · 720p · без звука"),
        ("en", "kling-3.0 10s 9:16 audio=on a kite", "Kling 3.0 · 10 s · 9:16 · 720p · with sound"),
        ("ru", "kling-3.0 10s 9:16 audio=on змей", "Kling 3.0 · 10 с · 9:16 · 720p · со звуком"),
        ("en", "qwen3-pro a kite", "Qwen 3 Pro · 1:1 · 1K · file type: png"),
        ("ru", "qwen3-pro змей", "Qwen 3 Pro · 1:1 · 1K · тип файла: png"),
        ("en", "suno-v5 a lullaby", "Suno V5 · from a description · 2 tracks"),
        ("ru", "suno-v5 колыбельная", "Suno V5 · по описанию · 2 трека"),
    ],
)
async def test_a_quote_names_length_format_resolution_sound_mode_and_count(
    kiosk: BotUnderTest, language: str, line: str, named: str
) -> None:
    """Also what nothing said would bring."""
    quote = await kiosk.quote(_person(kiosk, language), line)
    assert quote.text.splitlines()[0] == named


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_speech_names_its_voice(kiosk: BotUnderTest, language: str) -> None:
    """The voice stands in the quote of /voice although no one has chosen it."""
    person = _person(kiosk, language)
    asked = await person.send("/voice good morning")
    quote = await person.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    assert "🔊" in quote.text.splitlines()[0]
