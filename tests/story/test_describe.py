"""/describe: prompts from a picture, seen with their price before anything is made."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from bot.domain.writer import Ability, WriterProof
from bot.sandbox.kie.chat import ChatFault
from bot.writer.proof import proof_subject
from handlers.core.buttons.draft import DescribedButton
from storage.writer.writer import keep_proof
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture
from tests.story.test_own_key import ALICES

pytestmark = pytest.mark.story

TITLE = {"en": "Prompts for something like it", "ru": "Описания, по которым"}


@asynccontextmanager
async def proven(folder: Path, *abilities: Ability) -> AsyncGenerator[BotUnderTest]:
    """A bot whose writer has proven this."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        proof = WriterProof(
            subject=proof_subject(address=kiosk.kie.url, model="gemini-2.5-flash", key=kiosk.kie.api_key),
            model="gemini-2.5-flash",
            abilities=frozenset(abilities),
            at=datetime.now(UTC),
        )
        await keep_proof(folder / "kiosk.db", proof)
        await kiosk.start()
        yield kiosk


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("where", ["private", "group"])
async def test_a_picture_becomes_prompts(folder: Path, where: str, language: str) -> None:
    """As a reply; each tap shows a price like the one on the button; strangers and other chats get nothing by the same data."""
    async with proven(folder, *Ability) as kiosk:
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        room = person.private
        if where == "group":
            room = kiosk.telegram.group("Cats", [person, other], "supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
        hostile = ["a <b>cat</b> [here](https://evil.example) /forget & <i>co", "a fox", "a lake"]
        kiosk.kie.chat_script = [json.dumps({"prompts": hostile})]
        photo = await person.send_photo(picture(3000, 2000), chat=room)
        asked = await person.send("/describe", chat=room, reply_to=photo)
        shown = await room.wait(TITLE[language], after=asked, timeout=30)
        assert "a cat here forget & co" in shown.text
        assert "a lake" in shown.text
        data = DescribedButton(draft=1, suggestion=2).pack()
        before = kiosk.rows("SELECT id FROM drafts ORDER BY id DESC LIMIT 1")
        if where == "group":
            await other.press(shown, data)
        elsewhere = await kiosk.quote(other, "nano-banana a dog", room=other.private)
        drafts = kiosk.rows("SELECT count(*) AS n FROM drafts")
        await other.press(elsewhere, data)
        assert kiosk.rows("SELECT count(*) AS n FROM drafts") == drafts
        assert before
        label = next(one for one in shown.labels if one.startswith("2 · "))
        await person.tap(shown, label)
        price = await room.wait("a fox", after=shown, timeout=20)
        assert label.rsplit("· ", 1)[1] in str(price.labels)
        await person.tap(shown, next(one for one in shown.labels if one.startswith("3 · ")))
        await room.wait("a lake", after=price, timeout=20)
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]
        assert kiosk.rows("SELECT purpose, answers FROM writer_costs") == [
            {"purpose": "describe", "answers": 1}
        ]


@pytest.mark.parametrize(("language", "where"), [("en", "private"), ("en", "group"), ("ru", "group")])
async def test_a_result_becomes_prompts(folder: Path, where: str, language: str) -> None:
    """The button below a picture that was made; in a group another member's tap brings messages of their own, which are theirs."""
    async with proven(folder, *Ability) as kiosk:
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        room, presser = person.private, person
        if where == "group":
            room = kiosk.telegram.group("Cats", [person, other], "supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
            presser = other
        speaks = "en" if presser is kiosk.alice else "ru"
        await kiosk.generate(person, "nano-banana a red cat", room=room)
        media = await kiosk.media(room)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE state = 'delivered'")))
        await presser.tap(media, next(one for one in media.labels if one in {"More…", "Ещё…"}))
        label = {"en": "👀 Describe", "ru": "👀 Описать"}[speaks]
        offered = await room.wait(lambda one: label in one.labels, timeout=20)
        await presser.tap(offered, label)
        shown = await room.wait(TITLE[speaks], timeout=30)
        first = next(one for one in shown.labels if one.startswith("1 · "))
        if where == "group":
            drafts = kiosk.rows("SELECT count(*) AS n FROM drafts")
            await person.press(shown, DescribedButton(draft=2, suggestion=1).pack())
            assert kiosk.rows("SELECT count(*) AS n FROM drafts") == drafts
        await presser.tap(shown, first)
        generate = {"en": "Generate", "ru": "Создать"}[speaks]
        await room.wait(lambda one: generate in str(one.labels), after=shown, timeout=20)
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 1}]
        assert kiosk.rows("SELECT purpose, answers FROM writer_costs") == [
            {"purpose": "describe", "answers": 1}
        ]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("fault", [ChatFault.DROPPED, ChatFault.ERROR, ChatFault.LONG, ChatFault.PAGE])
