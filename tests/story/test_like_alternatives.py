"""What is offered instead of something too dear takes the same media and does the same with them."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import clip, picture

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]
LANGUAGES = pytest.mark.parametrize(
    ("language", "foreign"),
    [("en", ("Lyrics", "Text →", "voice")), ("ru", ("Текст →", "Слова", "голос"))],
)

SHORT = {"en": "Not enough credits", "ru": "Не хватает"}
GENERATE = {"en": "Generate", "ru": "Создать"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot whose free credits reach for the cheapest things only."""
    async with kiosk_between(tmp_path_factory.mktemp("like"), "live", FREE_CREDITS="45") as started:
        yield started


@LANGUAGES
async def test_a_clip_to_be_improved(kiosk: BotUnderTest, language: str, foreign: tuple[str, ...]) -> None:
    """Only what improves clips stands beside it, not what makes new ones."""
    person = kiosk.telegram.person("Ann", language=language)
    sent = await person.send_video(clip(14.0), "/upscale")
    quote = await person.private.wait(lambda message: SHORT[language] in message.text, after=sent, timeout=60)
    assert not [label for label in quote.labels if any(name in label for name in ("Seedance", "Wan", "Veo"))]


@LANGUAGES
async def test_a_recipe_for_a_photo(kiosk: BotUnderTest, language: str, foreign: tuple[str, ...]) -> None:
    """Only recipes that make the same kind of thing from a photo, and a tap takes the photo and the words along."""
    person = kiosk.telegram.person("Ann", language=language)
    sent = await person.send_photo(picture(), "/recipe photo-to-ghibli autumn leaves")
    quote = await person.private.wait(lambda message: SHORT[language] in message.text, after=sent, timeout=60)
    assert not [label for label in quote.labels if any(name in label for name in foreign)]
    other = quote.labels[0]
    assert other.split()[-1] == "43"
    await person.tap(quote, other)
    await person.private.wait_until(lambda: GENERATE[language] in quote.labels[0], timeout=20)
    assert "autumn leaves" in quote.text
