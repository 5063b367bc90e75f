"""Several at once: one price, one tap, one album, and what does not come is returned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between
from tests.story.supplier import labels, until

pytestmark = pytest.mark.story

SAID = {
    "en": ("Generate ×3 · 12", "✅ 3 of 3", "Tap a number", "All 3"),
    "ru": ("Создать ×3 · 12", "✅ 3 из 3", "Нажмите номер", "Все 3"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_three_pictures_at_once(folder: Path, language: str) -> None:
    """The button shows the sum; three pictures come as one album with one message that has a number for each."""
    button, arrived, hint, back = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        card = await kiosk.quote(person, "nano-banana x3 a red fox")
        await person.tap(card, button)
        listed = await person.private.wait(arrived, timeout=30)
        assert hint in listed.text
        album = [one for one in person.private.messages if one.kind == "photo"]
        assert len(album) == 3
        assert await kiosk.available(person) == 88
        await person.tap(listed, "2")
        await person.private.wait_until(lambda: hint not in listed.text)
        await person.tap(listed, {"en": "More", "ru": "Ещё"}[language])
        character = {"en": "As a character", "ru": "В персонажи"}[language]
        await person.private.wait_until(lambda: character in labels(listed))
        await person.tap(listed, back)
        await person.private.wait_until(lambda: hint in listed.text)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_fails_is_returned_and_tried_again(folder: Path, language: str) -> None:
    """×2 on the card; one of two fails: said below the other, its credits are back, and one tap leads to its price."""
    chosen, generate, failed, missing, once = {
        "en": ("×2 · 8", "Generate ×2 · 8", "4 credits returned", "Try the missing · 4", "Generate · 4"),
        "ru": ("×2 · 8", "Создать ×2 · 8", "4 кредита вернулись", "Повторить недостающее · 4", "Создать · 4"),
    }[language]
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        card = await kiosk.quote(person, "nano-banana a red fox")
        await person.tap(card, chosen)
        await person.private.wait_until(lambda: generate in str(card.buttons), timeout=20)
        await person.tap(card, generate)
        await until(lambda: len(kiosk.kie.tasks) == 2)
        good, bad = kiosk.kie.tasks.values()
        bad.fail()
        good.finish()
        listed = await person.private.wait(failed, timeout=40)
        assert await kiosk.available(person) == 96
        await person.tap(listed, missing)
        again = await person.private.wait(lambda one: once in str(one.buttons), after=listed, timeout=20)
        await person.tap(again, once)
        await until(lambda: len(kiosk.kie.tasks) == 3)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_price_says_how_many_the_credits_cover(folder: Path, language: str) -> None:
    """With credits for two of three nothing can be started, and it is said that two would fit, beside their button."""
    fits = {"en": "2 would fit: 8 credits", "ru": "Хватит на 2: 8 кредитов"}[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="10") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await person.start()
        await person.send("/gen nano-banana x3 a red fox")
        card = await person.private.wait(fits, timeout=20)
        await person.tap(card, "×2 · 8")
        await person.private.wait_until(lambda: "×2 · 8" in str(card.buttons[0]), timeout=20)
        assert not kiosk.rows("SELECT 1 FROM holds")


CANCEL = {
    "en": {
        "cancel": "Cancel",
        "cancelled": "Cancelled: 2 of 3. Returned: 8 credits. You have 96 credits. The rest",
        "late": "can’t be cancelled",
        "progress": "0 of 3 ready, 2 won’t come",
    },
    "ru": {
        "cancel": "Отменить",
        "cancelled": "Отменено: 2 из 3. Возвращено: 8 кредитов. У вас 96 кредитов. Остальное",
        "late": "отменить нельзя",
        "progress": "Готово 0 из 3, не придёт: 2",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_cancel_part_by_part(folder: Path, language: str) -> None:
    """Of three KIE has one and lets two wait: those two are cancelled and their credits are back, the one comes and is paid."""
    said = CANCEL[language]
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        card = await kiosk.quote(person, "nano-banana x3 a red fox")
        for _ in range(2):
            kiosk.kie.next_submission("fail-455")
        await person.tap(card, (0, 0))
        states = "SELECT state FROM generations ORDER BY state"
        await until(lambda: [row["state"] for row in kiosk.rows(states)] == ["held", "held", "running"])
        await person.private.wait_until(lambda: said["cancel"] in str(card.labels), timeout=20)
        data = next(b.data or "" for row in card.buttons for b in row if said["cancel"] in b.label)
        await person.press(card, data)
        await person.private.wait(said["cancelled"], after=card, timeout=20)
        assert [row["state"] for row in kiosk.rows(states)] == ["cancelled", "cancelled", "running"]
        assert await kiosk.available(person) == 96
        await person.press(card, data)
        await person.private.wait_until(lambda: said["progress"] in card.text, timeout=20)
        next(iter(kiosk.kie.tasks.values())).finish()
        await kiosk.media(person.private, after=card)
        await kiosk.concluded(card)
        assert await kiosk.available(person) == 96
        assert len(kiosk.kie.tasks) == 1
        kiosk.require_exact_ledger()
