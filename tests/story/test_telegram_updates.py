"""How updates come: again after a restart, late, or pushed to us; none has a second effect on money."""

from __future__ import annotations

import time
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.telegram import Message
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture

pytestmark = pytest.mark.story

PRICE = 5


def money(kiosk: BotUnderTest) -> dict[str, list[dict[str, object]]]:
    """Everything that is about credits."""
    return {
        "entries": kiosk.rows("SELECT operation_key, amount FROM ledger_entries ORDER BY id"),
        "holds": kiosk.rows("SELECT * FROM holds"),
        "accounts": kiosk.rows("SELECT * FROM accounts ORDER BY id"),
        "generations": kiosk.rows("SELECT id, price, captured, state FROM generations"),
    }


async def settled(kiosk: BotUnderTest) -> None:
    """Wait until every update was handled: each is confirmed only after that."""
    person = kiosk.telegram.person(f"Last {len(kiosk.telegram.people)}")
    asked = await person.send("/quota")
    await person.private.wait(lambda _: True, after=asked, timeout=20)


async def again_after_a_restart(kiosk: BotUnderTest) -> None:
    """Kill the bot when it has handled everything, and bring each of the two people's last updates once more."""
    await until(lambda: not kiosk.telegram.updates.pending)
    await kiosk.kill()
    kiosk.alice.resend_last_update()
    if kiosk.admin.private.messages:
        kiosk.admin.resend_last_update()
    await kiosk.start()
    await settled(kiosk)


async def test_redelivered_after_a_crash(folder: Path) -> None:
    """A tap on Generate, a grant, a cancelling tap and a picture come again after a crash: no credit moves again."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        card = await kiosk.quote(kiosk.alice, "flux-pro a lamp")
        await kiosk.alice.tap(card, (0, 0))
        granted = await kiosk.admin.send(f"/grant {kiosk.alice.id} 70")
        await kiosk.admin.private.wait(lambda _: True, after=granted)
        await kiosk.kie.wait_task(timeout=20)
        before = money(kiosk)
        await again_after_a_restart(kiosk)
        after = money(kiosk)
        assert after["entries"][: len(before["entries"])] == before["entries"]
        assert kiosk.rows("SELECT count(*) AS n FROM ledger_entries WHERE kind = 'hold'") == [{"n": 1}]
        assert kiosk.rows("SELECT count(*) AS n FROM ledger_entries WHERE amount = 70") == [{"n": 1}]
        assert len(kiosk.kie.tasks) == 1
        kiosk.require_exact_ledger()


async def test_a_request_redelivered_after_a_crash(folder: Path) -> None:
    """A /gen and a picture in a conversation that come again make at most another quote: nothing is held by it."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        await kiosk.quote(kiosk.alice, "flux-pro a lamp")
        await again_after_a_restart(kiosk)
        asked = await kiosk.alice.send("/gen recraft-remove-bg")
        await kiosk.alice.private.wait(lambda _: True, after=asked)
        photo = await kiosk.alice.send_photo(picture())
        quote = await kiosk.alice.private.wait(_can_be_confirmed, after=photo)
        generate = quote.buttons[0][0].data
        assert generate is not None
        await again_after_a_restart(kiosk)
        assert not kiosk.rows("SELECT 1 FROM holds")
        newest = await kiosk.alice.private.wait(
            _can_be_confirmed, after=quote
        )  # it has replaced the other one
        assert "is closed" in ((await kiosk.alice.press(quote, generate)).text or "")
        await kiosk.alice.tap(newest, (0, 0))
        await kiosk.alice.private.wait_until(lambda: not _can_be_confirmed(newest))
        assert kiosk.rows("SELECT count(*) AS n FROM holds") == [{"n": 1}]
        kiosk.require_exact_ledger()


