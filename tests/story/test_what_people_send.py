"""Albums, replies and edits as Telegram's apps send them, through the running bot."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.telegram import Item, Message
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import picture

pytestmark = pytest.mark.story


async def answered(kiosk: BotUnderTest) -> None:
    """Wait until what Alice sent before was handled: her updates are handled in their order."""
    asked = await kiosk.alice.send("/quota")
    await kiosk.alice.private.wait(lambda _: True, after=asked, timeout=20)


async def test_words_below_the_last_item(folder: Path) -> None:
    """An album with its words below the second picture: both pictures and the words reach KIE."""
    async with kiosk_between(folder, "live") as kiosk:
        asked = await kiosk.alice.send("/gen gpt-4o-image")
        await kiosk.alice.private.wait(lambda _: True, after=asked, timeout=20)
        await kiosk.alice.send_album([Item("photo", picture()), Item("photo", picture(), caption="a dance")])
        card = await kiosk.alice.private.wait(
            lambda message: "a dance" in message.text and "2 photos" in message.text, after=asked, timeout=20
        )
        await kiosk.alice.tap(card, "Generate")
        await kiosk.media(kiosk.alice.private, after=card)
        [row] = kiosk.rows("SELECT prompt FROM generations")
        assert row["prompt"] == "a dance"
        kiosk.require_exact_ledger()


async def test_a_reply_to_what_is_of_no_use(folder: Path) -> None:
    """A command in reply to a document gets no price for its words alone."""
    async with kiosk_between(folder, "live") as kiosk:
        paper = await kiosk.alice.send_document(b"%PDF-1.7 ...", "paper.pdf")
        await kiosk.alice.private.wait(lambda _: True, after=paper, timeout=20)
        for command in ("/gen flux-kontext make it night", "/Edit make it night"):
            asked = await kiosk.alice.send(command, reply_to=paper)
            await kiosk.alice.private.wait("I can’t use that", after=asked, timeout=20)
        assert not kiosk.rows("SELECT 1 FROM quotes")


async def test_an_edit_of_metadata(folder: Path) -> None:
    """Telegram reports an edit of a line that says what it said before: the length that a button set stays."""
    async with kiosk_between(folder, "live") as kiosk:
        line = "/gen veo-3.1-fast a lamp"
        asked = await kiosk.alice.send(line)
        card = await kiosk.alice.private.wait("a lamp", after=asked, timeout=20)
        first = card.text
        await kiosk.alice.tap(card, "720p")
        await kiosk.alice.tap(card, "9:16")
        await kiosk.alice.private.wait_until(_shows(card, "✓ 9:16"))
        before = card.text
        assert before != first
        edited = _message(kiosk, message_id=asked.id, text=line, edit_date=int(time.time()))
        entity = {"type": "bot_command", "offset": 0, "length": 4}
        kiosk.telegram.updates.add("edited_message", edited | {"entities": [entity]}, kiosk.alice.id)
        await answered(kiosk)
        assert card.text == before
        assert len(kiosk.rows("SELECT 1 FROM drafts")) == 1


async def test_the_direct_messages_of_a_channel(folder: Path) -> None:
    """A command there is declined in the person's own topic, in words; no one gets an account by it."""
    async with kiosk_between(folder, "live") as kiosk:
        chat = {"id": -100500, "type": "supergroup", "title": "News", "is_direct_messages": True}
        entity = {"type": "bot_command", "offset": 0, "length": 4}
        said = _message(kiosk, text="/gen flux-pro a lamp", chat=chat, entities=[entity])
        topic = {"topic_id": 77, "user": said["from"]}
        kiosk.telegram.updates.add("message", said | {"direct_messages_topic": topic}, kiosk.alice.id)
        [call] = await kiosk.telegram.calls.wait("sendMessage", chat=-100500, timeout=20)
        assert str(call.params["direct_messages_topic_id"]) == "77"
        assert "private" in str(call.params["text"])
        assert not kiosk.rows("SELECT 1 FROM drafts")


def _shows(card: Message, label: str) -> Callable[[], bool]:
    return lambda: any(label in one for one in card.labels)


def _message(kiosk: BotUnderTest, **content: Any) -> dict[str, Any]:
    """A message of Alice's as JSON."""
    alice = kiosk.alice
    return {
        "message_id": 9000,
        "date": int(time.time()),
        "chat": {"id": alice.id, "type": "private", "first_name": "Alice"},
        "from": {"id": alice.id, "is_bot": False, "first_name": "Alice", "language_code": "en"},
        **content,
    }
