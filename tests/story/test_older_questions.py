"""What is on the screen last takes the next words: nothing that was asked for before is made of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a person says and reads in one language."""

    song: str
    hat: str
    dog: str
    generate: str


WORDS = {
    "en": Words(
        song="a lullaby about the moon",
        hat="a blue hat",
        dog="a dog runs along the beach",
        generate="Generate",
    ),
    "ru": Words(
        song="колыбельная о луне",
        hat="синяя шляпа",
        dog="собака бежит по пляжу",
        generate="Создать",
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with enough free credits for a song."""
    async with kiosk_between(tmp_path_factory.mktemp("older"), "live", FREE_CREDITS="1000") as started:
        yield started


@pytest.fixture
async def person(kiosk: BotUnderTest, language: str) -> Person:
    """A new person."""
    return kiosk.telegram.person("Ann", language=language)


async def _answer(person: Person, text: str) -> Message:
    sent = await person.send(text)
    return await person.private.wait(lambda message: message.id > sent.id, after=sent, timeout=20)


@LANGUAGES
async def test_words_below_a_shelf_are_for_the_shelf(
    kiosk: BotUnderTest, person: Person, language: str
) -> None:
    """A shelf takes the words from a model that had asked for some, and from one with a price; nothing starts by itself."""
    words = WORDS[language]
    await _answer(person, "/settings")
    kiosk.write("UPDATE people SET auto_confirm_below = 500 WHERE id = ?", person.id)
    await _answer(person, "/gen z-image")
    await _answer(person, "/music")
    song = await _answer(person, words.song)
    assert words.generate in " | ".join(song.labels)
    assert "Z-Image" not in song.text
    assert "Suno" in song.text
    assert not kiosk.rows("SELECT id FROM generations WHERE person_id = ?", person.id)

    kiosk.write("UPDATE people SET auto_confirm_below = 0 WHERE id = ?", person.id)
    await _answer(person, f"/gen z-image {words.hat}")
    await _answer(person, "/music")
    assert "Suno" in (await _answer(person, words.song)).text


@LANGUAGES
async def test_a_command_ends_an_older_question(kiosk: BotUnderTest, person: Person, language: str) -> None:
    """A model that takes no words gets none after a shelf; settings end a question, and nothing starts by itself after them."""
    words = WORDS[language]
    await _answer(person, "/upscale")
    await _answer(person, "/video")
    clip = await _answer(person, words.dog)
    assert words.generate in " | ".join(clip.labels)
    assert "Upscale" not in clip.text

    await _answer(person, "/gen z-image")
    await _answer(person, "/settings")
    kiosk.write("UPDATE people SET auto_confirm_below = 500 WHERE id = ?", person.id)
    assert words.generate in " | ".join((await _answer(person, words.hat)).labels)
    assert not kiosk.rows("SELECT id FROM generations WHERE person_id = ?", person.id)


@LANGUAGES
async def test_an_opened_menu_ends_an_older_question(
    kiosk: BotUnderTest, person: Person, language: str
) -> None:
    """The same when the shelf is opened by a button of an older message."""
    words = WORDS[language]
    menu = await _answer(person, "/menu")
    await _answer(person, "/gen z-image")
    shelf = next(label for label in menu.labels if "🎵" in label)
    await person.tap(menu, shelf)
    await person.private.wait_until(lambda: shelf not in menu.labels, timeout=20)
    song = await _answer(person, words.song)
    assert "Suno" in song.text
    assert "Z-Image" not in song.text


@LANGUAGES
async def test_words_that_wait_for_a_picture_go_on(
    kiosk: BotUnderTest, person: Person, language: str
) -> None:
    """What was said for a model that still lacks a picture goes along to the shelf that is opened after a look elsewhere."""
    words = WORDS[language]
    await _answer(person, f"/gen recraft-crisp-upscale {words.hat}")
    await _answer(person, "/balance")
    assert words.hat in (await _answer(person, "/video")).text
