"""✍️ Better words: suggested, seen first, used only after a tap."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.writer import Ability, WriterProof
from bot.sandbox.kie.chat import ChatFault
from bot.writer.proof import proof_subject
from handlers.core.buttons.draft import UseWordsButton
from storage.writer.writer import keep_proof
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story


@asynccontextmanager
async def proven(folder: Path, *, daily: str | None = None) -> AsyncGenerator[BotUnderTest]:
    """A bot whose writer has proven that it writes."""
    async with kiosk_between(folder, "live", started=False, WRITER_DAILY=daily) as kiosk:
        proof = WriterProof(
            subject=proof_subject(address=kiosk.kie.url, model="gemini-2.5-flash", key=kiosk.kie.api_key),
            model="gemini-2.5-flash",
            abilities=frozenset(Ability),
            at=datetime.now(UTC),
        )
        await keep_proof(folder / "kiosk.db", proof)
        await kiosk.start()
        yield kiosk


@pytest.mark.parametrize("where", ["private", "group"])
async def test_suggested_seen_and_used(folder: Path, where: str) -> None:
    """Both stand in one message; nothing changes before the tap, which leads to a price; old taps and strangers change nothing."""
    async with proven(folder) as kiosk:
        person, other = kiosk.boris, kiosk.alice
        room = person.private
        if where == "group":
            room = kiosk.telegram.group("Cats", [person, other], "supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
        card = await kiosk.quote(person, "nano-banana кот на крыше", room=room)
        await person.tap(card, "✍️")
        shown = await room.wait("a cat on a roof", timeout=20)
        assert "кот на крыше" in shown.text
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "кот на крыше"}]
        if where == "group":
            data = UseWordsButton(draft=1, suggestion=1).pack()
            await other.press(shown, data)
            assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "кот на крыше"}]
        await person.tap(shown, "Взять это")
        price = await room.wait(lambda one: "Создать" in str(one.labels), timeout=20)
        assert "a cat on a roof" in price.text
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]
        await person.press(price, UseWordsButton(draft=1, suggestion=1).pack())
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("where", ["private", "group"])
async def test_a_version_of_ones_own(folder: Path, where: str, language: str) -> None:
    """What is sent below a suggestion, in a group as a reply to it, takes the place of the words; another suggestion is asked for
    with them.
    """
    async with proven(folder) as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        another, generate = {"en": ("Another", "Generate"), "ru": ("Другой", "Создать")}[language]
        room = person.private
        if where == "group":
            room = kiosk.telegram.group("Cats", [kiosk.alice, kiosk.boris], "supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
        card = await kiosk.quote(person, "nano-banana кот на крыше", room=room)
        await person.tap(card, "✍️")
        shown = await room.wait("a cat on a roof", timeout=20)
        await person.tap(shown, another)
        await room.wait_until(lambda: len(kiosk.rows("SELECT 1 FROM suggestions")) == 2, timeout=20)
        await room.wait_until(lambda: another in str(shown.labels), timeout=20)
        said = await person.send("пёс на крыше", chat=room, reply_to=shown if where == "group" else None)
        price = await room.wait(lambda one: generate in str(one.labels), after=said, timeout=20)
        assert "пёс на крыше" in price.text
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "пёс на крыше"}]
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]


@pytest.mark.parametrize("fault", [ChatFault.ERROR, ChatFault.REFUSED, ChatFault.LONG, ChatFault.PAGE])
async def test_no_suggestion(folder: Path, fault: ChatFault) -> None:
    """It is said in words; the own words are as they were, and the way back leads to their price."""
    async with proven(folder) as kiosk:
        kiosk.kie.chat_script = [fault]
        card = await kiosk.quote(kiosk.alice, "nano-banana a cat")
        await kiosk.alice.tap(card, "✍️")
        shown = await kiosk.alice.private.wait("no suggestion", timeout=20)
        await kiosk.alice.tap(shown, "Keep mine")
        await kiosk.alice.private.wait(lambda one: "Generate" in str(one.labels), timeout=20)
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "a cat"}]


@pytest.mark.parametrize("fault", [ChatFault.ERROR, ChatFault.EMPTY, ChatFault.GATEWAY])
async def test_no_suggestion_in_russian(folder: Path, fault: ChatFault) -> None:
    """In a group, too: said in Russian, and the way back leads to the price of one's own words."""
    async with proven(folder) as kiosk:
        room = kiosk.telegram.group("Cats", [kiosk.boris], "supergroup")
        await room.wait(lambda one: one.sender.is_bot, timeout=20)
        kiosk.kie.chat_script = [fault]
        card = await kiosk.quote(kiosk.boris, "nano-banana кот", room=room)
        await kiosk.boris.tap(card, "✍️")
        shown = await room.wait(
            lambda one: "подсказки нет" in one.text or "Подсказки сейчас нет" in one.text, timeout=20
        )
        await kiosk.boris.tap(shown, "Оставить мой")
        await room.wait(lambda one: "Создать" in str(one.labels), timeout=20)
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "кот"}]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_bound_of_a_day(folder: Path, language: str) -> None:
    """The second of one a day is refused in words, without a question to KIE; one's own words go on."""
    keep, suggested, said = {
        "en": ("Keep mine", "Suggested", "had your 1 suggestion"),
        "ru": ("Оставить мой", "Вариант", "На сегодня"),
    }[language]
    async with proven(folder, daily="1") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        card = await kiosk.quote(person, "nano-banana a cat")
        await person.tap(card, "✍️")
        shown = await person.private.wait(suggested, timeout=20)
        await person.tap(shown, keep)
        price = await person.private.wait(lambda one: "✍️" in str(one.labels), timeout=20)
        await person.tap(price, "✍️")
        await person.private.wait(said, timeout=20)
        assert kiosk.rows("SELECT sum(answers) AS n FROM writer_costs") == [{"n": 1}]
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "a cat"}]


