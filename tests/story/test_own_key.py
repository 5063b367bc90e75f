"""Keys that people bring: who pays, with which key KIE is spoken to, and that no one sees a key again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import Message, Person
from tests.story.hidden import require_hidden
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import CREDITS, labels, newest, task_of, until

pytestmark = pytest.mark.story

ALICES = "alices-own-key-0123456789-WXYZ"
BORISES = "borises-own-key-9876543210-QRST"
ANOTHER = "somebodys-other-key-5555555555-KLMN"
STRAY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


async def _said(person: Person, words: str) -> Message:
    """The bot's answer to a message."""
    asked = await person.send(words)
    return await person.private.wait(lambda message: message.id > asked.id, timeout=20)


async def _tapped(person: Person, message: Message, button: str, until_says: str) -> Message:
    """The message whose button was tapped, when it says this."""
    await person.tap(message, button)
    return await person.private.wait(lambda seen: until_says in seen.text, after=message.id - 1, timeout=20)


def asked_with(kiosk: BotUnderTest, task: SimTask) -> list[str]:
    """Whose keys the status queries of a task carried."""
    return [request.account for request in kiosk.kie.requests if request.query.get("taskId") == task.id]


async def delivered(kiosk: BotUnderTest, person: Person, card: Message) -> Message:
    """The media that a card became."""
    media = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    await until(lambda: newest(kiosk, person)["notified"] == 1)
    return media


async def test_who_pays(folder: Path) -> None:
    """One with a key of her own beside one without: KIE hears each with the right key, and only his balance moves.

    The message with the key is gone at once, and the panel shows no more than its end.
    """
    async with kiosk_between(folder, "live") as kiosk:
        account = kiosk.kie.open_account("alice", ALICES, credits=500)
        settings = await _said(kiosk.alice, "/settings")
        panel = await _tapped(kiosk.alice, settings, "My KIE key", "kie.ai/api-key")
        await _tapped(kiosk.alice, panel, "Add my key", "Send your key")
        sent = await kiosk.alice.send(ALICES)
        stored = await kiosk.alice.private.wait("is saved", timeout=20)
        assert sent.deleted
        await kiosk.alice.private.wait_until(lambda: panel.deleted, timeout=20)
        assert "WXYZ" in stored.text
        assert "KIE balance: 500 credits" in stored.text

        quote = await kiosk.quote(kiosk.alice, "flux-pro a key of gold")
        assert "0 credits" in quote.text
        assert "Billed to your KIE key" in quote.text
        theirs = await kiosk.quote(kiosk.boris, "flux-pro ключ из меди")
        price = sum(step["price"] for step in json.loads(newest_quote(kiosk, kiosk.boris)["steps"]))
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
        assert account.credits == 500 - float(gold.charged)
        assert await kiosk.available(kiosk.alice) == CREDITS
        assert await kiosk.available(kiosk.boris) == CREDITS - price
        kiosk.require_exact_ledger()


def newest_quote(kiosk: BotUnderTest, person: Person) -> dict[str, Any]:
    """The row of the person's newest quote."""
    return kiosk.rows("SELECT * FROM quotes WHERE person_id = ? ORDER BY created_at DESC LIMIT 1", person.id)[
        0
    ]


