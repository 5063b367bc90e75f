"""Settings change while people use the bot, and it takes a pause."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.buying import answer, invoice, sell
from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_multiplier_changes_at_once(folder: Path, language: str) -> None:
    """New quotes have the new price, an open one its own; a new process knows it, and `.env` wins and locks."""
    changed, locked = {"en": ("Changed", "locked"), "ru": ("Изменено", "не меняется")}[language]
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.admin.user.language_code = kiosk.alice.user.language_code = language
        open_card = await kiosk.quote(kiosk.alice, "flux-pro a pear")
        assert changed in (await answer(kiosk.admin, "/config PRICE_MULTIPLIER 2")).text
        await kiosk.generate(kiosk.alice, "flux-pro a plum")
        await kiosk.alice.tap(open_card, (0, 0))
        await kiosk.concluded(open_card)
        prices = [row["price"] for row in kiosk.rows("SELECT price FROM generations ORDER BY id")]
        assert prices[0] == 2 * prices[1]
        await kiosk.kill()
        await kiosk.start()
        card = await kiosk.generate(kiosk.alice, "flux-pro a peach")
        await kiosk.concluded(card)
        await kiosk.kill()
        await kiosk.start(PRICE_MULTIPLIER="1")
        card = await kiosk.generate(kiosk.alice, "flux-pro a fig")
        await kiosk.concluded(card)
        assert locked in (await answer(kiosk.admin, "/config PRICE_MULTIPLIER 3")).text
        newest = [row["price"] for row in kiosk.rows("SELECT price FROM generations ORDER BY id")][2:]
        assert newest == [prices[0], prices[1]]
        acts = kiosk.rows("SELECT before, after FROM operator_acts WHERE act = 'config'")
        assert acts == [{"before": "1", "after": "2"}]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_a_star_brings(folder: Path, language: str) -> None:
    """/money, packs and the log follow it at once; a new process knows it, `.env` wins and locks; no price changes."""
    changed, locked = {"en": ("Changed", "locked"), "ru": ("Изменено", "не меняется")}[language]
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.admin.user.language_code = kiosk.alice.user.language_code = language

        async def asked(words: str, expected: str) -> None:
            sent = await kiosk.admin.send(words)
            await kiosk.admin.private.wait(expected, after=sent, timeout=20)

        await sell(kiosk)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        await kiosk.alice.pay(bill)
        await kiosk.alice.private.wait("150", after=bill, timeout=20)
        await asked("/money", "1.30")
        await asked("/config STAR_USD 0.02", changed)
        for _ in range(2):
            await asked("/money", "2.00")
            await asked("/packs", "38")
            await kiosk.kill()
            await kiosk.start()
        await kiosk.kill()
        await kiosk.start(STAR_USD="0.01")
        await asked("/money", "1.00")
        await asked("/config STAR_USD 0.03", locked)
        acts = kiosk.rows("SELECT subject, before, after FROM operator_acts WHERE act = 'config'")
        assert acts == [{"subject": "STAR_USD", "before": "0.013", "after": "0.02"}]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_pause(folder: Path, language: str) -> None:
    """An open generation is delivered; prices, the buttons of older ones and an open invoice are refused, also by a new process."""
    paused, resumed, refused = {
        "en": ("Paused", "taken again", "Purchases are paused"),
        "ru": ("Пауза", "снова принимаются", "Покупки временно приостановлены"),
    }[language]
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.admin.user.language_code = kiosk.alice.user.language_code = language
        await sell(kiosk)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        old = await kiosk.quote(kiosk.alice, "flux-pro a pear")
        begun = await kiosk.generate(kiosk.alice, "flux-pro a plum")
        assert paused in (await answer(kiosk.admin, "/pause Back at 5 < 6")).text
        await kiosk.media(kiosk.alice.private, after=begun)
        await kiosk.concluded(begun)
        for _ in range(2):
            for words in ("/gen flux-pro a fig", "/buy", "/redeem SUMMER"):
                assert "5 < 6" in (await answer(kiosk.alice, words)).text
            await kiosk.alice.tap(old, (0, 0))
            payment = await kiosk.alice.pay(bill)
            assert refused in payment.error
            await kiosk.kill()
            await kiosk.start()
        assert len(kiosk.rows("SELECT id FROM generations")) == 1
        assert kiosk.rows("SELECT number FROM payments") == []
        asked = await kiosk.admin.send("/resume")
        await kiosk.admin.private.wait(resumed, after=asked, timeout=20)
        card = await kiosk.generate(kiosk.alice, "flux-pro a fig")
        await kiosk.concluded(card)
        await kiosk.alice.pay(bill)
        await kiosk.alice.private.wait("150", after=card, timeout=20)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_telegram_shows(folder: Path, language: str) -> None:
    """Casts, own keys and the profile change at once, also in what Telegram lists and shows; a new process knows it, and `.env`
    wins.
    """
    no_cast, no_key = {
        "en": ("switched off in this bot", "Own keys are disabled"),
        "ru": ("в этом боте выключены", "ключи здесь отключены"),
    }[language]
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.admin.user.language_code = kiosk.alice.user.language_code = language
        calls = kiosk.telegram.calls
        for words in ("CAST off", "OWN_KEYS off"):
            seen = len(calls.find("setMyCommands"))
            await answer(kiosk.admin, f"/config {words}")
            await calls.wait("setMyCommands", count=seen + 1, timeout=20)
        shown = len(calls.find("setMyShortDescription"))
        await answer(kiosk.admin, "/config PROFILE_SHORT_DESCRIPTION Films <for> you\nand cats")
        said = (await calls.wait("setMyShortDescription", count=shown + 1, timeout=20))[-1]
        assert said.params["short_description"] == "Films <for> you\nand cats"
        for _ in range(2):
            for command, refused in (("/cast", no_cast), ("/key", no_key)):
                asked = await kiosk.alice.send(command)
                await kiosk.alice.private.wait(refused, after=asked, timeout=20)
            await kiosk.kill()
            await kiosk.start()
        assert len(kiosk.rows("SELECT name FROM runtime_settings")) == 3
        await kiosk.kill()
        await kiosk.start(CAST="on")
        assert no_cast not in (await answer(kiosk.alice, "/cast")).text
