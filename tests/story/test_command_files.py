"""A text file with a command, or that a command replies to, gives it its words."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS = {"en": "Once there was a lighthouse keeper.", "ru": "Жил-был смотритель маяка."}
GENERATE = {"en": "Generate", "ru": "Создать"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with free credits."""
    async with kiosk_between(tmp_path_factory.mktemp("files"), "live", FREE_CREDITS="1000") as started:
        yield started


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("line", ["/voice", "/song", "/gen gemini-speech"])
async def test_the_words_of_a_text_file(kiosk: BotUnderTest, line: str, language: str) -> None:
    """Below the file or in reply to it: the price for its words."""
    person, words = kiosk.telegram.person("Ann", language=language), WORDS[language]
    below = await person.send_document(words.encode(), "story.txt", line)
    answer = await person.private.wait(lambda message: message.id > below.id, after=below, timeout=20)
    assert words in answer.text, answer
    file = await person.send_document(words.encode(), "story.txt")
    await person.private.wait(lambda message: message.id > file.id, after=file, timeout=20)
    asked = await person.send(line, reply_to=file)
    answer = await person.private.wait(lambda message: message.id > asked.id, after=asked, timeout=20)
    assert words in answer.text, answer


@pytest.mark.parametrize(("language", "note"), [("en", "only your words"), ("ru", "только ваш текст")])
async def test_words_below_a_file_of_no_use(kiosk: BotUnderTest, language: str, note: str) -> None:
    """They are taken for what asked for words, and that the file is not used is said."""
    person, words = kiosk.telegram.person("Ann", language=language), WORDS[language]
    asked = await person.send("/voice")
    await person.private.wait(lambda message: message.id > asked.id, after=asked, timeout=20)
    sent = await person.send_document(b"%PDF-1.7 ", "page.pdf", words)
    said = await person.private.wait(lambda message: note in message.text, after=sent, timeout=20)
    quote = await person.private.wait(lambda message: words in message.text, after=said, timeout=20)
    assert GENERATE[language] in quote.labels[0]