async def test_killed_and_replaced(folder: Path) -> None:
    """Killed while KIE has it, and the key replaced meanwhile: the task is asked for with the key that created it.

    What is asked for afterwards goes with the new key; the old one is kept no longer than it is needed.
    """
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        old = kiosk.kie.open_account("old", BORISES, credits=100)
        new = kiosk.kie.open_account("new", ANOTHER, credits=300)
        sent = await kiosk.boris.send(f"/key {BORISES}")
        stored = await kiosk.boris.private.wait("Ключ работает и сохранён", timeout=20)
        assert sent.deleted
        assert "Баланс KIE: 100 кредитов" in stored.text
        card = await kiosk.quote(kiosk.boris, "flux-pro ключ от замка")
        assert "Платит ваш ключ KIE" in card.text
        await kiosk.boris.tap(card, (0, 0))
        task = await task_of(kiosk, "замка")
        await kiosk.kill()
        await kiosk.start()
        await kiosk.boris.send(f"/key {ANOTHER}")
        replaced = await kiosk.boris.private.wait("KLMN", timeout=20)
        assert "Баланс KIE: 300 кредитов" in replaced.text
        assert len(kiosk.rows("SELECT id FROM integrations WHERE owner <> 'operator'")) == 2
        task.finish()
        media = await delivered(kiosk, kiosk.boris, card)
        assert "Оплачено вашим ключом KIE" in media.caption
        assert set(asked_with(kiosk, task)) == {"old"}
        assert (old.credits, new.credits) == (100 - float(task.charged), 300)

        kiosk.kie.hold = False
        again = await kiosk.generate(kiosk.boris, "flux-pro ключ от ларца")
        await delivered(kiosk, kiosk.boris, again)
        assert (await task_of(kiosk, "ларца")).account == "new"
        await kiosk.stop()
        await kiosk.start()
        await until(lambda: len(kiosk.rows("SELECT id FROM integrations WHERE owner <> 'operator'")) == 1)
        assert await kiosk.available(kiosk.boris) == CREDITS
        kiosk.require_exact_ledger()
        require_hidden(kiosk, BORISES, ANOTHER)


async def test_a_key_that_is_of_no_use(folder: Path) -> None:
    """Empty, then refused: its owner is notified once each time and no other person is; others are served meanwhile.

    New work with it is refused in plain words. Topped up, what waits goes on as soon as its owner looks; replaced, it goes
    with the new key.
    """
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.admin.start()
        account = kiosk.kie.open_account("alice", ALICES, credits=500)
        await _said(kiosk.alice, f"/key {ALICES}")
        account.credits = 0
        first = await kiosk.generate(kiosk.alice, "flux-pro a pauper")
        notified = await kiosk.alice.private.wait("KIE balance is empty", timeout=20)
        assert labels(notified) == "🔑 My KIE key"
        served = await kiosk.generate(kiosk.boris, "flux-pro богач")
        await delivered(kiosk, kiosk.boris, served)
        second = await kiosk.quote(kiosk.alice, "flux-pro a beggar")
        refusal = await _tapped(kiosk.alice, second, "Generate", "isn’t working right now")
        assert "🔑 My KIE key" in labels(refusal)
        assert newest(kiosk, kiosk.alice)["state"] == "held"

        account.credits = 500
        looked = await kiosk.alice.send("/key")
        panel = await kiosk.alice.private.wait("KIE balance: 500 credits", after=looked, timeout=20)
        await delivered(kiosk, kiosk.alice, first)
        account.api_key = "revoked"
        await kiosk.alice.tap(second, "Generate")
        refused = await kiosk.alice.private.wait("KIE rejects your key", after=panel, timeout=20)
        assert "Your requests are waiting" in refused.text
        account.api_key = ANOTHER
        await kiosk.alice.send(f"/key {ANOTHER}")
        await kiosk.alice.private.wait("KLMN", timeout=20)
        await delivered(kiosk, kiosk.alice, second)

        said = [message.text for message in kiosk.alice.private.messages]
        assert sum("KIE balance is empty" in text for text in said) == 1
        assert sum("rejects your key" in text for text in said) == 1
        assert not [message for message in kiosk.admin.private.messages if "KIE" in message.text]
        assert await kiosk.available(kiosk.alice) == CREDITS
        kiosk.require_exact_ledger()
        require_hidden(kiosk, ALICES, ANOTHER)


