"""A set of which parts never arrive: paid is what is there, the rest can be tried again, and the operator hears of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import ChatHandle, Message, Person
from bot.sandbox.telegram.world import Json
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import MEDIA, newest, task_of, until
from tests.story.test_parties import ask, join, money

pytestmark = pytest.mark.story

NOWHERE = "http://lost@127.0.0.1/{}.png"
"""An address with credentials, which is refused at once."""


def _address(task: SimTask, position: int) -> str:
    return f"{task.url_of(0)}?part={position}"


SAID = {
    "en": {"lost": "Received {} of {}, {} credits returned", "again": "Retry the missing ones"},
    "ru": {"lost": "Получено {} из {}, {} кредит", "again": "Повторить"},
}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
GROUPS = pytest.mark.parametrize("in_group", [False, True])


def _person(kiosk: BotUnderTest, language: str) -> Person:
    return kiosk.alice if language == "en" else kiosk.boris


async def _room(kiosk: BotUnderTest, person: Person, *, in_group: bool) -> ChatHandle:
    """Where it happens: the person's private chat, or a group with the operator."""
    if not in_group:
        return person.private
    group = kiosk.telegram.group("Cats", [kiosk.admin, person], kind="supergroup")
    await group.wait(lambda one: one.sender.is_bot, timeout=20)
    return group


def _words(message: Message) -> str:
    return message.text + message.caption


async def _made(kiosk: BotUnderTest, line: str, words: str, lost: set[int], of: int) -> SimTask:
    """A set of which some addresses lead nowhere."""
    await kiosk.generate(kiosk.alice, line)
    task = await task_of(kiosk, words)
    task.finish(
        [NOWHERE.format(position) if position in lost else _address(task, position) for position in range(of)]
    )
    await until(lambda: newest(kiosk, kiosk.alice)["notified"] == 1)
    return task


