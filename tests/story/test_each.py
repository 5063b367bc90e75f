"""/each: the same with each of several files, at one price."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Item
from tests.story.kiosk import kiosk_between
from tests.story.media import picture
from tests.story.supplier import labels, until

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
        card = await person.private.wait(lambda one: go in str(one.buttons), after=card, timeout=20)
        await person.tap(card, go)
        await person.private.wait_until(lambda: generate in str(card.buttons), timeout=20)
        assert "3 × " in card.text
        await person.tap(card, (0, 0))
        await person.private.wait(arrived, timeout=40)
        await until(lambda: len(kiosk.kie.tasks) == 3)
        assert kiosk.rows("SELECT kind, parts FROM batches") == [{"kind": "each", "parts": 3}]
        kiosk.require_exact_ledger()


FAILED = {
    "en": ("/each upscale", "▶️ Go · 3", "Generate ×3", "File 2", "Try the missing"),
    "ru": ("/each апскейл", "▶️ Готово · 3", "Создать ×3", "Нет файла 2", "Повторить недостающее"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_second_of_three_files_fails(folder: Path, language: str) -> None:
    """What failed is named by its file's number, the others keep theirs, its credits are back, and it alone is tried again."""
    line, go, generate, failed, missing = FAILED[language]
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        await person.send(line)
        card = await person.private.wait(lambda one: bool(one.buttons), timeout=20)
        await person.send_album([Item("photo", picture()) for _ in range(3)])
        card = await person.private.wait(lambda one: go in str(one.buttons), timeout=20)
        await person.tap(card, go)
        await person.private.wait_until(lambda: generate in str(card.buttons), timeout=20)
        await person.tap(card, (0, 0))
        known = "SELECT part, external_task_id FROM generations WHERE external_task_id <> ''"
        await until(lambda: len(kiosk.rows(known)) == 3)
        of_file = {row["part"]: row["external_task_id"] for row in kiosk.rows(known)}
        kiosk.kie.tasks[of_file[1]].fail()
        for part in (0, 2):
            kiosk.kie.tasks[of_file[part]].finish()
        listed = await person.private.wait(failed, timeout=40)
        assert {"1", "3"} <= set(labels(listed))
        assert "2" not in labels(listed)
        assert await kiosk.available(person) == 98
        await person.tap(listed, missing)
        again = await person.private.wait(
            lambda one: "go:" in str(one.buttons) and "· 1" in str(one.buttons), after=listed, timeout=20
        )
        await person.tap(again, (0, 0))
        await until(lambda: len(kiosk.kie.tasks) == 4)
        kiosk.require_exact_ledger()
