"""💡 Ideas of the writer: close to what a person has last made, seen with their price, and ready-made ones in time where none comes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.sandbox.kie.chat import ChatFault
from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.draft import IdeaButton
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.test_better_words import proven

pytestmark = pytest.mark.story

WORDS = {
    "en": {"idea": "💡 Idea for me", "again": "💡 Another idea", "go": "Generate", "ready": "ready-made", "thinks": "Thinking", "surprise": "🎲 Surprise me"},
    "ru": {"idea": "💡 Идея для меня", "again": "💡 Ещё идея", "go": "Создать", "ready": "вот готовая", "thinks": "Придумываю", "surprise": "🎲 Случайная идея"},
}  # fmt: skip


async def card(person: Person, room: ChatHandle, idea: str) -> Message:
    """The card of a model without words, with the button."""
    asked = await person.send("/models nano-banana", chat=room)
    shown = await room.wait(lambda one: "Nano Banana" in str(one.labels), after=asked, timeout=20)
    await person.tap(shown, "Nano Banana")
    return await room.wait(lambda one: idea in one.labels, after=asked, timeout=20)


async def made(kiosk: BotUnderTest, person: Person, line: str, room: ChatHandle) -> None:
    """A result of a line."""
    before = len(kiosk.rows("SELECT 1 FROM generations WHERE state = 'delivered'"))
    await kiosk.generate(person, line, room=room)
    await until(lambda: len(kiosk.rows("SELECT 1 FROM generations WHERE state = 'delivered'")) == before + 1)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("where", ["private", "group"])
async def test_close_to_the_last_words(folder: Path, where: str, language: str) -> None:
    """It leads to a price and starts nothing; another one differs; in a group nothing of one's private chat is in it."""
    words = WORDS[language]
    async with proven(folder) as kiosk:
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        room = person.private
        await made(kiosk, person, "nano-banana a secret garden", person.private)
        if where == "group":
            room = kiosk.telegram.group("Cats", [person, other], "supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
            await made(kiosk, other, "nano-banana a blue lake", room)
            await made(kiosk, person, "nano-banana a paper boat", room)
        shown = await card(person, room, words["idea"])
        if where == "group":
            await other.press(shown, IdeaButton(draft=3).pack())
            assert not kiosk.rows("SELECT 1 FROM suggestions")
        await person.tap(shown, words["idea"])
        close = "a paper boat" if where == "group" else "a secret garden"
        price = await room.wait(
            lambda one: close in one.text and "seen anew" in one.text and words["go"] in str(one.labels),
            timeout=20,
        )
        assert words["ready"] not in price.text
        before = kiosk.rows("SELECT id FROM generations")
        await person.tap(price, words["again"])
        await until(lambda: len(kiosk.rows("SELECT 1 FROM suggestions WHERE purpose = 'idea'")) == 2)
        ideas = {row["words"] for row in kiosk.rows("SELECT words FROM suggestions")}
        assert len(ideas) == 2
        assert all(close in one for one in ideas)
        await room.wait(lambda one: any(idea in one.text for idea in ideas), timeout=20)
        assert kiosk.rows("SELECT id FROM generations") == before
        assert kiosk.rows("SELECT purpose, answers FROM writer_costs") == [{"purpose": "idea", "answers": 2}]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize(
    ("fault", "language"),
    [
        (ChatFault.ERROR, "en"),
        (ChatFault.PAGE, "ru"),
        (ChatFault.EMPTY, "en"),
        (ChatFault.REFUSED, "ru"),
        (ChatFault.LONG, "en"),
        (ChatFault.SILENT, "ru"),
    ],
)
async def test_a_ready_made_one_in_its_place(folder: Path, fault: ChatFault, language: str) -> None:
    """Whatever comes instead of an idea, and when nothing comes in ten seconds, a ready-made one stands there with its price."""
    words = WORDS[language]
    async with proven(folder) as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        kiosk.kie.chat_script = [fault]
        shown = await card(person, person.private, words["idea"])
        await person.tap(shown, words["idea"])
        price = await person.private.wait(words["ready"], timeout=30)
        assert words["go"] in str(price.labels)
        (draft,) = kiosk.rows("SELECT prompt FROM drafts")
        assert draft["prompt"] in price.text.replace("\n", " ")
        assert not kiosk.rows("SELECT 1 FROM suggestions")
        assert kiosk.rows("SELECT coalesce(sum(uses), 0) AS n FROM writer_uses")[0]["n"] <= 1
        kiosk.require_exact_ledger()


async def test_an_answer_is_words(folder: Path) -> None:
    """Markup, links and commands of an answer are text or gone."""
    async with proven(folder) as kiosk:
        evil = "a <b>cat</b> [here](https://evil.example) /forget & <i>co"
        kiosk.kie.chat_script = [json.dumps({"prompt": evil})]
        shown = await card(kiosk.alice, kiosk.alice.private, WORDS["en"]["idea"])
        await kiosk.alice.tap(shown, WORDS["en"]["idea"])
        price = await kiosk.alice.private.wait("a cat here forget & co", timeout=20)
        assert "evil.example" not in price.html
        assert kiosk.rows("SELECT 1 FROM people WHERE id = ?", kiosk.alice.id)


async def test_killed_while_it_thinks(folder: Path) -> None:
    """A death loses the idea alone: a surprise is one tap away, and others are served meanwhile."""
    words = WORDS["en"]
    async with proven(folder) as kiosk:
        alice = kiosk.alice
        kiosk.kie.chat_script = [ChatFault.SILENT] * 3
        shown = await card(alice, alice.private, words["idea"])
        await alice.tap(shown, words["idea"])
        thinks = await alice.private.wait(words["thinks"], timeout=20)
        await kiosk.quote(kiosk.boris, "nano-banana кот")
        await kiosk.kill()
        await kiosk.start()
        await alice.tap(thinks, words["surprise"])
        await alice.private.wait(lambda one: words["go"] in str(one.labels), timeout=20)
        assert kiosk.rows("SELECT 1 FROM suggestions") == []


async def test_typed_while_it_thinks(folder: Path) -> None:
    """Who types meanwhile has typed: no idea takes the place of one's own words."""
    words = WORDS["ru"]
    async with proven(folder) as kiosk:
        boris = kiosk.boris
        kiosk.kie.chat_script = [ChatFault.SILENT]
        shown = await card(boris, boris.private, words["idea"])
        await boris.tap(shown, words["idea"])
        await boris.private.wait(words["thinks"], timeout=20)
        said = await boris.send("ёжик в тумане")
        await boris.private.wait("ёжик в тумане", after=said, timeout=20)
        await until(lambda: not kiosk.rows("SELECT 1 FROM writer_uses WHERE uses > 0"), seconds=30)
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "ёжик в тумане"}]
        assert not [one for one in boris.private.messages if words["ready"] in one.text]


