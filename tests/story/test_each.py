"""/each: the same with each of several files, at one price."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Item
from tests.story.kiosk import kiosk_between
from tests.story.media import picture
from tests.story.supplier import until

pytestmark = pytest.mark.story

SAID = {
    "en": ("/each upscale", "The same with each", "▶️ Go · 3", "Generate ×3", "✅ 3 of 3"),
    "ru": ("/each апскейл", "То же с каждым", "▶️ Готово · 3", "Создать ×3", "✅ 3 из 3"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_each_of_an_album(folder: Path, language: str) -> None:
    """Three pictures of an album are counted in one message, have one price, one tap, one task each, and come together."""
    line, title, go, generate, arrived = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        await person.send(line)
        card = await person.private.wait(title, timeout=20)
        await person.send_album([Item("photo", picture()) for _ in range(3)])
        await person.private.wait_until(lambda: go in str(card.buttons), timeout=20)
        await person.tap(card, go)
        await person.private.wait_until(lambda: generate in str(card.buttons), timeout=20)
        assert "3 × " in card.text
        await person.tap(card, (0, 0))
        await person.private.wait(arrived, timeout=40)
        await until(lambda: len(kiosk.kie.tasks) == 3)
        assert kiosk.rows("SELECT kind, parts FROM batches") == [{"kind": "each", "parts": 3}]
        kiosk.require_exact_ledger()
