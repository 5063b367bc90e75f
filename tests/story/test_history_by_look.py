"""/history filtered by a look, over more pages than one: what its person sees, and what no other person does."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.history import FilterBy, FilterChoicesButton, FilterHistoryButton, HistoryButton
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import labels, newest
from tests.story.test_looks import SECRET, answer, kept, payload, turned

pytestmark = pytest.mark.story

WORDS: Final = {
    "en": {"look": "🎨 Look", "made": "7 results", "all": "8 results", "second": "2 of 2", "every": "All", "none": "Nothing found", "taken": "now yours"},
    "ru": {"look": "🎨 Пресет", "made": "7 результатов", "all": "8 результатов", "second": "2 из 2", "every": "Все", "none": "Ничего не нашлось", "taken": "ваш пресет"},
}  # fmt: skip


async def made(kiosk: BotUnderTest, person: Person, line: str, *, room: ChatHandle | None = None) -> None:
    """One result of a line."""
    quoted = await answer(person, line, "· ", room=room)
    await person.tap(quoted, (0, 0))
    await kiosk.media(room or person.private, after=quoted)
    await until(lambda: newest(kiosk, person)["state"] == "delivered")


async def taken(kiosk: BotUnderTest, giver: Person, taker: Person, language: str) -> None:
    """A look with hidden words goes from one to the other."""
    link = await payload(giver, await kept(kiosk, giver, language, "Noir"), language, hidden=True)
    await taker.send("/start")
    followed = await taker.start(link)
    await taker.private.wait(WORDS[language]["taken"], after=followed, timeout=20)


def gallery_of(listed: Message) -> int:
    """The gallery that a list's buttons belong to."""
    data = next(b.data or "" for row in listed.buttons for b in row if (b.data or "").startswith("hc:"))
    return FilterChoicesButton.unpack(data).gallery


def read(room: ChatHandle) -> str:
    """All that the bot has said there."""
    return " ".join(f"{one.text} {labels(one)}" for one in room.messages if one.sender.is_bot)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_look_with_hidden_words_over_two_pages(folder: Path, language: str) -> None:
    """The filter stays on the second page and after a restart, is taken away again, and the hidden words are on no page."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        giver, taker = (kiosk.telegram.person(name, language=language) for name in ("Giver", "Taker"))
        await taken(kiosk, giver, taker, language)
        await made(kiosk, taker, "/gen z-image a paper boat")
        for number in range(7):
            await made(kiosk, taker, f"/look noir dog {number}")
        listed = await answer(taker, "/history", words["all"])
        await taker.tap(listed, words["look"])
        await taker.private.wait_until(lambda: "Noir" in listed.labels, timeout=20)
        first = await turned(taker, listed, "Noir", words["made"])
        assert "dog 6" in first.text
        assert "dog 0" not in first.text
        await kiosk.kill()
        await kiosk.start()
        second = await turned(taker, first, "▶", words["second"])
        assert "dog 0" in second.text
        assert words["made"] in second.text
        assert "✓ Noir" in second.labels
        assert "boat" not in second.text
        assert "heavy" not in read(taker.private)
        everything = await turned(taker, second, "✓ Noir", words["every"])
        assert everything.id == second.id
        await turned(taker, everything, words["every"], words["all"])
        for hidden in ("heavy", SECRET):
            await answer(taker, f"/history {hidden}", words["none"])
        assert "heavy" not in kiosk.log


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_no_other_person_reads_its_name(folder: Path, language: str) -> None:
    """Neither in a group where it made something, nor with made-up data, nor at the giver's, who sees their own alone."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        people = [kiosk.telegram.person(name, language=language) for name in ("Giver", "Taker", "Other")]
        giver, taker, other = people
        await taken(kiosk, giver, taker, language)
        kiosk.write("UPDATE looks SET name = 'Silence' WHERE person_id = ?", taker.id)
        group = kiosk.telegram.group("Cats", [kiosk.admin, *people], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        for number in range(7):
            await made(kiosk, taker, f"/look silence dog {number}", room=group)
            await made(kiosk, other, f"/gen z-image cat {number}", room=group)
        look = kiosk.rows("SELECT id FROM looks WHERE person_id = ?", taker.id)[0]["id"]
        own = await answer(taker, "/history", words["made"], room=group)
        assert words["look"] in own.labels
        foreign = await answer(other, "/history", words["made"], room=group)
        assert "cat 6" in foreign.text
        assert words["look"] not in foreign.labels
        for gallery, listed in ((gallery_of(own), own), (gallery_of(foreign), foreign)):
            for data in (
                FilterChoicesButton(gallery=gallery, by=FilterBy.LOOK).pack(),
                FilterHistoryButton(gallery=gallery, by=FilterBy.LOOK, value=str(look)).pack(),
                HistoryButton(gallery=gallery, page=1).pack(),
            ):
                assert "Silence" not in str((await other.press(listed, data)).text)
        for person in (other, giver):
            for line in ("/history", "/history silence", "/looks"):
                asked = await person.send(line)
                await person.private.wait(lambda one: one.sender.is_bot, after=asked, timeout=20)
            assert "Silence" not in read(person.private)
            assert "dog" not in read(person.private)
        assert "Silence" not in read(group)
        assert "heavy" not in read(group)
