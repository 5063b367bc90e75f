"""KIE's account is empty; a model keeps failing: who hears of it, who is refused, and how it ends by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.kie import KieSimulator
from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import labels, let_time_pass, newest, require_one_delivery, require_release, until

pytestmark = pytest.mark.story

_MINUTES = 60_000_000
OWN_KEY = "alices-own-key-0123456789-WXYZ"


async def _tapped(person: Person, message: Message, button: str) -> Message:
    """What the bot says after a tap on a button."""
    before = person.private.last_id
    await person.tap(message, button)
    return await person.private.wait(lambda _: True, after=before, timeout=20)


async def _shelf(person: Person) -> Message:
    asked = await person.send("/image")
    return await person.private.wait(lambda message: bool(message.buttons), after=asked)


@pytest.mark.parametrize(
    ("trouble", "fixed", "alerts"),
    [
        ({"credits": 0}, {"credits": 1000}, ("KIE balance is empty", "accepts requests again")),
        (
            {"api_key": "another-key"},
            {"api_key": "sandbox-kie-key"},
            ("rejects our key", "accepts our key again"),
        ),
    ],
    ids=["402", "401"],
)
async def test_kie_serves_nobody(
    folder: Path, trouble: dict[str, Any], fixed: dict[str, Any], alerts: tuple[str, str]
) -> None:
    """No credits at KIE, or a refused key: the hold is kept, the next person is refused in plain words and pays nothing, the operator hears it once.

    When it is fixed, a new process takes up what waited, the operator hears that it is over, and the refused person's quote works.
    """
    async with kiosk_between(folder, "live") as kiosk:
        alert, over = alerts
        await kiosk.admin.start()
        _set(kiosk.kie, trouble)
        card = await kiosk.generate(kiosk.alice, "flux-pro a beggar")
        await kiosk.admin.private.wait(alert, timeout=20)
        other = kiosk.telegram.person("Other", language="en")
        quote = await kiosk.quote(other, "flux-pro a banker")
        refusal = await _tapped(other, quote, "Generate")
        assert "We are at capacity" in refusal.text
        assert not kiosk.rows("SELECT id FROM generations WHERE person_id = ?", other.id)
        assert newest(kiosk, kiosk.alice)["state"] == "held"
        assert await kiosk.available(kiosk.alice) == 1000 - newest(kiosk, kiosk.alice)["price"]
        notified = [message for message in kiosk.admin.private.messages if alert in message.text]
        assert len(notified) == 1
        kiosk.require_exact_ledger()

        assert await kiosk.stop() == 0
        _set(kiosk.kie, fixed)
        await let_time_pass(kiosk, kiosk.alice, hours=0.1)
        await kiosk.start()
        await require_one_delivery(kiosk, kiosk.alice, card)
        await other.tap(quote, "Generate")
        await require_one_delivery(kiosk, other, quote)
        assert len(kiosk.kie.tasks) == 2
        await kiosk.admin.private.wait(over, timeout=20)
        notified = [message for message in kiosk.admin.private.messages if over in message.text]
        assert len(notified) == 1


async def test_a_model_that_keeps_failing(folder: Path) -> None:
    """It is marked, refused with the nearest one on a button, reported to the operator once, and heals with a trial."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.admin.start()
        failure = await _failed_five_times(kiosk)
        assert labels(failure) == "Use GPT-4o Image instead | Other model"
        await kiosk.admin.private.wait("keeps failing at KIE")
        assert "⚠️ Flux Pro" in labels(await _shelf(kiosk.alice))

        quote = await _tapped(kiosk.alice, failure, "instead")
        assert "GPT-4o Image" in quote.text
        assert "a wreck" in quote.text
        refused = await kiosk.quote(kiosk.alice, "flux-pro a hope")
        refusal = await _tapped(kiosk.alice, refused, "Generate")
        assert "keeps failing" in refusal.text
        assert "GPT-4o Image" in labels(refusal)
        assert len(kiosk.rows("SELECT id FROM generations")) == 5
        kiosk.require_exact_ledger()

        await _restarted_minutes_later(kiosk)
        assert "⚠️ Flux Pro" in labels(await _shelf(kiosk.alice)), "a new process remembers"
        await kiosk.alice.tap(refused, "Generate")
        await require_one_delivery(kiosk, kiosk.alice, refused)
        await kiosk.admin.private.wait("works again")
        assert "⚠️" not in labels(await _shelf(kiosk.alice))
        notified = [
            message.text for message in kiosk.admin.private.messages if "keeps failing" in message.text
        ]
        assert len(notified) == 1