async def test_no_description(folder: Path, fault: ChatFault) -> None:
    """A picture that was not seen is not guessed at."""
    async with proven(folder, *Ability) as kiosk:
        kiosk.kie.chat_script = [fault]
        asked = await kiosk.alice.send_photo(picture(), "/describe")
        shown = await kiosk.alice.private.wait(
            lambda one: "not seen" in one.text or "no prompts" in one.text, after=asked, timeout=30
        )
        if "Try again" in shown.labels:
            await kiosk.alice.tap(shown, "Try again")
            await kiosk.alice.private.wait(TITLE["en"], after=asked, timeout=30)
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]


async def test_killed_while_it_looks(folder: Path) -> None:
    """Others are served meanwhile; a death loses nothing but the answer, which can be asked for again."""
    async with proven(folder, *Ability) as kiosk:
        kiosk.kie.chat_script = [ChatFault.SILENT] * 2
        asked = await kiosk.alice.send_photo(picture(), "/describe")
        shown = await kiosk.alice.private.wait("Looking", after=asked, timeout=20)
        await kiosk.quote(kiosk.boris, "nano-banana кот")
        await kiosk.kill()
        kiosk.kie.chat_script = []
        await kiosk.start()
        await kiosk.alice.tap(shown, "Try again")
        await kiosk.alice.private.wait(TITLE["en"], after=asked, timeout=30)


async def test_no_picture(folder: Path) -> None:
    """Words alone, and a picture that is none: said, and the writer is not asked."""
    async with proven(folder, *Ability) as kiosk:
        asked = await kiosk.alice.send("/describe")
        await kiosk.alice.private.wait("I describe pictures", after=asked, timeout=20)
        for content in (b"\x89PNG and nothing more", _of_100_megapixels()):
            broken = await kiosk.alice.send_document(content, "broken.png", "/describe")
            await kiosk.alice.private.wait("can’t read this file", after=broken, timeout=30)
        assert kiosk.rows("SELECT * FROM writer_costs") == []


def _of_100_megapixels() -> bytes:
    """A picture of a few bytes that fills hundreds of megabytes when it is unpacked."""
    buffer = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(buffer, "PNG")
    return buffer.getvalue()


async def test_not_proven(folder: Path) -> None:
    """A writer that writes but does not see describes nothing."""
    async with proven(folder, Ability.WRITES) as kiosk:
        asked = await kiosk.alice.send_photo(picture(), "/describe")
        await kiosk.alice.private.wait("can’t look at pictures", after=asked, timeout=20)
        assert kiosk.rows("SELECT * FROM suggestions") == []


async def test_an_own_key_sees_no_credits(folder: Path) -> None:
    """Where a key of one's own pays, the prompts stand without a price in credits."""
    async with proven(folder, *Ability) as kiosk:
        kiosk.kie.open_account("alice", ALICES, credits=500)
        asked = await kiosk.alice.send(f"/key {ALICES}")
        await kiosk.alice.private.wait(
            lambda _: bool(kiosk.rows("SELECT 1 FROM integrations WHERE owner <> 'operator'")), timeout=20
        )
        photo = await kiosk.alice.send_photo(picture(), "/describe")
        assert photo.id > asked.id
        shown = await kiosk.alice.private.wait(TITLE["en"], after=photo, timeout=30)
        assert shown.labels
        assert not any(character.isdigit() for label in shown.labels for character in label[1:])
