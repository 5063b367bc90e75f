"""Words that are spoken: written down, seen first, used only after a tap."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.domain.writer import Ability, WriterProof
from bot.sandbox.kie.chat import ChatFault
from bot.sandbox.telegram.media import Traits
from bot.sandbox.telegram.people import Person
from bot.writer.proof import SPEECH, SPOKEN, proof_subject
from handlers.core.buttons.draft import AnotherWordsButton, UseWordsButton
from storage.writer.writer import keep_proof
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import sound

pytestmark = pytest.mark.story

VOICE = SPEECH.read_bytes()
HEARD = {"en": "I heard", "ru": "Мне слышится"}
USE = {"en": "Use these words", "ru": "Взять эти слова"}
GENERATE = {"en": "Generate", "ru": "Создать"}


@asynccontextmanager
async def proven(folder: Path, *abilities: Ability, **changes: str) -> AsyncGenerator[BotUnderTest]:
    """A bot whose writer has proven this."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        proof = WriterProof(
            subject=proof_subject(address=kiosk.kie.url, model="gemini-2.5-flash", key=kiosk.kie.api_key),
            model="gemini-2.5-flash",
            abilities=frozenset(abilities or Ability),
            at=datetime.now(UTC),
        )
        await keep_proof(folder / "kiosk.db", proof)
        await kiosk.start(**changes)
        yield kiosk


async def asked_for_words(person: Person) -> Any:
    """A card that waits for words."""
    asked = await person.send("/gen nano-banana")
    return await person.private.wait(lambda one: bool(one.labels), after=asked, timeout=20)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_heard_seen_and_used(folder: Path, language: str) -> None:
    """What was heard changes nothing before the tap, which leads to a price; no one else's tap does anything."""
    async with proven(folder) as kiosk:
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        card = await asked_for_words(person)
        said = await person.send_voice(VOICE)
        shown = await person.private.wait(HEARD[language], after=said, timeout=30)
        assert SPOKEN in shown.text
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": ""}]
        elsewhere = await kiosk.quote(other, "nano-banana a dog", room=other.private)
        await other.press(elsewhere, UseWordsButton(draft=1, suggestion=1).pack())
        await person.press(shown, AnotherWordsButton(draft=1, suggestion=1).pack())
        assert kiosk.rows("SELECT prompt FROM drafts WHERE id = 1") == [{"prompt": ""}]
        await person.tap(shown, USE[language])
        price = await person.private.wait(
            lambda one: GENERATE[language] in str(one.labels), after=card, timeout=20
        )
        assert SPOKEN in price.text
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]
        assert kiosk.rows("SELECT purpose, answers FROM writer_costs") == [
            {"purpose": "transcribe", "answers": 1}
        ]


async def test_typed_instead(folder: Path) -> None:
    """Words that are typed below what was heard take its place; what is heard later than that is not shown."""
    async with proven(folder) as kiosk:
        person = kiosk.alice
        await asked_for_words(person)
        said = await person.send_voice(VOICE)
        shown = await person.private.wait(HEARD["en"], after=said, timeout=30)
        await person.tap(shown, "Type instead")
        typed = await person.send("a lake")
        price = await person.private.wait(lambda one: "Generate" in str(one.labels), after=typed, timeout=20)
        assert "a lake" in price.text
        await person.press(shown, UseWordsButton(draft=1, suggestion=1).pack())
        assert kiosk.rows("SELECT prompt FROM drafts WHERE id = 1") == [{"prompt": "a lake"}]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_hostile_words_are_text(folder: Path, language: str) -> None:
    """Markup, links and commands of a recording are words or gone."""
    async with proven(folder) as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await asked_for_words(person)
        spoken = "a <b>cat</b> [here](https://evil.example) /forget & <i>кот 猫"
        kiosk.kie.chat_script = [json.dumps({"text": spoken})]
        said = await person.send_voice(VOICE)
        shown = await person.private.wait(HEARD[language], after=said, timeout=30)
        assert "a cat here forget & кот 猫" in shown.text
        await person.tap(shown, USE[language])
        await person.private.wait(lambda one: GENERATE[language] in str(one.labels), after=said, timeout=20)
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "a cat here forget & кот 猫"}]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "answer",
    [ChatFault.DROPPED, ChatFault.REFUSED, ChatFault.LONG, ChatFault.PAGE, ChatFault.EMPTY, '{"text": ""}'],
)
async def test_nothing_is_heard(folder: Path, answer: str, language: str) -> None:
    """It is said, with what the sound is good for; typed words work as ever."""
    async with proven(folder) as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await asked_for_words(person)
        kiosk.kie.chat_script = [answer]
        said = await person.send_voice(VOICE)
        why = {"en": "say it again", "ru": "Скажите ещё раз"}[language]
        shown = await person.private.wait(why, after=said, timeout=30)
        assert "🗣" in str(shown.labels)
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": ""}]
        typed = await person.send("a lake")
        await person.private.wait(lambda one: GENERATE[language] in str(one.labels), after=typed, timeout=20)


