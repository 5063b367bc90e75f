"""The operator gives a model a price of its own, and hides it, while people use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_hidden_while_it_is_made(folder: Path, language: str) -> None:
    """What was begun is delivered at its price; *Again* says why not and what does; a new process knows both."""
    saved, refused, shown = {
        "en": ("Saved", "it is not offered right now", "On sale"),
        "ru": ("Сохранено", "сейчас её не предлагают", "Продаётся"),
    }[language]
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.alice.user.language_code = kiosk.admin.user.language_code = language
        card = await kiosk.generate(kiosk.alice, "flux-pro a pear")
        for words in ("+3", "hide"):
            asked = await kiosk.admin.send(f"/model flux-pro {words}")
            await kiosk.admin.private.wait(saved, after=asked, timeout=20)
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        usual = kiosk.rows("SELECT price, captured FROM generations")[0]
        assert usual["captured"] == usual["price"]
        await kiosk.kill()
        await kiosk.start()
        asked = await kiosk.alice.send("/gen flux-pro a plum")
        await kiosk.alice.private.wait(refused, after=asked, timeout=20)
        asked = await kiosk.admin.send("/model flux-pro show")
        await kiosk.admin.private.wait(shown, after=asked, timeout=20)
        card = await kiosk.generate(kiosk.alice, "flux-pro a plum")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        dearer = kiosk.rows("SELECT price FROM generations ORDER BY id DESC")[0]
        assert dearer["price"] == usual["price"] + 3
        kiosk.require_exact_ledger()
