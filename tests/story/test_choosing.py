"""Recipes that wait for a choice: three pictures, then the film of one of them, each at a price that was seen before."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Message
from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story

SAID = {
    "en": {
        "price": "3 pictures: 15 credits now",
        "later": "only if you choose one",
        "generate": "Generate ×3 · 15",
        "choose": "Tap the picture to go on with",
        "film": "Generate · 42",
        "others": "3 others · 15",
        "stop": "Stop",
        "stopped": "nothing waits for your choice",
        "waiting": "waiting for your choice",
        "over": "Nothing waits for a choice here",
        "one": "Go on with this one",
    },
    "ru": {
        "price": "Картинки: 3, сейчас 15 кредитов",
        "later": "только если вы выберете",
        "generate": "Создать ×3 · 15",
        "choose": "Нажмите номер картинки",
        "film": "Создать · 42",
        "others": "Ещё 3 · 15",
        "stop": "Не продолжать",
        "stopped": "больше ничего не ждёт вашего выбора",
        "waiting": "ждёт вашего выбора",
        "over": "Здесь больше ничего не ждёт выбора",
        "one": "Продолжить с этой",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_film_of_the_chosen_picture(folder: Path, language: str) -> None:
    """The price says what comes now and what later; the album is chosen from; the film's price is asked for; three taps."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        await person.send("/recipe words-to-film a red fox")
        card = await person.private.wait(said["price"], timeout=20)
        assert said["later"] in card.text
        await person.tap(card, said["generate"])
        listed = await person.private.wait(said["choose"], timeout=30)
        assert len([one for one in person.private.messages if one.kind == "photo"]) == 3
        assert await kiosk.available(person) == 185
        await person.send("/status")
        await person.private.wait(said["waiting"], timeout=20)
        await person.tap(listed, "2")
        price = await person.private.wait(lambda one: said["film"] in str(one.buttons), timeout=20)
        assert await kiosk.available(person) == 185
        await person.tap(price, said["film"])
        await person.private.wait(lambda one: one.kind == "video", timeout=40)
        second, film = kiosk.rows(
            "SELECT id, parent_id FROM generations WHERE part = 1 OR chain_step = 'video' ORDER BY id"
        )
        assert film["parent_id"] == second["id"]
        assert await kiosk.available(person) == 143
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_others_an_edit_and_the_end(folder: Path, language: str) -> None:
    """Three others at their price; words in reply edit a picture, which can be chosen; after /cancel nothing is."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        await person.send("/recipe words-to-film a red fox")
        card = await person.private.wait(said["price"], timeout=20)
        await person.tap(card, said["generate"])
        listed = await person.private.wait(said["choose"], timeout=30)
        await person.tap(listed, said["others"])
        again = await person.private.wait(said["price"], after=listed, timeout=20)
        await person.tap(again, said["generate"])
        more = await person.private.wait(said["choose"], after=again, timeout=30)
        assert await kiosk.available(person) == 170
        photo = next(one for one in person.private.messages if one.kind == "photo")
        await person.send("at night", reply_to=photo)
        edit = await person.private.wait(lambda one: "· 4" in str(one.buttons), after=more, timeout=20)
        await person.tap(edit, (0, 0))
        edited = await person.private.wait(
            lambda one: said["one"] in str(one.buttons), after=edit, timeout=30
        )
        await person.tap(edited, said["one"])
        film = await person.private.wait(
            lambda one: said["film"] in str(one.buttons), after=edited, timeout=20
        )
        assert "✅" in film.text
        await person.send("/cancel")
        await person.private.wait(said["stopped"], after=film, timeout=20)
        assert said["over"] in (await person.press(listed, button(listed, "1"))).text
        assert not kiosk.rows("SELECT 1 FROM holds WHERE ended_at IS NULL")
        kiosk.require_exact_ledger()


async def test_in_a_group_the_starter_and_admins_choose(folder: Path) -> None:
    """A member is refused until the group's rule lets everybody; an admin chooses at their own cost; stopping is said."""
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        chief = kiosk.telegram.person("Clara")
        alice, boris = kiosk.alice, kiosk.telegram.person("Ben")
        group = kiosk.telegram.group("Cats", [chief, alice, boris], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        await alice.send("/recipe words-to-film a red fox", chat=group)
        card = await group.wait(SAID["en"]["price"], timeout=20)
        await alice.tap(card, SAID["en"]["generate"])
        listed = await group.wait(SAID["en"]["choose"], timeout=30)
        for label in ("1", SAID["en"]["others"], SAID["en"]["stop"]):
            refused = await boris.press(listed, button(listed, label))
            assert "The person who asked for these pictures chooses" in refused.text, f"{label}: {group}"
        await chief.tap(listed, "1")
        film = await group.wait(lambda one: SAID["en"]["film"] in str(one.buttons), after=listed, timeout=20)
        await alice.press(film, button(film, SAID["en"]["film"]))
        assert not kiosk.rows("SELECT 1 FROM generations WHERE chain_step = 'video'")
        await chief.tap(film, SAID["en"]["film"])
        await group.wait(lambda one: one.kind == "video", timeout=40)
        assert await kiosk.available(chief) == 158
        asked = await chief.start(f"g_{group.id}")
        panel = await chief.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await chief.tap(panel, "Pictures: who asked chooses")
        await chief.private.wait_until(lambda: "Everyone chooses" in panel.text)
        await boris.tap(listed, "2")
        own = await group.wait(lambda one: SAID["en"]["film"] in str(one.buttons), after=film, timeout=20)
        assert own.id > film.id
        await alice.tap(listed, SAID["en"]["stop"])
        await group.wait(lambda one: SAID["en"]["stopped"] in one.text, timeout=20)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_group_whose_starter_has_left(folder: Path, language: str) -> None:
    """A member may not choose, who left may not either; an admin does, once for two presses, and after the end no one can."""
    said = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="200") as kiosk:
        starter = kiosk.alice if language == "en" else kiosk.boris
        chief = kiosk.telegram.person("Clara", language=language)
        member = kiosk.telegram.person("Dora", language=language)
        group = kiosk.telegram.group("Cats", [chief, starter, member], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        await starter.send("/recipe words-to-film a red fox", chat=group)
        card = await group.wait(said["price"], timeout=20)
        await starter.tap(card, said["generate"])
        listed = await group.wait(said["choose"], timeout=40)
        first = button(listed, "1")
        refusal = {"en": "asked for these pictures chooses", "ru": "Выбирает тот, кто попросил"}[language]
        assert refusal in (await member.press(listed, first)).text
        group.remove(starter.user)
        assert (await starter.press(listed, first)).text
        await chief.press(listed, first)
        film = await group.wait(lambda one: said["film"] in str(one.buttons), after=listed, timeout=20)
        start = button(film, said["film"])
        await chief.press(film, start)
        await chief.press(film, start)
        await group.wait(lambda one: one.kind == "video", timeout=60)
        assert len(kiosk.rows("SELECT 1 FROM generations WHERE chain_step = 'video'")) == 1
        await chief.tap(listed, said["stop"])
        await group.wait_until(lambda: said["stopped"] in listed.text, timeout=20)
        assert said["over"] in (await chief.press(listed, first)).text
        kiosk.require_exact_ledger()


def button(message: Message, label: str) -> str:
    """The data of the button that says this."""
    return next(one.data or "" for row in message.buttons for one in row if label in one.label)
