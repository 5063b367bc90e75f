"""Choosing a picture beside other people: both at one moment, without the album, and by the group's rule."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.test_choosing import SAID, button

pytestmark = pytest.mark.story

RULE = {"ask": "Картинки выбирает автор", "all": "выбирают все", "refused": "Выбирает тот, кто попросил"}


async def drawn(
    kiosk: BotUnderTest, person: Person, language: str, room: ChatHandle | None = None
) -> Message:
    """Three pictures, and the message that asks for a choice."""
    said, place = SAID[language], room or person.private
    asked = await person.send("/recipe words-to-film a red fox", chat=room)
    card = await place.wait(said["price"], after=asked, timeout=20)
    await person.tap(card, said["generate"])
    listed = await place.wait(said["choose"], after=card, timeout=40)
    pictures = "SELECT state FROM generations"
    await until(lambda: [row["state"] for row in kiosk.rows(pictures)] == ["delivered"] * 3)
    return listed


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_album_is_deleted_before_the_choice(folder: Path, language: str) -> None:
    """The price and the film come all the same: they need the picture's file, and not its message."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        listed = await drawn(kiosk, person, language)
        for photo in [one for one in person.private.messages if one.kind == "photo"]:
            person.delete(photo)
        await person.press(listed, button(listed, "3"))
        price = await person.private.wait(
            lambda one: said["film"] in str(one.buttons), after=listed, timeout=20
        )
        person.delete(listed)
        await person.tap(price, said["film"])
        await person.private.wait(lambda one: one.kind == "video", timeout=60)
        third, film = kiosk.rows(
            "SELECT id, parent_id FROM generations WHERE part = 2 OR chain_step = 'video' ORDER BY id"
        )
        assert film["parent_id"] == third["id"]
        assert await kiosk.available(person) == 143
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_two_people_press_at_one_moment(folder: Path, language: str) -> None:
    """The starter and an admin choose and confirm at once: one film is made, of one picture, paid once by who confirmed it."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        starter = kiosk.alice if language == "en" else kiosk.boris
        chief = kiosk.telegram.person("Clara", language=language)
        group = kiosk.telegram.group("Cats", [chief, starter], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        listed = await drawn(kiosk, starter, language, group)
        await asyncio.gather(
            starter.press(listed, button(listed, "1")), chief.press(listed, button(listed, "2"))
        )
        await group.wait_until(lambda: len(_with(group, said["film"])) == 2, timeout=20)
        prices = _with(group, said["film"])
        await asyncio.gather(
            *(one.press(price, button(price, said["film"])) for price in prices for one in (starter, chief))
        )
        await group.wait(lambda one: one.kind == "video", after=listed, timeout=60)
        films = kiosk.rows("SELECT person_id, price FROM generations WHERE chain_step = 'video'")
        assert len(films) == 1
        spent = {starter.id: 15, chief.id: 0}
        spent[films[0]["person_id"]] += films[0]["price"]
        for person in (starter, chief):
            assert await kiosk.available(person) == 200 - spent[person.id]
        kiosk.require_exact_ledger()


async def test_the_groups_rule_in_russian(folder: Path) -> None:
    """A member is refused, an admin lets everybody choose, and the member's film is the member's to pay."""
    said = SAID["ru"]
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        chief = kiosk.telegram.person("Клара", language="ru")
        member = kiosk.telegram.person("Вера", language="ru")
        group = kiosk.telegram.group("Коты", [chief, kiosk.boris, member], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        listed = await drawn(kiosk, kiosk.boris, "ru", group)
        for label in ("1", said["others"], said["stop"]):
            assert RULE["refused"] in (await member.press(listed, button(listed, label))).text
        asked = await chief.start(f"g_{group.id}")
        panel = await chief.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await chief.tap(panel, RULE["ask"])
        await chief.private.wait_until(lambda: RULE["all"] in panel.text, timeout=20)
        await member.tap(listed, "2")
        film = await group.wait(lambda one: said["film"] in str(one.buttons), after=listed, timeout=20)
        await member.tap(film, said["film"])
        await group.wait(lambda one: one.kind == "video", after=listed, timeout=60)
        assert await kiosk.available(member) == 158
        assert await kiosk.available(kiosk.boris) == 185
        kiosk.require_exact_ledger()


def _with(room: ChatHandle, label: str) -> list[Message]:
    return [one for one in room.messages if label in str(one.buttons)]
