"""Groups as a playground: anybody goes on from anybody's result, at their own cost, and what is another's stays theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.result import (
    AgainButton,
    DeleteButton,
    EditButton,
    OriginalButton,
    OtherModelButton,
    ResultButton,
    ResultPage,
    VerbButton,
)
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "again": "Again",
        "edit": "Edit prompt",
        "animate": "Animate",
        "more": "More",
        "other": "Other model",
        "go": "Generate",
        "mine": "someone else",
        "own": "Make your own version",
    },
    "ru": {
        "again": "Ещё раз",
        "edit": "Изменить текст",
        "animate": "Оживить",
        "more": "Ещё…",
        "other": "Другая модель",
        "go": "Создать",
        "mine": "чужой",
        "own": "Сделайте свою версию",
    },
}


def label_of(message: Message, data: str) -> str:
    """What the button with such data says, whatever the language of its card."""
    return next(b.label for row in message.buttons for b in row if (b.data or "").split(":")[0] == data)


async def next_to(person: Person, room: ChatHandle, pressed: Message, data: str) -> Message:
    """Press a button of a result and wait for what the bot sends to that."""
    last = room.last_id
    await person.tap(pressed, label_of(pressed, data))
    return await room.wait(lambda one: one.sender.is_bot, after=last, timeout=20)


def owner_of(kiosk: BotUnderTest) -> list[tuple[int, str, int]]:
    """Who made what, and what it took."""
    rows = kiosk.rows("SELECT person_id, prompt, captured FROM generations ORDER BY id")
    return [(row["person_id"], row["prompt"], row["captured"]) for row in rows]


@pytest.mark.parametrize("ephemeral", [True, False])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_anybodys_tap_makes_their_own_price(folder: Path, *, language: str, ephemeral: bool) -> None:
    """Again, other words, a verb, another model: each opens the presser's own price, at their cost; the card stays."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", started=False, FREE_CREDITS="100") as kiosk:
        kiosk.telegram.core.options.ephemeral = ephemeral
        await kiosk.start()
        maker, presser = (kiosk.boris, kiosk.alice) if language == "en" else (kiosk.alice, kiosk.boris)
        group = kiosk.telegram.group("Cats", [kiosk.admin, maker, presser], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        card = await kiosk.quote(maker, "flux-pro a red cat", room=group)
        await maker.tap(card, (0, 0))
        result = await kiosk.media(group, after=card)
        await kiosk.concluded(card)
        before = result.html, tuple(result.labels)
        spent = owner_of(kiosk)

        def require_own(shown: Message) -> None:
            if ephemeral:
                assert shown.visible_to is presser.user
            else:
                assert presser.user.first_name in shown.text
                assert shown.reply_to is result

        price = await next_to(presser, group, result, AgainButton.__prefix__)
        assert "a red cat" in price.text
        require_own(price)
        if not ephemeral:
            toast = await maker.tap(price, words["go"])
            assert toast.text, "the price is the presser's"
        asked = await next_to(presser, group, result, EditButton.__prefix__)
        assert asked.force_reply
        assert presser.user.first_name in asked.text
        assert "a red cat" in asked.text
        said = await presser.send("a blue cat", chat=group, reply_to=asked)
        blue = await group.wait(lambda one: bool(one.buttons), after=said, timeout=20)
        assert "a blue cat" in blue.text
        await presser.tap(blue, words["go"])
        made = await kiosk.media(group, after=said)
        assert presser.user.first_name in made.caption or made.reply_to is said
        verb = await next_to(presser, group, result, VerbButton.__prefix__)
        assert verb.force_reply, "what is to happen is asked for, by name"
        assert presser.user.first_name in verb.text
        more = await next_to(presser, group, result, ResultButton.__prefix__)
        assert words["own"] in more.text
        if ephemeral:
            assert more.visible_to is presser.user
        shelf = await next_to(presser, group, more, OtherModelButton.__prefix__)
        assert shelf.buttons
        await until(lambda: len(owner_of(kiosk)) == 2 and owner_of(kiosk)[1][2] > 0)
        assert owner_of(kiosk)[0] == spent[0]
        assert owner_of(kiosk)[1][:2] == (presser.id, "a blue cat")

        # By the price of "Again", too: the same words, the presser's credits, and the result names who made it.
        await presser.tap(price, words["go"])
        await until(lambda: len(owner_of(kiosk)) == 3 and owner_of(kiosk)[2][2] > 0)
        assert owner_of(kiosk)[2][:2] == (presser.id, "a red cat")
        again = group.last
        assert presser.user.first_name in again.caption
        assert (result.html, tuple(result.labels)) == before

        # What deletes, or sends the original, is the maker's.
        number = kiosk.rows("SELECT min(id) AS id FROM generations")[0]["id"]
        for button in (
            DeleteButton(generation=number),
            OriginalButton(generation=number),
            ResultButton(generation=number, page=ResultPage.SURE),
        ):
            toast = await presser.press(result, button.pack())
            assert words["mine"] in toast.text
        assert not kiosk.rows("SELECT 1 FROM generations WHERE deleted")
        kiosk.require_exact_ledger()


async def test_a_result_is_reached_only_from_its_own_group(folder: Path) -> None:
    """Made up data: another group, the private chat, a result of a private chat, one that was deleted, one in the making."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        alice, mallory = kiosk.alice, kiosk.telegram.person("Mallory", language="en")
        cats = kiosk.telegram.group("Cats", [alice, mallory], kind="supergroup")
        dogs = kiosk.telegram.group("Dogs", [mallory], kind="supergroup")
        await cats.wait("Hi everyone", timeout=20)
        elsewhere = await dogs.wait("Hi everyone", timeout=20)
        await kiosk.generate(alice, "flux-pro a secret")
        await kiosk.media(alice.private)
        card = await kiosk.generate(alice, "flux-pro a cat", room=cats)
        result = await kiosk.media(cats, after=card)
        await kiosk.concluded(card)
        secret, shown = (row["id"] for row in kiosk.rows("SELECT id FROM generations ORDER BY id"))
        here = await mallory.send("/balance")
        private = await mallory.private.wait(lambda one: True, after=here, timeout=20)
        presses = [
            (secret, result),
            (shown, elsewhere),
            (secret, elsewhere),
            (shown, private),
            (secret, private),
        ]

        async def refused() -> None:
            for number, message in presses:
                for button in (
                    AgainButton(generation=number),
                    EditButton(generation=number),
                    OtherModelButton(generation=number),
                    VerbButton(verb="animate", generation=number),
                    ResultButton(generation=number, page=ResultPage.MORE),
                ):
                    toast = await mallory.press(message, button.pack())
                    assert "a secret" not in toast.text
            assert not kiosk.rows("SELECT 1 FROM drafts WHERE person_id = ?", mallory.id)
            assert not kiosk.rows("SELECT 1 FROM quotes WHERE person_id = ?", mallory.id)

        await refused()
        # Deleted by its person, no one goes on from it.
        await alice.press(result, DeleteButton(generation=shown).pack())
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE deleted")))
        presses = [(shown, card)]
        await refused()


async def test_what_is_made_of_anothers_photo_stays_in_its_group(folder: Path) -> None:
    """An edit of a photo is made again with the same photo, for the presser's credits, where the photo was given."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Cats", [alice, boris], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        sent = await alice.send_photo(picture(), chat=group)
        asked = await alice.send("/edit make it night", chat=group, reply_to=sent)
        price = await group.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await alice.tap(price, (0, 0))
        result = await kiosk.media(group, after=price)
        await kiosk.concluded(price)
        again = await next_to(boris, group, result, AgainButton.__prefix__)
        assert "make it night" in again.text
        await boris.tap(again, "Создать")
        await until(lambda: len(owner_of(kiosk)) == 2 and owner_of(kiosk)[1][2] > 0)
        hers, his = kiosk.rows("SELECT person_id, account_id, reference_list FROM generations ORDER BY id")
        assert (hers["person_id"], his["person_id"]) == (alice.id, boris.id)
        assert hers["account_id"] != his["account_id"]
        assert "file_id" in his["reference_list"]
        kiosk.require_exact_ledger()
