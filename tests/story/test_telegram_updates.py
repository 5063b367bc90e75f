"""How updates come: again after a restart, late, or pushed to us; none has a second effect on money."""

from __future__ import annotations

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
    """Kill the bot, so that it remembers nothing, and bring each of the two people's last updates once more."""
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
        await again_after_a_restart(kiosk)
        assert not kiosk.rows("SELECT 1 FROM holds")
        await kiosk.alice.tap(quote, (0, 0))
        await kiosk.alice.private.wait_until(lambda: not _can_be_confirmed(quote))
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


def _can_be_confirmed(message: Message) -> bool:
    return any("Generate" in label for label in message.labels)