async def test_a_cancelling_tap_redelivered_after_a_crash(folder: Path) -> None:
    """A tap on Cancel that comes again after a crash gives nothing back again."""
    async with kiosk_between(folder, "live", kie={"hold": True, "credits": 0}) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a lamp")
        await kiosk.alice.private.wait_until(
            lambda: not _can_be_confirmed(card) and any("Cancel" in label for label in card.labels),
            timeout=40,
        )
        refused = "SELECT 1 FROM generation_transitions WHERE state = 'held' AND detail LIKE '402%'"
        await until(lambda: bool(kiosk.rows(refused)))
        await kiosk.alice.tap(card, "Cancel")
        await kiosk.alice.private.wait("eturned", timeout=20)
        before = money(kiosk)
        await again_after_a_restart(kiosk)
        assert money(kiosk)["holds"] == before["holds"]
        assert money(kiosk)["generations"] == before["generations"]
        assert kiosk.rows("SELECT count(*) AS n FROM ledger_entries WHERE kind = 'release'") == [{"n": 1}]
        assert await kiosk.available(kiosk.alice) == 1000
        kiosk.require_exact_ledger()


async def test_a_tap_while_we_were_down(folder: Path) -> None:
    """Generate, tapped thrice while the bot was down and too old to be answered, is obeyed: once."""
    async with kiosk_between(folder, "live") as kiosk:
        card = await kiosk.quote(kiosk.alice, "flux-pro a lamp")
        await kiosk.kill()
        for _ in range(3):
            await kiosk.alice.tap(card, (0, 0), wait=False)
        kiosk.telegram.expire_taps()
        await kiosk.start()
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        assert len(kiosk.kie.tasks) == 1
        assert await kiosk.available(kiosk.alice) == 1000 - PRICE
        kiosk.require_exact_ledger()


async def test_pushed(folder: Path) -> None:
    """Webhook mode from the first command to the result; without the secret no one gets in; a push that failed comes
    again and is handled once."""
    async with kiosk_between(folder, "live", TELEGRAM_UPDATES="webhook") as kiosk:
        webhook = kiosk.telegram.updates.webhook
        assert webhook is not None
        assert webhook.secret
        card = await kiosk.generate(kiosk.alice, "flux-pro a lamp")
        kiosk.alice.resend_last_update()
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        forged = {"update_id": 1, **kiosk.telegram.updates.history[0].as_json()}
        async with aiohttp.ClientSession() as session:
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
                async with session.post(webhook.url, json=forged, headers=headers) as answer:
                    assert answer.status == 404
        await kiosk.kill()
        asked = await kiosk.alice.send("/gen flux-pro a second lamp")
        await until(lambda: kiosk.telegram.updates.last_error is not None)
        await kiosk.start()
        second = await kiosk.alice.private.wait(_can_be_confirmed, after=asked, timeout=40)
        await kiosk.alice.tap(second, (0, 0))
        await kiosk.media(kiosk.alice.private, after=second)
        await kiosk.concluded(second)
        assert await kiosk.available(kiosk.alice) == 1000 - 2 * PRICE
        assert len(kiosk.kie.tasks) == 2
        kiosk.require_exact_ledger()


def _raw(kiosk: BotUnderTest, **content: object) -> None:
    """Let Telegram bring a message of Alice's that its simulator would not send."""
    alice = kiosk.alice
    message = {
        "message_id": 9000,
        "date": int(time.time()),
        "chat": {"id": alice.id, "type": "private", "first_name": "Alice"},
        "from": {"id": alice.id, "is_bot": False, "first_name": "Alice", "language_code": "en"},
        **content,
    }
    kiosk.telegram.updates.add("message", message, alice.id)


@pytest.mark.parametrize("updates", ["polling", "webhook"])
async def test_updates_that_cannot_be_read(folder: Path, updates: str) -> None:
    """Parts of newer kinds are left out and their words answered; whole updates are stepped over, and the next is answered."""
    async with kiosk_between(folder, "live", TELEGRAM_UPDATES=updates) as kiosk:
        asked = await kiosk.alice.send("/balance")
        await kiosk.alice.private.wait(lambda _: True, after=asked, timeout=20)
        person = {"id": 77, "is_bot": False, "first_name": "X"}
        origin = {"type": "user", "date": 1, "sender_user": person}
        for part in (
            {"external_reply": {"origin": origin, "story": {}}},
            {"forward_origin": {"type": "hidden_user", "date": 1422450181}},
            {"paid_media": {"star_count": 1, "paid_media": [{"type": "new"}]}},
            {"rich_message": {"blocks": [{"type": "paragraph", "text": "/balance"}]}, "text": None},
        ):
            seen = len(kiosk.telegram.calls.find("sendMessage", chat=kiosk.alice.id, ok=True))
            _raw(kiosk, **({"text": "/balance"} | part))
            await kiosk.telegram.calls.wait(
                "sendMessage", count=seen + 1, chat=kiosk.alice.id, ok=True, timeout=20
            )
        group = {"id": -77, "type": "group", "title": "G"}
        member = {
            "chat": group,
            "from": person,
            "date": 1,
            "old_chat_member": {"status": "left", "user": person},
        }
        kiosk.telegram.updates.add("my_chat_member", {**member, "new_chat_member": {"status": "ghost"}}, 1)
        kiosk.telegram.updates.add("message", {"message_id": "x", "text": "words of a person"}, 1)
        asked = await kiosk.boris.send("/balance")
        await kiosk.boris.private.wait(lambda _: True, after=asked, timeout=20)
        assert kiosk.log.count("a part of an update cannot be read") == 3
        assert kiosk.log.count("an update cannot be read") == 3 + 2
        assert "words of a person" not in kiosk.log
        assert not kiosk.rows("SELECT 1 FROM pending_updates")