async def test_a_model_that_our_key_may_not_use(folder: Path) -> None:
    """KIE refuses one model to the key: credits back and another model at once, reported to the operator once; the rest goes on.

    A new process remembers; when the key's list was made longer, the next trial heals it.
    """
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.admin.start()
        kiosk.kie.not_allowed = frozenset({"flux-2/pro-text-to-image"})
        card = await kiosk.generate(kiosk.alice, "flux-pro a locked door")
        notified = await require_release(kiosk, kiosk.alice, card, "available here")
        assert labels(notified) == "Use GPT-4o Image instead | Other model"
        await kiosk.admin.private.wait("our KIE key has no access to a model", timeout=20)
        refused = await kiosk.quote(kiosk.alice, "flux-pro a second door")
        refusal = await _tapped(kiosk.alice, refused, "Generate")
        assert "the KIE key in use has no access to it" in refusal.text
        assert "GPT-4o Image" in labels(refusal)

        other = kiosk.telegram.person("Other", language="en")
        theirs = await kiosk.generate(other, "nano-banana an open door")
        await require_one_delivery(kiosk, other, theirs)
        kiosk.kie.not_allowed = frozenset()
        await _restarted_minutes_later(kiosk, minutes=16)
        assert "⚠️ Flux Pro" in labels(await _shelf(kiosk.alice)), "a new process remembers"
        await kiosk.alice.tap(refused, "Generate")
        await require_one_delivery(kiosk, kiosk.alice, refused)
        await kiosk.admin.private.wait("works again", timeout=20)
        texts = [message.text for message in kiosk.admin.private.messages]
        assert sum("our KIE key has no access" in text for text in texts) == 1
        assert not any("rejects our key" in text for text in texts)


async def test_a_model_that_an_own_key_may_not_use(folder: Path) -> None:
    """The person reads that it is their key's list; their key goes on with other models, and no one else is concerned."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.admin.start()
        account = kiosk.kie.open_account("alice", OWN_KEY, credits=500)
        account.not_allowed = frozenset({"flux-2/pro-text-to-image"})
        await kiosk.alice.send(f"/key {OWN_KEY}")
        await kiosk.alice.private.wait("is saved", timeout=20)
        card = await kiosk.generate(kiosk.alice, "flux-pro a locked drawer")
        notified = await kiosk.alice.private.wait("Your KIE key has no access", after=card, timeout=20)
        assert "none of your credits were used" in notified.text
        assert "Other model" in labels(notified)
        again = await kiosk.quote(kiosk.alice, "flux-pro a second drawer")
        refusal = await _tapped(kiosk.alice, again, "Generate")
        assert "the KIE key in use has no access to it" in refusal.text
        fine = await kiosk.generate(kiosk.alice, "nano-banana an open drawer")
        media = await kiosk.media(kiosk.alice.private, after=fine)
        assert "your own KIE key" in media.caption
        theirs = await kiosk.generate(kiosk.boris, "flux-pro ящик")
        await require_one_delivery(kiosk, kiosk.boris, theirs)
        assert kiosk.rows("SELECT trouble FROM integrations WHERE owner <> 'operator'") == [{"trouble": ""}]
        assert not [m for m in kiosk.admin.private.messages if "key" in m.text]
        assert "⚠️" not in labels(await _shelf(kiosk.boris))


def _set(kie: KieSimulator, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(kie, name, value)


async def _failed_five_times(kiosk: BotUnderTest) -> Message:
    """Five failures of one model, the last of them Alice's; the message that tells her."""
    people = [kiosk.telegram.person(f"Wrecked {number}", language="en") for number in range(4)]
    await asyncio.gather(*(_failed(kiosk, person) for person in people))
    return await _failed(kiosk, kiosk.alice)


async def _failed(kiosk: BotUnderTest, person: Person) -> Message:
    card = await kiosk.generate(person, "flux-pro a wreck fail-server")
    notified = await require_release(kiosk, person, card, "isn’t working")
    await until(lambda: newest(kiosk, person)["notified"] == 1)
    return notified


async def _restarted_minutes_later(kiosk: BotUnderTest, minutes: int = 10) -> None:
    """The same bot when it is time for a trial."""
    assert await kiosk.stop() == 0
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE generations SET completed_at = completed_at - ?", (minutes * _MINUTES,))
    await kiosk.start()
