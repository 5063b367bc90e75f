"""Keys that people bring: who pays, with which key KIE is spoken to, and that nobody sees a key again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import Kiosk, kiosk_between
from tests.story.supplier import CREDITS, newest, task_of, until

pytestmark = pytest.mark.story

ALICES = "alices-own-key-0123456789-WXYZ"


async def _said(person: Person, words: str) -> Message:
    """The bot's answer to a message."""
    asked = await person.send(words)
    return await person.private.wait(lambda message: message.id > asked.id, timeout=20)


async def _tapped(person: Person, message: Message, button: str, until_says: str) -> Message:
    """The message whose button was tapped, when it says this."""
    await person.tap(message, button)
    return await person.private.wait(lambda seen: until_says in seen.text, after=message.id - 1, timeout=20)


def asked_with(kiosk: Kiosk, task: SimTask) -> list[str]:
    """Whose keys the status queries of a task carried."""
    return [request.account for request in kiosk.kie.requests if request.query.get("taskId") == task.id]


async def delivered(kiosk: Kiosk, person: Person, card: Message) -> Message:
    """The media that a card became."""
    media = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    await until(lambda: newest(kiosk, person)["told"] == 1)
    return media


async def test_who_pays(folder: Path) -> None:
    """One with a key of her own beside one without: KIE hears each with the right key, and only his balance moves.

    The message with the key is gone at once, and the panel shows no more than its end.
    """
    async with kiosk_between(folder, "live") as kiosk:
        account = kiosk.kie.open_account("alice", ALICES, credits=500)
        panel = await _said(kiosk.alice, "/key")
        assert "kie.ai/api-key" in panel.text
        await _tapped(kiosk.alice, panel, "Add my key", "Now send me")
        sent = await kiosk.alice.send(ALICES)
        stored = await kiosk.alice.private.wait("is stored", timeout=20)
        assert sent.deleted
        assert "…" not in stored.text
        assert "WXYZ" in stored.text
        assert "Left at KIE: 500 credits" in stored.text

        quote = await kiosk.quote(kiosk.alice, "flux-pro a key of gold")
        assert "0 credits" in quote.text
        assert "Your own KIE key pays" in quote.text
        theirs = await kiosk.quote(kiosk.boris, "flux-pro ключ из меди")
        price = newest_quote(kiosk, kiosk.boris)["price"]
        assert price > 0
        await kiosk.alice.tap(quote, (0, 0))
        await kiosk.boris.tap(theirs, (0, 0))
        media = await delivered(kiosk, kiosk.alice, quote)
        await delivered(kiosk, kiosk.boris, theirs)
        assert "your own KIE key" in media.caption
        gold, copper = await task_of(kiosk, "gold"), await task_of(kiosk, "меди")
        assert (gold.account, copper.account) == ("alice", "main")
        assert set(asked_with(kiosk, gold)) == {"alice"}
        assert set(asked_with(kiosk, copper)) == {"main"}
        assert account.credits == 500 - gold.submission.price
        assert await kiosk.available(kiosk.alice) == CREDITS
        assert await kiosk.available(kiosk.boris) == CREDITS - price
        kiosk.require_exact_books()


def newest_quote(kiosk: Kiosk, person: Person) -> dict[str, Any]:
    """The row of the person's newest quote."""
    return kiosk.rows("SELECT * FROM quotes WHERE person_id = ? ORDER BY created_at DESC LIMIT 1", person.id)[
        0
    ]