async def test_killed_while_it_listens(folder: Path) -> None:
    """Others are served meanwhile; after a death the question for words is one tap away, and a voice is heard again."""
    async with proven(folder) as kiosk:
        await asked_for_words(kiosk.alice)
        kiosk.kie.chat_script = [ChatFault.SILENT]
        said = await kiosk.alice.send_voice(VOICE)
        shown = await kiosk.alice.private.wait("Listening", after=said, timeout=20)
        await kiosk.quote(kiosk.boris, "nano-banana кот")
        await kiosk.kill()
        await kiosk.start()
        await kiosk.alice.tap(shown, "Type instead")
        await kiosk.alice.private.wait(lambda one: one.sender.is_bot, after=shown, timeout=20)
        again = await kiosk.alice.send_voice(VOICE)
        await kiosk.alice.private.wait(SPOKEN, after=again, timeout=30)


async def test_typed_while_it_listens(folder: Path) -> None:
    """Who types meanwhile has typed: what is heard afterwards takes nothing's place."""
    async with proven(folder) as kiosk:
        await asked_for_words(kiosk.alice)
        kiosk.kie.chat_script = [ChatFault.SILENT]
        said = await kiosk.alice.send_voice(VOICE)
        await kiosk.alice.private.wait("Listening", after=said, timeout=20)
        typed = await kiosk.alice.send("a lake")
        price = await kiosk.alice.private.wait(
            lambda one: "Generate" in str(one.labels), after=typed, timeout=20
        )
        assert "a lake" in price.text
        assert kiosk.rows("SELECT prompt FROM drafts") == [{"prompt": "a lake"}]


async def test_a_sound_like_any_other(folder: Path) -> None:
    """What is forwarded, long, music, or said where no words are awaited is no prompt."""
    async with proven(folder) as kiosk:
        person = kiosk.alice
        out_of_the_blue = await person.send_voice(VOICE)
        await person.private.wait(
            lambda one: "🗣" in str(one.labels) or "🗣" in one.text, after=out_of_the_blue, timeout=30
        )
        await asked_for_words(person)
        long = await person.send_voice(VOICE, traits=Traits(duration=61))
        await person.private.wait(lambda one: "🗣" in str(one.labels), after=long, timeout=30)
        music = await person.send_audio(sound())
        await person.private.wait(lambda one: "🗣" in str(one.labels), after=music, timeout=30)
        foreign = await kiosk.boris.send_voice(VOICE)
        forwarded = await person.forward(foreign)
        await person.private.wait(lambda one: "🗣" in str(one.labels), after=forwarded, timeout=30)
        assert kiosk.rows("SELECT * FROM writer_costs") == []


async def test_not_in_a_group(folder: Path) -> None:
    """In a group no voice is listened to."""
    async with proven(folder) as kiosk:
        room = kiosk.telegram.group("Cats", [kiosk.alice, kiosk.boris], "supergroup")
        await room.wait(lambda one: one.sender.is_bot, timeout=20)
        card = await kiosk.quote(kiosk.alice, "nano-banana a cat", room=room)
        for person in (kiosk.alice, kiosk.boris):
            await person.send_voice(VOICE, chat=room, reply_to=card)
        await kiosk.quote(kiosk.alice, "nano-banana a dog", room=room)
        assert kiosk.rows("SELECT * FROM writer_costs") == []


async def test_not_proven(folder: Path) -> None:
    """A writer that writes but does not hear: a voice is a sound like any other."""
    async with proven(folder, Ability.WRITES) as kiosk:
        await asked_for_words(kiosk.alice)
        said = await kiosk.alice.send_voice(VOICE)
        await kiosk.alice.private.wait(lambda one: "🗣" in str(one.labels), after=said, timeout=30)
        assert kiosk.rows("SELECT * FROM writer_costs") == []


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_day_is_used_up(folder: Path, language: str) -> None:
    """A voice counts as a suggestion; beyond the bound that is said, and nothing is asked."""
    async with proven(folder, WRITER_DAILY="1") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await asked_for_words(person)
        said = await person.send_voice(VOICE)
        await person.private.wait(HEARD[language], after=said, timeout=30)
        again = await person.send_voice(VOICE)
        bound = {"en": "for today", "ru": "На сегодня это всё"}[language]
        await person.private.wait(bound, after=again, timeout=30)
        assert kiosk.rows("SELECT answers FROM writer_costs") == [{"answers": 1}]