async def test_answers_of_another_bot_api(folder: Path) -> None:
    """Every message that Telegram returns holds parts of a newer kind: what was sent counts as sent, and is sent once."""
    parts = {
        "paid_media": {"star_count": 1, "paid_media": [{"type": "new"}]},
        "forward_origin": {"type": "telepathy", "date": 1},
    }
    async with kiosk_between(folder, "live") as kiosk:
        for method in ("sendMessage", "editMessageText", "sendPhoto", "sendDocument", "sendAnimation"):
            kiosk.telegram.faults.alter(method, parts, times=10_000)
        card = await kiosk.generate(kiosk.alice, "flux-pro a lamp")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        assert len(kiosk.telegram.calls.find("sendPhoto", chat=kiosk.alice.id)) == 1
        assert kiosk.rows("SELECT state FROM generations") == [{"state": "delivered"}]
        assert kiosk.log.count("a part of an answer cannot be read") > 0
        kiosk.require_exact_ledger()


async def test_words_that_are_not_in_the_text(folder: Path) -> None:
    """Formatted messages and checklists are prompts and commands; what cannot be read is said; every kind is answered."""
    async with kiosk_between(folder, "live") as kiosk:
        asked = await kiosk.alice.send("/balance")
        last = await kiosk.alice.private.wait(lambda _: True, after=asked, timeout=20)

        def paragraph(words: object) -> dict[str, object]:
            return {"rich_message": {"blocks": [{"type": "paragraph", "text": words}]}}

        for content, answer in (
            ({"telepathy": {"strength": 1}}, "/menu"),
            (paragraph("a red fox in deep snow"), "red fox"),
            (paragraph(["/gen ", {"type": "bold", "text": "flux-pro"}, " an owl"]), "an owl"),
            ({"checklist": {"title": "A film", "tasks": [{"id": 1, "text": "a heron"}]}}, "a heron"),
            ({"rich_message": {"blocks": [{"type": "hologram"}]}}, "plain text"),
            ({"telepathy": {"strength": 1}}, "Send text"),
            (paragraph("alices-own-key-0123456789-WXYZ"), "key"),
        ):
            _raw(kiosk, **content)
            last = await kiosk.alice.private.wait(answer, after=last, timeout=20)


@pytest.mark.parametrize("updates", ["polling", "webhook"])
async def test_a_slow_chat_holds_up_no_other(folder: Path, updates: str) -> None:
    """One chat is under flood control: another person is answered within a second or so, and nothing is lost, also by a kill."""
    async with kiosk_between(folder, "live", TELEGRAM_UPDATES=updates) as kiosk:
        warm = await kiosk.boris.send("/balance")
        await kiosk.boris.private.wait(lambda _: True, after=warm, timeout=20)
        kiosk.telegram.faults.delay("sendMessage", 20, chat=kiosk.alice.id, times=2)
        stuck = [await kiosk.alice.send("/balance"), await kiosk.alice.send("/quota")]
        began = time.monotonic()
        for _ in range(3):
            asked = await kiosk.boris.send("/balance")
            await kiosk.boris.private.wait(lambda _: True, after=asked, timeout=20)
        assert time.monotonic() - began < 6
        await until(lambda: len(kiosk.rows("SELECT 1 FROM pending_updates")) == 2)
        assert b"/balance" not in kiosk.rows("SELECT content FROM pending_updates")[0]["content"]
        await kiosk.kill()
        kiosk.telegram.faults.clear()
        await kiosk.start()
        await kiosk.alice.private.wait(lambda _: True, after=stuck[-1], timeout=30)
        await until(lambda: not kiosk.rows("SELECT 1 FROM pending_updates"))