async def test_removed_in_flight(folder: Path) -> None:
    """Removing a key says first what it ends. Then what was begun with it ends plainly, at no cost, and KIE hears no more of it.

    A price that was quoted for the key is not kept: the next tap shows today's.
    """
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        kiosk.kie.open_account("boris", BORISES)
        await _said(kiosk.boris, f"/key {BORISES}")
        later = await kiosk.quote(kiosk.boris, "flux-pro потом")
        await kiosk.generate(kiosk.boris, "flux-pro замок без ключа")
        task = await kiosk.kie.wait_task(lambda task: task.status_queries > 0, timeout=20)
        panel = await _said(kiosk.boris, "/key")
        assert "С ним создаётся 1 запрос." in panel.text
        sure = await _tapped(kiosk.boris, panel, "Удалить", "Удалить сейчас?")
        await kiosk.boris.tap(sure, "Удалить")
        await kiosk.boris.private.wait("Без него завершён 1 запрос", timeout=20, after=sure.id - 1)
        notified = await kiosk.boris.private.wait("закончить не получилось", timeout=20)
        assert "ваши кредиты не списаны" in notified.text
        assert "🔑 Мой ключ KIE" in labels(notified)
        row = newest(kiosk, kiosk.boris)
        assert (row["state"], row["failure"], row["captured"]) == ("failed", "key", 0)
        asked = len(asked_with(kiosk, task))
        task.finish()
        assert await kiosk.kie.send_callback(task) == 200
        assert not kiosk.rows("SELECT id FROM integrations WHERE owner <> 'operator'")

        await kiosk.boris.tap(later, (0, 0))
        await kiosk.boris.private.wait_until(lambda: "0 кредитов" not in later.text, timeout=20)
        assert "Платит ваш ключ" not in later.text
        assert await kiosk.available(kiosk.boris) == CREDITS
        assert len(asked_with(kiosk, task)) == asked
        kiosk.require_exact_ledger()
        require_hidden(kiosk, BORISES)


async def test_where_keys_do_not_belong(folder: Path) -> None:
    """In a group a key is deleted and not taken; a wrong one is refused; one with nothing left rests; switched off is off.

    One that no one asked for is deleted and no prompt.
    """
    async with kiosk_between(folder, "live") as kiosk:
        account = kiosk.kie.open_account("alice", ALICES, credits=0)
        group = kiosk.telegram.group("Friends", [kiosk.alice, kiosk.boris], bot_is_admin=True)
        shown = await kiosk.alice.send(f"/key {ALICES}", chat=group)
        warned = await group.wait("others may have seen this one", timeout=20)
        assert shown.deleted
        assert "Create a new one" in warned.text
        powerless = kiosk.telegram.group("Guests", [kiosk.alice, kiosk.boris])
        stays = await kiosk.boris.send(f"/key {ALICES}", chat=powerless)
        warned = await powerless.wait("Удалите его сами", timeout=20)
        assert "Создайте новый" in warned.text
        assert not stays.deleted
        assert not kiosk.rows("SELECT id FROM integrations WHERE owner <> 'operator'")

        wrong = await kiosk.alice.send("/key wrong-key-0123456789")
        await kiosk.alice.private.wait("KIE rejects this key", timeout=20)
        assert wrong.deleted
        panel = await _said(kiosk.alice, "/key")
        await _tapped(kiosk.alice, panel, "Add my key", "Send your key")
        unfit = await kiosk.alice.send("a cat that is no key")
        await kiosk.alice.private.wait("doesn’t look like a KIE key", timeout=20)
        assert unfit.deleted
        assert not kiosk.rows("SELECT id FROM drafts")
        stray = await kiosk.boris.send(f"Вот мой ключ: {STRAY}")
        await kiosk.boris.private.wait("KIE не принимает этот ключ", timeout=20)
        assert stray.deleted
        assert not kiosk.rows("SELECT id FROM drafts")

        empty = await _said(kiosk.alice, f"/key {ALICES}")
        assert "your KIE balance is empty" in empty.text
        quote = await kiosk.quote(kiosk.alice, "flux-pro a house")
        assert "your KIE key" not in quote.text
        account.credits = 100
        await _tapped(kiosk.alice, empty, "My key: off", "It pays for your requests")
        assert "your KIE key" in (await kiosk.quote(kiosk.alice, "flux-pro a tower")).text

        await kiosk.stop()
        await kiosk.start(OWN_KEYS="false")
        assert "disabled here" in (await _said(kiosk.alice, "/key")).text
        assert "your KIE key" not in (await kiosk.quote(kiosk.alice, "flux-pro a barn")).text
        require_hidden(kiosk, ALICES, "wrong-key-0123456789", STRAY)
