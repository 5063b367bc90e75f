"""The same words with several models, from the price to the album, and what comes to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between
from tests.story.supplier import until

pytestmark = pytest.mark.story

SAID = {
    "en": ("⚖️ Compare 2 · ", "✅ 1 of 2", "Try the missing"),
    "ru": ("⚖️ Сравнить 2 · ", "✅ 1 из 2", "Повторить недостающее"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_one_of_two_fails(folder: Path, language: str) -> None:
    """Each is captured at its own price, what fails is named and returned, and a tap leads to its price."""
    button, arrived, missing = SAID[language]
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        await person.send("/compare nano-banana flux-pro a red fox")
        card = await person.private.wait(lambda one: button in str(one.buttons), timeout=20)
        label = next(b.label for row in card.buttons for b in row if b.label.startswith(button))
        total = int(label.rsplit("· ", 1)[1])
        await person.tap(card, label)
        await until(lambda: len(kiosk.kie.tasks) == 2)
        assert await kiosk.available(person) == 100 - total
        good, bad = kiosk.kie.tasks.values()
        bad.fail()
        good.finish()
        listed = await person.private.wait(arrived, timeout=40)
        assert "Nano Banana" in listed.text
        assert "Flux Pro" in listed.text
        rows = kiosk.rows("SELECT price, state FROM generations")
        paid = sum(row["price"] for row in rows if row["state"] == "delivered")
        assert await kiosk.available(person) == 100 - paid
        assert missing in str(listed.buttons)
        kiosk.require_exact_ledger()