async def test_the_bound_of_a_day(folder: Path) -> None:
    """What is beyond it is ready-made, without a question to KIE."""
    words = WORDS["en"]
    async with proven(folder, daily="1") as kiosk:
        shown = await card(kiosk.alice, kiosk.alice.private, words["idea"])
        await kiosk.alice.tap(shown, words["idea"])
        price = await kiosk.alice.private.wait("seen anew", timeout=20)
        await kiosk.alice.tap(price, words["again"])
        await kiosk.alice.private.wait(words["ready"], timeout=20)
        assert kiosk.rows("SELECT answers FROM writer_costs") == [{"answers": 1}]


async def test_not_proven(folder: Path) -> None:
    """There is no button; one of long ago brings a surprise at once."""
    async with kiosk_between(folder, "live") as kiosk:
        asked = await kiosk.alice.send("/gen nano-banana")
        shown = await kiosk.alice.private.wait(
            lambda one: WORDS["en"]["surprise"] in one.labels, after=asked, timeout=20
        )
        assert WORDS["en"]["idea"] not in shown.labels
        await kiosk.alice.press(shown, IdeaButton(draft=1).pack())
        await kiosk.alice.private.wait(lambda one: "Generate" in str(one.labels), timeout=20)
        assert not kiosk.rows("SELECT 1 FROM writer_costs")
