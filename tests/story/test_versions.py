"""A picture knows what it was made from: the card says so, the one before is a tap away, and words continue from any version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.result import AgainButton, DeleteButton, ParentButton, ResultButton
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture

pytestmark = pytest.mark.story

WORDS = {
    "en": {"from": "from #", "gone": "was deleted", "elsewhere": "another chat", "versions": "Versions · 3"},
    "ru": {"from": "из #", "gone": "удалена", "elsewhere": "другом чате", "versions": "Версии · 3"},
}


def families(kiosk: BotUnderTest) -> list[tuple[int | None, int | None, int]]:
    """Parent, root and version of every generation, the oldest first."""
    rows = kiosk.rows("SELECT parent_id, root_id, version FROM generations ORDER BY id")
    return [(row["parent_id"], row["root_id"], row["version"]) for row in rows]


def button(message: Message, kind: type[Any]) -> str:
    """What the button of this kind says."""
    return next(
        one.label
        for row in message.buttons
        for one in row
        if (one.data or "").split(":")[0] == kind.__prefix__
    )


async def made(kiosk: BotUnderTest, person: Person, said: Message, room: ChatHandle) -> Message:
    """The result of what the bot offers for these words."""
    price = await room.wait(lambda one: one.sender.is_bot and bool(one.buttons), after=said, timeout=20)
    await person.tap(price, (0, 0))
    result = await kiosk.media(room, after=price)
    await kiosk.concluded(price)
    return result


async def first(kiosk: BotUnderTest, person: Person, room: ChatHandle) -> Message:
    """A picture that nothing was before."""
    card = await kiosk.generate(person, "flux-pro a red cat", room=room)
    result = await kiosk.media(room, after=card)
    await kiosk.concluded(card)
    return result


async def replied(
    kiosk: BotUnderTest, person: Person, result: Message, words: str, room: ChatHandle
) -> Message:
    """What comes of words in reply to a result."""
    return await made(kiosk, person, await person.send(words, chat=room, reply_to=result), room)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("grouped", [False, True])
async def test_words_in_reply_to_any_version_continue_from_that_one(
    folder: Path, *, language: str, grouped: bool
) -> None:
    """Two edits in a row, then one of the second again; the card names both numbers, and ↩ shows the one before, free."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        group = kiosk.telegram.group("Cats", [person], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        room: ChatHandle = group if grouped else person.private
        v1 = await first(kiosk, person, room)
        assert words["from"] not in v1.text + v1.caption
        v2 = await replied(kiosk, person, v1, "make it night", room)
        v3 = await replied(kiosk, person, v2, "add a moon", room)
        other = await replied(kiosk, person, v2, "add a star", room)
        one, two, three, four = (row["id"] for row in kiosk.rows("SELECT id FROM generations ORDER BY id"))
        assert families(kiosk) == [(None, None, 1), (one, one, 2), (two, one, 3), (two, one, 3)]
        assert f"v2 · {words['from']}{one}" in v2.caption
        assert f"v3 · {words['from']}{two}" in v3.caption
        assert f"v3 · {words['from']}{two}" in other.caption
        spent = len(kiosk.kie.tasks)
        await person.tap(v3, button(v3, ParentButton))
        shown = await kiosk.media(room, after=other)
        assert shown.file_id == v2.file_id
        assert f"#{two}" in shown.caption
        assert len(kiosk.kie.tasks) == spent

        # A copy that was sent once more is the same version.
        await replied(kiosk, person, shown, "add a tree", room)
        assert families(kiosk)[-1] == (two, one, 3)

        # Again on v3 repeats its last step: the picture before it, and its own words.
        last = room.last_id
        await person.tap(v3, button(v3, AgainButton))
        price = await room.wait(lambda one: one.sender.is_bot and bool(one.buttons), after=last, timeout=20)
        assert "add a moon" in price.text
        await person.tap(price, (0, 0))
        await until(lambda: len(families(kiosk)) == 6)
        assert families(kiosk)[-1] == (two, one, 3)
        sixth = kiosk.rows("SELECT prompt, reference_list FROM generations ORDER BY id")[5]
        assert v2.file_id in sixth["reference_list"]
        assert three < four
        kiosk.require_exact_ledger()


