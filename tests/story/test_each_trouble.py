"""/each when something is in the way: other people, other files, deaths, too few credits, being forgotten."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatHandle, Item, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import clip, picture
from tests.story.supplier import until

pytestmark = pytest.mark.story

SAID = {
    "en": {
        "line": "/each upscale",
        "go": "▶️ Go · ",
        "generate": "Generate ×",
        "unfit": "2 files do not fit",
        "unreadable": "2 files cannot be read",
        "full": "30 at once is the most",
        "fits": "2 would fit: 2 credits",
        "came": "✅ {} of {}",
        "reply": "Reply to this message",
        "approve": "Approve",
        "asked": "asks",
    },
    "ru": {
        "line": "/each апскейл",
        "go": "▶️ Готово · ",
        "generate": "Создать ×",
        "unfit": "2 файла не подходят",
        "unreadable": "2 файла не открываются",
        "full": "не больше 30",
        "fits": "Хватит на 2: 2 кредита",
        "came": "✅ {} из {}",
        "reply": "Ответьте на это сообщение",
        "approve": "Разрешить",
        "asked": "просит",
    },
}


def spoken(kiosk: BotUnderTest, language: str) -> Person:
    """Who speaks it."""
    return kiosk.alice if language == "en" else kiosk.boris


async def begun(person: Person, line: str, room: ChatHandle | None = None) -> Message:
    """The card that counts files."""
    asked = await person.send(line, chat=room)
    return await (room or person.private).wait(lambda one: bool(one.buttons), after=asked, timeout=20)


async def counted(person: Person, go: str, number: int) -> Message:
    """The card in private that has counted so many."""
    wanted = f"{go}{number}"
    return await person.private.wait(lambda one: wanted in one.labels and not one.deleted, timeout=60)


async def priced(
    person: Person, card: Message, go: str, generate: str, room: ChatHandle | None = None
) -> Message:
    """The same card with the price."""
    await person.tap(card, go)
    await (room or person.private).wait_until(lambda: generate in str(card.buttons), timeout=30)
    return card


async def two_to_thirty(person: Person, count: int) -> None:
    """So many pictures, in albums of ten."""
    for first in range(0, count, 10):
        await person.send_album([Item("photo", picture()) for _ in range(min(10, count - first))])


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_group_approves_the_sum(folder: Path, language: str) -> None:
    """Only replies count (privacy mode), of the person of the card alone; an admin approves the sum; the group's account pays."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = spoken(kiosk, language)
        stranger = kiosk.telegram.person("Clara", language="en")
        chief = kiosk.telegram.person("Dora", language="en")
        group = kiosk.telegram.group("Shop", [chief, person, stranger], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        await chief.send("/group topup 40", chat=group)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM group_changes WHERE what = 'payer'")))
        kiosk.write("UPDATE groups SET rules = json_set(rules, '$.approval_above', 2)")
        card = await begun(person, said["line"], group)
        assert said["reply"] in card.text
        await person.send_photo(picture(), chat=group)  # a picture for the others
        await stranger.send_photo(picture(), chat=group, reply_to=card)
        for number in range(3):
            await person.send_photo(picture(), chat=group, reply_to=card)
            wanted = f"{said['go']}{number + 1}"
            await group.wait_until(partial(_offers, card, wanted), timeout=20)
        for label in (said["go"] + "3", card.labels[-1]):
            assert (await stranger.press(card, data_of(card, label))).text
        assert f"{said['go']}3" in card.labels
        await priced(person, card, said["go"], said["generate"] + "3", group)
        await person.tap(card, (0, 0))
        await group.wait_until(lambda: said["asked"] in card.text, timeout=20)
        assert "3" in card.text
        await person.tap(card, said["approve"])
        assert not kiosk.rows("SELECT 1 FROM generations")
        await chief.tap(card, said["approve"])
        await group.wait(said["came"].format(3, 3), timeout=40)
        assert kiosk.rows("SELECT kind, parts FROM batches") == [{"kind": "each", "parts": 3}]
        assert await kiosk.available(person) == 100
        kiosk.require_exact_ledger()


async def test_two_people_collect_in_one_group(folder: Path) -> None:
    """Each has a card; a picture below another's card is not counted there."""
    said = SAID["en"]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        alice, clara = kiosk.alice, kiosk.telegram.person("Clara", language="en")
        group = kiosk.telegram.group("Shop", [alice, clara], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        of_alice = await begun(alice, said["line"], group)
        of_clara = await begun(clara, said["line"], group)
        await alice.send_photo(picture(), chat=group, reply_to=of_alice)
        await clara.send_photo(picture(), chat=group, reply_to=of_clara)
        await alice.send_photo(picture(), chat=group, reply_to=of_alice)
        await group.wait_until(lambda: said["go"] + "2" in of_alice.labels, timeout=20)
        await group.wait_until(lambda: said["go"] + "1" in of_clara.labels, timeout=20)
        drafts = kiosk.rows(
            "SELECT person_id, json_array_length(reference_list) AS n FROM drafts ORDER BY id"
        )
        assert [(row["person_id"], row["n"]) for row in drafts] == [(alice.id, 2), (clara.id, 1)]


@pytest.mark.parametrize("count", [30, 31])
async def test_thirty_and_one_more(folder: Path, count: int) -> None:
    """Thirty are one price and come each once, numbered; one more is left out and said."""
    said = SAID["en"]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited", OPEN_PER_ACCOUNT="30") as kiosk:
        person = kiosk.alice
        await person.start()
        await begun(person, said["line"])
        await two_to_thirty(person, count)
        card = await counted(person, said["go"], 30)
        if count > 30:
            await person.private.wait(lambda one: said["full"] in one.text and not one.deleted, timeout=30)
            return
        await priced(person, card, said["go"], said["generate"] + "30")
        await person.tap(card, (0, 0))
        listed = await person.private.wait(said["came"].format(30, 30), timeout=120)
        assert [label for label in listed.labels if label.isdigit()] == [str(n) for n in range(1, 31)]
        assert all(len(row) == 6 for row in listed.buttons[:5])
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_other_files_among_pictures(folder: Path, language: str) -> None:
    """Each file is what it holds, whatever it is called: what is no picture is left out, and said by its name, before there is a price."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = spoken(kiosk, language)
        await person.start()
        await begun(person, said["line"])
        await person.send_photo(picture())
        await person.send_video(clip())
        await person.send_document(b"%PDF-1.4", "offer.pdf")
        await person.send_document(b"words, and no picture", "cat.jpg")
        await person.send_photo(picture())
        await person.send_document(clip(), "film.png")
        await person.send_document(picture(), "photo.mp3")
        card = await counted(person, said["go"], 3)
        await person.private.wait_until(lambda: "photo.mp3" not in card.text, timeout=5)
        assert said["unfit"] in card.text
        assert said["unreadable"] in card.text
        assert "offer.pdf, cat.jpg" in card.text
        assert "film.png" in card.text
        await priced(person, card, said["go"], said["generate"] + "3")
        await person.tap(card, (0, 0))
        await person.private.wait(said["came"].format(3, 3), timeout=60)
        assert await kiosk.available(person) == 97
        kiosk.require_exact_ledger()


async def test_a_file_that_telegram_has_no_more(folder: Path) -> None:
    """One of three is lost between the price and the start: said by its number, its credit is back, two come."""
    said = SAID["en"]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = kiosk.alice
        await person.start()
        await begun(person, said["line"])
        await two_to_thirty(person, 3)
        card = await counted(person, said["go"], 3)
        await priced(person, card, said["go"], said["generate"] + "3")
        (row,) = kiosk.rows("SELECT json_extract(reference_list, '$[1].file_id') AS lost FROM drafts")
        kiosk.telegram.lose_file(row["lost"])
        await person.tap(card, (0, 0))
        listed = await person.private.wait(said["came"].format(2, 3), timeout=60)
        assert "File 2 is missing" in listed.text
        assert await kiosk.available(person) == 98
        kiosk.require_exact_ledger()


async def test_killed_while_it_collects_and_after_generate(folder: Path) -> None:
    """What was counted stays counted; after the tap each comes once, and is paid once."""
    said = SAID["en"]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = kiosk.alice
        await person.start()
        await begun(person, said["line"])
        await two_to_thirty(person, 2)
        await counted(person, said["go"], 2)
        await kiosk.kill()
        await kiosk.start()
        await two_to_thirty(person, 1)
        card = await counted(person, said["go"], 3)
        await priced(person, card, said["go"], said["generate"] + "3")
        await person.tap(card, (0, 0), wait=False)
        await until(lambda: len(kiosk.rows("SELECT 1 FROM generations")) == 3)
        await kiosk.kill()
        await kiosk.start()
        await person.private.wait(said["came"].format(3, 3), timeout=60)
        assert len([one for one in person.private.messages if one.kind == "photo" and one.sender.is_bot]) == 3
        assert await kiosk.available(person) == 97
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_credits_for_two_of_three(folder: Path, language: str) -> None:
    """It is said how many would fit; nothing is held."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="2") as kiosk:
        person = spoken(kiosk, language)
        await person.start()
        await begun(person, said["line"])
        await two_to_thirty(person, 3)
        card = await counted(person, said["go"], 3)
        await person.tap(card, said["go"])
        await person.private.wait_until(lambda: said["fits"] in card.text, timeout=20)
        assert said["generate"] not in str(card.buttons)
        assert not kiosk.rows("SELECT 1 FROM holds")


async def test_forgotten_while_it_runs(folder: Path) -> None:
    """What runs still comes, nothing personal stays, and no hold."""
    said = SAID["en"]
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        person = kiosk.alice
        await person.start()
        await begun(person, said["line"])
        await two_to_thirty(person, 3)
        card = await counted(person, said["go"], 3)
        await priced(person, card, said["go"], said["generate"] + "3")
        await person.tap(card, (0, 0))
        await until(lambda: len(kiosk.kie.tasks) == 3)
        asked = await person.send("/forget")
        question = await person.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await person.tap(question, "Delete my data", wait=False)
        await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", person.id))
        for task in list(kiosk.kie.tasks.values()):
            task.finish()
        await until(lambda: all(row["emptied"] for row in kiosk.rows("SELECT emptied FROM generations")))
        assert not kiosk.rows("SELECT 1 FROM holds WHERE ended_at IS NULL")
        assert not kiosk.rows("SELECT 1 FROM drafts WHERE person_id = ?", person.id)
        kiosk.require_exact_ledger()


def _offers(card: Message, label: str) -> bool:
    return label in card.labels


def data_of(message: Message, label: str) -> str:
    """The data of a button."""
    return next(one.data or "" for row in message.buttons for one in row if one.label == label)
