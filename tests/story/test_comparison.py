"""The same words with several models, from the price to the album, and what comes to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between
from tests.story.supplier import until

GROUP = {
    "en": {"compare": "⚖️ Compare 2 · ", "came": "✅ 2 of 2", "again": "⚖️ Compare again · "},
    "ru": {"compare": "⚖️ Сравнить 2 · ", "came": "✅ 2 из 2", "again": "⚖️ Сравнить снова · "},
}

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


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_group_compares(folder: Path, language: str) -> None:
    """No other member starts it; not with a model that is off by now; two taps start it once; it can be compared again."""
    said = GROUP[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        stranger = kiosk.telegram.person("Clara", language="en")
        group = kiosk.telegram.group("Artists", [person, stranger], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        await person.send("/compare nano-banana flux-pro a red fox", chat=group)
        card = await group.wait(lambda one: said["compare"] in str(one.buttons), timeout=20)
        start = card.buttons[0][0].data or ""
        assert (await stranger.press(card, start)).text
        await kiosk.admin.send("/model flux-pro off")
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM disabled_models")))
        await person.press(card, start)
        await group.wait(
            lambda one: "Flux Pro" in one.text and said["compare"] not in str(one.buttons), timeout=20
        )
        assert not kiosk.rows("SELECT 1 FROM generations")
        await kiosk.admin.send("/model flux-pro on")
        await until(lambda: not kiosk.rows("SELECT 1 FROM disabled_models"))
        await person.press(card, start)
        await person.press(card, start)
        listed = await group.wait(said["came"], timeout=40)
        assert len(kiosk.rows("SELECT 1 FROM generations")) == 2
        await person.tap(listed, said["again"])
        again = await group.wait(lambda one: said["compare"] in str(one.buttons), after=listed, timeout=20)
        assert "Nano Banana" in again.text
        assert "Flux Pro" in again.text
        kiosk.require_exact_ledger()


async def test_places_for_one(folder: Path) -> None:
    """With one place left nothing of two is held, and it is said that one more would fit."""
    async with kiosk_between(
        folder, "live", kie={"hold": True}, FREE_CREDITS="100", OPEN_PER_ACCOUNT="2"
    ) as kiosk:
        await kiosk.generate(kiosk.alice, "nano-banana a red fox")
        await until(lambda: len(kiosk.kie.tasks) == 1)
        await kiosk.alice.send("/compare nano-banana flux-pro a blue fox")
        card = await kiosk.alice.private.wait(lambda one: "⚖️ Compare 2 · " in str(one.buttons), timeout=20)
        await kiosk.alice.press(card, card.buttons[0][0].data or "")
        await kiosk.alice.private.wait(lambda one: "1 more would fit" in one.text, timeout=20)
        assert len(kiosk.rows("SELECT 1 FROM generations")) == 1
        kiosk.require_exact_ledger()


FIT = {
    "en": ("⚖️ Compare 3 · ", "2 more would fit"),
    "ru": ("⚖️ Сравнить 3 · ", "поместится ещё 2"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_places_for_two_of_three(folder: Path, language: str) -> None:
    """With two places left nothing of three is held, it is said how many would fit, and with room the same tap starts all."""
    compare, fits = FIT[language]
    async with kiosk_between(
        folder, "live", kie={"hold": True}, FREE_CREDITS="100", OPEN_PER_ACCOUNT="3"
    ) as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await kiosk.generate(person, "nano-banana a red fox")
        await until(lambda: len(kiosk.kie.tasks) == 1)
        await person.send("/compare nano-banana flux-pro z-image a blue fox")
        card = await person.private.wait(lambda one: compare in str(one.buttons), timeout=20)
        start = card.buttons[0][0].data or ""
        await person.press(card, start)
        await person.private.wait(lambda one: fits in one.text, timeout=20)
        assert len(kiosk.rows("SELECT 1 FROM generations")) == 1
        assert len(kiosk.rows("SELECT 1 FROM holds")) == 1
        next(iter(kiosk.kie.tasks.values())).finish()
        await until(lambda: kiosk.rows("SELECT state FROM generations") == [{"state": "delivered"}])
        await person.press(card, start)
        await until(lambda: len(kiosk.kie.tasks) == 4)
        kiosk.require_exact_ledger()


FAILS = {
    "en": ("⚖️ Compare 3 · ", "✅ 2 of 3", "Try the missing · "),
    "ru": ("⚖️ Сравнить 3 · ", "✅ 2 из 3", "Повторить недостающее · "),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_one_model_fails_in_a_group(folder: Path, language: str) -> None:
    """The card names what is missing and its price is back; another member tries it again at their own cost."""
    compare, came, missing = FAILS[language]
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        member = kiosk.telegram.person("Clara", language=language)
        group = kiosk.telegram.group("Artists", [person, member], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        await person.send("/compare nano-banana flux-pro z-image a red fox", chat=group)
        card = await group.wait(lambda one: compare in str(one.buttons), timeout=20)
        await person.tap(card, (0, 0))
        known = "SELECT model, price, external_task_id FROM generations WHERE external_task_id <> ''"
        await until(lambda: len(kiosk.rows(known)) == 3)
        rows = {row["model"]: row for row in kiosk.rows(known)}
        kiosk.kie.tasks[rows["flux-pro"]["external_task_id"]].fail()
        for model in ("nano-banana", "z-image"):
            kiosk.kie.tasks[rows[model]["external_task_id"]].finish()
        listed = await group.wait(came, timeout=40)
        assert "⚠️ Flux Pro" in listed.text
        assert len([one for one in group.messages if one.kind == "photo"]) == 2
        paid = rows["nano-banana"]["price"] + rows["z-image"]["price"]
        assert await kiosk.available(person) == 100 - paid
        kiosk.kie.hold = False
        await member.tap(listed, missing)
        once = await group.wait(lambda one: "go:" in str(one.buttons), after=listed, timeout=20)
        await member.tap(once, (0, 0))
        await kiosk.media(group, after=once)
        assert await kiosk.available(member) == 100 - rows["flux-pro"]["price"]
        assert await kiosk.available(person) == 100 - paid
        kiosk.require_exact_ledger()