async def test_every_way_of_going_on_knows_the_parent(folder: Path) -> None:
    """A verb's button, /edit in reply, a forwarded result with words in reply, a result among an album's pictures."""
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        room = alice.private
        v1 = await first(kiosk, alice, room)
        verb = next(label for label in v1.labels if "Animate" in label)
        last = room.last_id
        await alice.tap(v1, verb)
        price = await room.wait(lambda one: one.sender.is_bot and bool(one.buttons), after=last, timeout=20)
        said = await alice.send("it runs", reply_to=price)
        film = await made(kiosk, alice, said, room)
        assert film.kind == "video"
        await made(kiosk, alice, await alice.send("/edit make it blue", reply_to=v1), room)
        forwarded = await alice.forward(v1)
        await room.wait(lambda one: one.sender.is_bot, after=forwarded, timeout=20)
        await made(kiosk, alice, await alice.send("make it green", reply_to=forwarded), room)
        number = kiosk.rows("SELECT min(id) AS id FROM generations")[0]["id"]
        assert families(kiosk) == [(None, None, 1)] + [(number, number, 2)] * 3

        # A picture of their own has no parent.
        own = await alice.send_photo(picture(), caption="make it red")
        await made(kiosk, alice, own, room)
        assert families(kiosk)[-1] == (None, None, 1)


async def test_anybody_continues_from_anybodys_version_at_their_own_cost(folder: Path) -> None:
    """In a group the members' versions are one tree; elsewhere a forwarded result of another person's is a photo like any."""
    async with kiosk_between(folder, "live") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Cats", [alice, boris], kind="supergroup")
        await group.wait("Hi everyone", timeout=20)
        v1 = await first(kiosk, alice, group)
        v2 = await replied(kiosk, boris, v1, "сделай ночь", group)
        await replied(kiosk, alice, v2, "add a moon", group)
        rows = kiosk.rows("SELECT id, person_id, parent_id FROM generations ORDER BY id")
        assert [row["person_id"] for row in rows] == [alice.id, boris.id, alice.id]
        assert [row["parent_id"] for row in rows] == [None, rows[0]["id"], rows[1]["id"]]
        last = group.last_id
        await alice.tap(v2, button(v2, ParentButton))
        shown = await kiosk.media(group, after=last)
        assert shown.file_id == v1.file_id

        # The whole tree, also for a member who has made one of three.
        last = group.last_id
        await boris.tap(v1, button(v1, ResultButton))
        more = await group.wait(lambda one: one.sender.is_bot and bool(one.buttons), after=last, timeout=20)
        assert WORDS["ru"]["versions"] in more.labels
        await boris.tap(more, WORDS["ru"]["versions"])
        tree = await group.wait(lambda one: "v3 · из #" in one.text, after=more, timeout=20)
        assert {"1", "2", "3"} <= set(tree.labels)
        last = group.last_id
        await boris.tap(tree, "3")
        assert (await kiosk.media(group, after=last)).file_id == v1.file_id

        # Forwarded into his private chat it is a photo of no one here.
        forwarded = await boris.forward(v1, chat=boris.private)
        await boris.private.wait(lambda one: one.sender.is_bot, after=forwarded, timeout=20)
        await made(kiosk, boris, await boris.send("ещё ночь", reply_to=forwarded), boris.private)
        assert families(kiosk)[-1] == (None, None, 1)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_parent_that_is_gone_is_said(folder: Path, language: str) -> None:
    """Deleted, of a person who was forgotten, made in another chat, lost at Telegram: each in words, and nothing is shown."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        group = kiosk.telegram.group("Cats", [person, other], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)

        # Made in private, continued in the group: others must not see it from there.
        secret = await first(kiosk, person, person.private)
        forwarded = await person.forward(secret, chat=group)
        v2 = await replied_with_command(kiosk, person, forwarded, group)
        assert families(kiosk)[-1][2] == 2
        toast = await person.tap(v2, button(v2, ParentButton))
        assert words["elsewhere"] in toast.text
        toast = await other.tap(v2, button(v2, ParentButton))
        assert toast.text

        # Another member's picture, whose person is forgotten then.
        v1 = await first(kiosk, other, group)
        mine = await replied(kiosk, person, v1, "make it night", group)
        assert families(kiosk)[-1][2] == 2
        kiosk.write("UPDATE assets SET file_id = 'lost-file' WHERE file_id = ?", v1.file_id)
        toast = await person.tap(mine, button(mine, ParentButton))
        assert "Telegram" in toast.text
        asked = await other.send("/forget")
        sure = await other.private.wait(lambda one: bool(one.buttons), after=asked, timeout=20)
        await other.tap(sure, (0, 0))
        await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", other.id))
        toast = await person.tap(mine, button(mine, ParentButton))
        assert words["gone"] in toast.text
        (row,) = kiosk.rows("SELECT parent_id, root_id FROM generations ORDER BY id DESC LIMIT 1")
        assert row["parent_id"]

        # One's own that was deleted.
        await person.press(secret, DeleteButton(generation=1).pack())
        toast = await person.press(v2, ParentButton(generation=2).pack())
        assert words["gone"] in toast.text


async def replied_with_command(
    kiosk: BotUnderTest, person: Person, photo: Message, room: ChatHandle
) -> Message:
    """What comes of /edit in reply to a person's message."""
    said = await person.send("/edit make it night", chat=room, reply_to=photo)
    return await made(kiosk, person, said, room)
