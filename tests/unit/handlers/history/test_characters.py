"""/history by a character of the chat's cast."""

from __future__ import annotations

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Dialect, Kind, Media
from bot.domain.cast import Character, CharacterKind
from bot.domain.gallery import GalleryFilters, GalleryQuery
from bot.domain.generation import Asset, Generation, Reference
from handlers.core.buttons.history import FilterBy, FilterHistoryButton, SearchHistoryButton
from handlers.core.buttons.result import AgainButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import MOMENT, Person

pytestmark = pytest.mark.usefixtures("no_hints")

GROUP = Chat(id=-1001, type="supergroup", title="Cats")
PICTURE = Asset(
    url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77
)


@pytest.fixture
def dialect() -> Dialect:
    """In which models take pictures."""
    return Dialect.LIVE


async def keep(kiosk: BotUnderTest, name: str, chat_id: int, added_by: int = 7) -> Character:
    """A character in the cast of a chat."""
    photo = Reference(file_id=name, media=Media.PHOTO, width=900, height=900)
    async with kiosk.store.transaction() as tx:
        return await tx.add_character(
            Character(
                chat_id=chat_id,
                added_by=added_by,
                kind=CharacterKind.PERSON,
                name=name,
                photos=(photo,),
                created_at=MOMENT,
            )
        )


async def made(kiosk: BotUnderTest, person: Person, line: str) -> Generation:
    """A picture that this line has brought."""
    await person.say(f"/gen nano-banana {line}")
    await person.tap("Generate")
    return await kiosk.finish((await kiosk.history.open(person.id))[-1], PICTURE)


async def count(kiosk: BotUnderTest, character: int) -> int:
    """How many finished results person 7 has made with it."""
    query = GalleryQuery(person_id=7, filters=GalleryFilters(character=character))
    return await kiosk.gallery.count(query)


async def test_every_way_to_a_generation(kiosk: BotUnderTest) -> None:
    """One, several, compared, and the same again: each knows who is in it."""
    ann = kiosk.person()
    anna = await keep(kiosk, "Anna", ann.id)
    first = await made(kiosk, ann, "Anna on a roof")
    assert first.characters == {anna.id}
    assert await count(kiosk, anna.id) == 1
    await ann.tap_data(AgainButton(generation=first.id).pack(), 77)
    await ann.tap("Generate")
    expected = 1
    for line in ("", "/gen nano-banana Anna at sea x2", "/compare nano-banana nano-banana-2 Anna in snow"):
        if line:
            await ann.say(line)
            await ann.tap(next(label for label in kiosk.screen.last.labels if "·" in label))
        opened = await kiosk.history.open(ann.id)
        assert opened
        for generation in opened:
            assert generation.characters == {anna.id}
            await kiosk.finish(generation, PICTURE)
        expected += len(opened)
        assert await count(kiosk, anna.id) == expected
    assert expected == 6


async def test_a_character_of_this_chat_narrows(kiosk: BotUnderTest) -> None:
    """A button beside the look's where one made something; another chat's and made-up ones are neither named nor found."""
    ann = kiosk.person()
    for number in range(7):
        await made(kiosk, ann, f"cat {number}")
    anna = await keep(kiosk, "Anna", ann.id)
    unused = await keep(kiosk, "Vera", ann.id)
    foreign = await keep(kiosk, "Secret", 8, added_by=8)
    await ann.say("/history")
    assert "🎭 Character" not in kiosk.screen.last.labels
    await made(kiosk, ann, "Anna on a roof")
    await ann.say("/history")
    await ann.tap("🎭 Character")
    assert "Anna" in kiosk.screen.last.labels
    assert unused.name not in kiosk.screen.last.labels
    assert foreign.name not in kiosk.screen.last.labels
    await ann.tap("Anna")
    assert "1 result" in kiosk.screen.last.text
    assert "on a roof" in kiosk.screen.last.text
    assert "✓ Anna" in kiosk.screen.last.labels
    gallery = SearchHistoryButton.unpack(kiosk.screen.last.data("🔍")).gallery
    for value in (str(foreign.id), str(unused.id), "9" * 18, "-1", "9" * 30, "' OR 1", "٣"):
        data = FilterHistoryButton(gallery=gallery, by=FilterBy.CHARACTER, value=value).pack()
        await ann.tap_data(data, kiosk.screen.last.id)
        assert "Secret" not in f"{kiosk.screen.last.text} {kiosk.screen.last.labels}"
    await ann.tap_data(
        FilterHistoryButton(gallery=gallery, by=FilterBy.CHARACTER, value=str(anna.id)).pack(),
        kiosk.screen.last.id,
    )
    async with kiosk.store.transaction() as tx:
        await tx.delete_character(anna.id)
    await ann.say("/history")
    assert "🎭 Character" not in kiosk.screen.last.labels


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_groups_cast_in_the_group_alone(kiosk: BotUnderTest, language: str) -> None:
    """In the group its characters are offered to who made something with them, in private not; each is narrowed to one's own."""
    ann, bob = kiosk.person(chat=GROUP), kiosk.person(8, language=language, chat=GROUP)
    label = {"en": "🎭 Character", "ru": "🎭 Персонаж"}
    await keep(kiosk, "Anna", GROUP.id)
    for number in range(7):
        await made(kiosk, ann, f"Anna and cat {number}")
    await ann.say("/history")
    assert label["en"] in kiosk.screen.last.labels
    await kiosk.person().say("/history")
    assert label["en"] not in kiosk.screen.last.labels
    await bob.say("/history")
    assert label[language] not in kiosk.screen.last.labels
    assert "Anna" not in f"{kiosk.screen.last.text} {kiosk.screen.last.labels}"