@pytest.mark.parametrize(("lost", "taken"), [({2}, 9), ({0, 1, 3}, 3)])
async def test_four_pictures(folder: Path, lost: set[int], taken: int) -> None:
    """Three, or one, of Midjourney's four arrive: their share is taken and said; what is lost comes free when KIE has it again."""
    async with kiosk_between(folder, "integration", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        await kiosk.admin.start()
        task = await _made(kiosk, "midjourney a dragon", "a dragon", lost, 4)
        assert newest(kiosk, kiosk.alice)["captured"] == taken
        card = next(one for one in kiosk.alice.private.messages if "of 4, " in one.text + one.caption)
        assert f"Received {4 - len(lost)} of 4, {12 - taken} credits returned" in card.text + card.caption
        assert await kiosk.available(kiosk.alice) == 100 - taken

        await kiosk.alice.tap(card, "Retry the missing ones")
        await kiosk.alice.private.wait("still missing", timeout=20)
        task.urls = [_address(task, position) for position in range(4)]
        await kiosk.alice.tap(card, "Retry the missing ones")
        await until(lambda: all(row["file_id"] for row in kiosk.rows("SELECT file_id FROM assets")))
        await kiosk.alice.private.wait_until(lambda: "of 4, " not in card.text + card.caption, timeout=20)
        assert len(kiosk.rows("SELECT 1 FROM assets")) == 4
        assert await kiosk.available(kiosk.alice) == 100 - taken
        assert not [one for one in kiosk.admin.private.messages if "fewer results than ordered" in one.text]
        kiosk.require_exact_ledger()

        await _made(kiosk, "midjourney a gryphon", "a gryphon", {3}, 4)
        await kiosk.admin.private.wait("fewer results than ordered", timeout=20)
        kiosk.require_exact_ledger()


async def test_one_song_of_two(folder: Path) -> None:
    """KIE gives fewer addresses than it says to make: half of the price, said on the card."""
    async with kiosk_between(
        folder, "live", kie={"hold": True}, KIE_LEGACY_MODELS="suno-v6", FREE_CREDITS="100"
    ) as kiosk:
        await _made(kiosk, "suno-v6 a song of crabs", "a song of crabs", set(), 1)
        row = newest(kiosk, kiosk.alice)
        assert (row["ordered"], row["captured"]) == (2, row["price"] // 2)
        await kiosk.alice.private.wait("Received 1 of 2", timeout=20)
        kiosk.require_exact_ledger()


@GROUPS
@LANGUAGES
@pytest.mark.parametrize("legacy", ["", "suno-v6"])
async def test_two_songs_of_which_one_is_empty(
    folder: Path, language: str, legacy: str, *, in_group: bool
) -> None:
    """A track without an address is no song: half of the price, by either of KIE's endpoints."""
    async with kiosk_between(folder, "live", KIE_LEGACY_MODELS=legacy, FREE_CREDITS="100") as kiosk:
        person = _person(kiosk, language)
        room = await _room(kiosk, person, in_group=in_group)
        price = await kiosk.quote(person, "suno-v6 a song of crabs, empty-url", room=room)
        await person.tap(price, (0, 0))
        await room.wait(SAID[language]["lost"].format(1, 2, 6), after=price, timeout=30)
        row = newest(kiosk, person)
        assert (row["ordered"], row["price"], row["captured"]) == (2, 12, 6)
        assert sum(one.kind in MEDIA for one in room.messages) == 1
        kiosk.require_exact_ledger()


@GROUPS
@LANGUAGES
@pytest.mark.parametrize("fault", ["gone-url", "fewer-urls", "empty-url"])
async def test_one_picture_of_four_is_lost(
    folder: Path, language: str, fault: str, *, in_group: bool
) -> None:
    """Deleted for good, never named, or named with nothing: three are paid; the second time the operator hears of it."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        await kiosk.admin.start()
        person = _person(kiosk, language)
        room = await _room(kiosk, person, in_group=in_group)
        for turn in ("first", "second"):
            price = await kiosk.quote(person, f"wan-2.7-image images=4 {turn} cats, {fault}", room=room)
            await person.tap(price, (0, 0))
            said = await room.wait(SAID[language]["lost"].format(3, 4, 5), after=price, timeout=30)
            assert [label for label in said.labels if SAID[language]["again"] in label], said.labels
            row = newest(kiosk, person)
            assert (row["ordered"], row["price"], row["captured"]) == (4, 20, 15)
            heard = [one for one in kiosk.admin.private.messages if "fewer results than ordered" in one.text]
            assert not heard or turn == "second"
        await kiosk.admin.private.wait("fewer results than ordered", timeout=20)
        assert sum(one.kind in MEDIA for one in room.messages) == 6
        kiosk.require_exact_ledger()


async def test_telegram_refuses_one_of_an_album(folder: Path) -> None:
    """It comes as a link in the end: all four are there, and all four are paid."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        seen: list[str] = []

        def is_second(params: Json) -> bool:
            photo = str(params["photo"])
            if photo not in seen:
                seen.append(photo)
            return seen.index(photo) == 1

        refusals = kiosk.telegram.faults
        refusals.fail("sendMediaGroup", 400, "Bad Request: IMAGE_PROCESS_FAILED", times=100)
        refusals.fail("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED", times=100, when=is_second)
        refusals.fail("sendDocument", 400, "Bad Request: wrong type of the file", times=100)
        await kiosk.generate(kiosk.alice, "wan-2.7-image images=4 four cats")
        await until(lambda: newest(kiosk, kiosk.alice)["notified"] == 1)
        row = newest(kiosk, kiosk.alice)
        assert (row["ordered"], row["captured"]) == (4, 20)
        assets = kiosk.rows("SELECT sent_as FROM assets ORDER BY position")
        assert [asset["sent_as"] for asset in assets] == ["photo", "link", "photo", "photo"]
        assert sum(one.kind == "photo" for one in kiosk.alice.private.messages) == 3
        assert not [one for one in kiosk.alice.private.messages if "of 4" in _words(one)]
        kiosk.require_exact_ledger()


@LANGUAGES
async def test_a_recipes_step_that_gives_fewer(folder: Path, language: str) -> None:
    """Half of the song's step is paid and said; the recipe goes on with what is there."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = _person(kiosk, language)
        lyrics = "Crabs are walking on the shore at night, empty-url"
        asked = await person.send(f"/recipe lyrics-to-song {lyrics}")
        price = await person.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await person.tap(price, (0, 0))
        await person.private.wait(SAID[language]["lost"].format(1, 2, 6), after=price, timeout=30)
        await until(
            lambda: newest(kiosk, person)["notified"] == 1 and newest(kiosk, person)["chain_position"] == 1
        )
        song, cover = kiosk.rows("SELECT state, captured, price FROM generations ORDER BY id")
        assert (song["state"], song["captured"], song["price"]) == ("delivered", 6, 12)
        assert (cover["state"], cover["captured"]) == ("delivered", cover["price"])
        assert await kiosk.available(person) == 100 - 6 - cover["price"]
        kiosk.require_exact_ledger()


async def test_a_partys_entry_that_gives_fewer(folder: Path) -> None:
    """Its share comes out of the party's budget, the rest goes back to the person who gave it."""
    async with kiosk_between(folder, "integration", kie={"hold": True}, FREE_CREDITS="300") as kiosk:
        group = kiosk.telegram.group("Cats", [kiosk.alice, kiosk.boris], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        await kiosk.alice.start()
        kiosk.write(
            "INSERT INTO default_models (person_id, kind, model) VALUES (?, 'image', 'midjourney')",
            kiosk.alice.id,
        )
        invitation = await ask(kiosk.alice, group, "/party cats 200", "Party: cats")
        card = await join(kiosk.alice, group, invitation, "a cat on the moon")
        await kiosk.alice.tap(card, (0, 0))
        task = await task_of(kiosk, "a cat on the moon")
        task.finish([NOWHERE.format(0), *(_address(task, position) for position in range(1, 4))])
        await group.wait("Received 3 of 4, 3 credits returned", after=card, timeout=30)
        assert money(kiosk) | {"Alice": 100, "party": 191, "spent": 9, "held": 0} == money(kiosk)
        await kiosk.alice.tap(invitation, "Close and show")
        await until(lambda: kiosk.rows("SELECT state FROM parties")[0]["state"] == "ended")
        assert money(kiosk) | {"Alice": 291, "party": 0} == money(kiosk)
        kiosk.require_exact_ledger()