async def test_switched_off_below_an_open_price(folder: Path) -> None:
    """A button of before the switch says so, and nothing is asked of KIE."""
    async with proven(folder) as kiosk:
        card = await kiosk.quote(kiosk.alice, "nano-banana a cat")
        asked = await kiosk.admin.send("/config WRITER off")
        await kiosk.admin.private.wait(lambda one: one.sender.is_bot, after=asked, timeout=20)
        await kiosk.alice.tap(card, "✍️")
        await kiosk.alice.private.wait("Suggestions are off", timeout=20)
        assert kiosk.rows("SELECT count(*) AS n FROM writer_costs") == [{"n": 0}]


async def test_killed_while_it_thinks(folder: Path) -> None:
    """Other people are served meanwhile; after a death the words are as they were and the way back works."""
    async with proven(folder) as kiosk:
        kiosk.kie.chat_script = [ChatFault.SILENT]
        card = await kiosk.quote(kiosk.alice, "nano-banana a cat")
        await kiosk.alice.tap(card, "✍️")
        shown = await kiosk.alice.private.wait("Thinking", timeout=20)
        await kiosk.quote(kiosk.boris, "nano-banana кот")
        await kiosk.kill()
        await kiosk.start()
        await kiosk.alice.tap(shown, "Keep mine")
        await kiosk.alice.private.wait(lambda one: "Generate" in str(one.labels), timeout=20)


async def test_reworded_after_a_refusal(folder: Path) -> None:
    """A filter's refusal offers other words, which are seen first; what the rules forbid gets none."""
    async with proven(folder) as kiosk:
        card = await kiosk.generate(kiosk.alice, "nano-banana a cat fail-moderation")
        failed = await kiosk.alice.private.wait(
            lambda one: "Reword" in str(one.labels), after=card, timeout=30
        )
        await kiosk.alice.tap(failed, "Reword")
        shown = await kiosk.alice.private.wait("Suggested", after=failed, timeout=20)
        assert "fail-moderation" not in shown.text.split("Suggested")[1]
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 1}]