async def test_floods_and_our_own_pace_hold_up_no_other(folder: Path) -> None:
    """A person under flood control, a member who keeps a group at its limit, and pictures whose files come slowly: a
    command and an inline query of other people are answered at once."""
    async with kiosk_between(folder, "live", paced=True) as kiosk:
        group = kiosk.telegram.group("Crowd", [kiosk.alice, kiosk.boris])
        await group.wait("Hi everyone", timeout=20)
        clara = kiosk.telegram.person("Clara", language="en")
        warm = await clara.send("/balance")
        await clara.private.wait(lambda _: True, after=warm, timeout=20)
        kiosk.telegram.faults.flood("sendMessage", 15, chat=kiosk.alice.id, times=3)
        kiosk.telegram.faults.delay("getFile", 12, times=3)
        await kiosk.alice.send("/menu")
        for _ in range(3):
            await kiosk.alice.send_document(picture(), "picture.png")
        for _ in range(25):
            await kiosk.boris.send("/balance", chat=group)
        began = time.monotonic()
        asked = await clara.send("/balance")
        await clara.private.wait(lambda _: True, after=asked, timeout=20)
        await clara.inline("a lamp", timeout=20)
        assert time.monotonic() - began < 4
        assert not kiosk.telegram.calls.find("sendMessage", chat=kiosk.alice.id, ok=True)


async def test_a_payment_beside_a_stuck_chat(folder: Path) -> None:
    """What must be answered within seconds is handled at once, while every answer to the same person is stuck."""
    async with kiosk_between(folder, "live", TELEGRAM_UPDATES="webhook") as kiosk:
        warm = await kiosk.alice.send("/balance")
        await kiosk.alice.private.wait(lambda _: True, after=warm, timeout=20)
        kiosk.telegram.faults.delay("sendMessage", 20, chat=kiosk.alice.id, times=2)
        for _ in range(2):
            await kiosk.alice.send("/balance")
        await until(lambda: len(kiosk.rows("SELECT 1 FROM pending_updates")) == 2)
        webhook = kiosk.telegram.updates.webhook
        assert webhook is not None
        person = {"id": kiosk.alice.id, "is_bot": False, "first_name": "Alice"}
        query = {"id": "1", "from": person, "currency": "XTR", "total_amount": 5, "invoice_payload": "x"}
        headers = {"X-Telegram-Bot-Api-Secret-Token": str(webhook.secret)}
        began = time.monotonic()
        async with aiohttp.ClientSession() as session:
            for number in range(10):
                update = {"update_id": 10**6 + number, "pre_checkout_query": query}
                async with session.post(webhook.url, json=update, headers=headers) as answer:
                    assert answer.status == 200
            assert time.monotonic() - began < 1
            metrics = f"http://127.0.0.1:{kiosk.environment['HTTP_PORT']}/metrics"
            async with session.get(metrics) as answer:
                shown = await answer.text()
        assert 'kiosk_updates_total{kind="pre_checkout_query",outcome="whole"} 10.0' in shown
        assert len(kiosk.rows("SELECT 1 FROM pending_updates")) == 2


async def test_another_process_takes_the_updates(folder: Path) -> None:
    """With 409 at every getUpdates /readyz is red, and the operator is alerted in words, once; then it is over."""
    async with kiosk_between(folder, "live") as kiosk:
        asked = await kiosk.admin.send("/balance")
        await kiosk.admin.private.wait(lambda _: True, after=asked, timeout=20)
        words = "Conflict: terminated by other getUpdates request"
        kiosk.telegram.faults.fail("getUpdates", 409, words, times=6)
        await kiosk.boris.send("/balance")  # ends the request that is open
        await kiosk.admin.private.wait("Another process takes", timeout=40)
        url = f"http://127.0.0.1:{kiosk.environment['HTTP_PORT']}/readyz"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert answer.status == 503
            assert (await answer.json())["updates"] is False
        assert kiosk.log.count("updates do not arrive") == 1


def _can_be_confirmed(message: Message) -> bool:
    return any("Generate" in label for label in message.labels)
