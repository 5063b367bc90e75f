"""The ZIP of what /each has made: whose it is, what is in it, and its end when its person or its chat goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

import pytest

from bot.sandbox.kie.faults import Fault
from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture
from tests.story.test_archives import DOCUMENT, files_left, names_in
from tests.story.test_each_trouble import SAID, begun, counted, priced, spoken, two_to_thirty

pytestmark = pytest.mark.story

FILES: Final = 11
WORDS: Final = {
    "en": {"zip": "📦 ZIP of the originals", "files": "11 files", "unfinished": "still being packed", "not_yours": "someone else’s"},
    "ru": {"zip": "📦 ZIP с оригиналами", "files": "11 файлов", "unfinished": "ещё собирается", "not_yours": "чужой"},
}  # fmt: skip


async def listed(
    kiosk: BotUnderTest, person: Person, language: str, room: ChatHandle | None = None, files: int = FILES
) -> Message:
    """The card below so many results of /each."""
    said, place = SAID[language], room or person.private
    card = await begun(person, said["line"], room)
    if room is None:
        await two_to_thirty(person, files)
        card = await counted(person, f"{said['go']}", files)
    else:
        for number in range(1, files + 1):
            await person.send_photo(picture(), chat=room, reply_to=card)
            await room.wait_until(partial(_offers, card, f"{said['go']}{number}"), timeout=20)
    await priced(person, card, said["go"], f"{said['generate']}{files}", room)
    await person.tap(card, (0, 0))
    came = await place.wait(said["came"].format(files, files), timeout=60)
    delivered = f"SELECT count(*) AS n FROM generations WHERE state = 'delivered' AND person_id = {person.id}"
    await until(lambda: kiosk.rows(delivered)[0]["n"] >= files)
    return came


def hold_the_files(kiosk: BotUnderTest) -> None:
    """What is fetched from now on takes longer than the story."""
    for task in kiosk.kie.tasks.values():
        task.fault = Fault.SLOW_URL
    kiosk.telegram.faults.delay("getFile", 30, times=99)


def documents(room: ChatHandle) -> list[Message]:
    """The files that the bot has sent there."""
    return [one for one in room.messages if one.kind == "document" and one.sender.is_bot]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_more_than_ten_are_offered_as_a_zip(folder: Path, language: str) -> None:
    """Ten need none; below eleven it has them in the order of the files, once, however often it is asked for meanwhile."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited", OPEN_PER_ACCOUNT="30") as kiosk:
        person = spoken(kiosk, language)
        await person.start()
        ten = await listed(kiosk, person, language, files=10)
        assert words["zip"] not in ten.labels
        eleven = await listed(kiosk, person, language)
        data = next(b.data or "" for row in eleven.buttons for b in row if b.label == words["zip"])
        kiosk.telegram.faults.delay("sendDocument", 1)
        asked = person.private.last_id
        await person.tap(eleven, words["zip"], wait=False)
        await until(lambda: len(kiosk.rows("SELECT 1 FROM archives WHERE state <> 'asked'")) == 1)
        await person.press(eleven, data)
        await person.private.wait(words["unfinished"], after=asked, timeout=20)
        document = await kiosk.media(person.private, after=asked, kinds=DOCUMENT, timeout=60)
        assert words["files"] in document.caption
        assert [name.split("_")[0] for name in names_in(document)] == [f"{n:02}" for n in range(1, 12)]
        await until(lambda: kiosk.rows("SELECT state FROM archives") == [{"state": "sent"}])
        assert len(documents(person.private)) == 1
        await until(lambda: not files_left(kiosk))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_a_group_it_is_packed_for_its_person_alone(folder: Path, language: str) -> None:
    """Another member reads that it is not theirs, and no archive begins."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited", OPEN_PER_ACCOUNT="30") as kiosk:
        person, other = spoken(kiosk, language), kiosk.telegram.person("Clara", language=language)
        group = kiosk.telegram.group("Shop", [person, other], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        eleven = await listed(kiosk, person, language, group)
        data = next(b.data or "" for row in eleven.buttons for b in row if b.label == words["zip"])
        assert words["not_yours"] in str((await other.press(eleven, data)).text)
        assert not kiosk.rows("SELECT 1 FROM archives")
        await person.tap(eleven, words["zip"])
        document = await kiosk.media(group, after=eleven, kinds=DOCUMENT, timeout=60)
        assert len(names_in(document)) == FILES


async def test_forgotten_while_it_is_packed(folder: Path) -> None:
    """Nothing of it is sent, no row, message or file of it stays."""
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited", OPEN_PER_ACCOUNT="30") as kiosk:
        person = kiosk.alice
        await person.start()
        eleven = await listed(kiosk, person, "en")
        hold_the_files(kiosk)
        await person.tap(eleven, WORDS["en"]["zip"])
        progress = await person.private.wait("of 11 results packed", timeout=20)
        await until(lambda: kiosk.rows("SELECT state FROM archives") == [{"state": "packing"}])
        asked = await person.send("/forget")
        question = await person.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await person.tap(question, "Delete my data", wait=False)
        await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", person.id))
        await until(lambda: not kiosk.rows("SELECT 1 FROM archives"))
        await until(lambda: not files_left(kiosk))
        await person.private.wait_until(lambda: progress.deleted, timeout=20)
        assert not documents(person.private)
        kiosk.require_exact_ledger()


async def test_kicked_while_it_is_packed(folder: Path) -> None:
    """It ends, nothing stays on the disk, and the person can have the next one packed at once."""
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited", OPEN_PER_ACCOUNT="30") as kiosk:
        person = kiosk.alice
        group = kiosk.telegram.group("Shop", [person], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        eleven = await listed(kiosk, person, "en", group)
        kiosk.telegram.faults.delay("sendDocument", 2, chat=group.id)
        await person.tap(eleven, WORDS["en"]["zip"])
        await until(lambda: kiosk.rows("SELECT state FROM archives") == [{"state": "sending"}])
        group.kick_bot()
        await until(
            lambda: kiosk.rows("SELECT state, due_at FROM archives") == [{"state": "failed", "due_at": None}]
        )
        await until(lambda: not files_left(kiosk))
        assert not documents(group)
        asked = await person.send("/history zip")
        document = await kiosk.media(person.private, after=asked, kinds=DOCUMENT, timeout=60)
        assert len(names_in(document)) == FILES


def _offers(card: Message, label: str) -> bool:
    return label in card.labels
