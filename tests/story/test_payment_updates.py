"""What Telegram says about a payment arrives, whatever else is going on: floods, slow chats, a disk that takes nothing."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.sandbox.telegram import Person
from tests.story.buying import answer, invoice, person_of, sell
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.purchases import minutes_pass
from tests.story.test_storage_trouble import no_room

pytestmark = pytest.mark.story

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"slow": "Slow down", "added": "150 credits added", "later": "We’ve received your payment"},
    "ru": {"slow": "Помедленнее", "added": "Зачислено 150 кредитов", "later": "Платёж получен"},
}


def purchases(kiosk: BotUnderTest) -> int:
    """How often an account got what was paid for."""
    return len(kiosk.rows("SELECT 1 FROM ledger_entries WHERE kind = 'purchase'"))


async def paid_within(person: Person, bill: object, seconds: float) -> None:
    """Pay; Telegram has its answer in time."""
    began = time.monotonic()
    checkout = await person.check_out(bill)  # type: ignore[arg-type]  # a message or an address
    assert time.monotonic() - began < seconds
    assert person.settle(checkout).paid


@LANGUAGES
async def test_a_person_who_was_asked_to_slow_down_pays(folder: Path, language: str) -> None:
    """They are not listened to, but for what they pay: both halves of it arrive."""
    async with kiosk_between(folder, "live", UPDATES_PER_PERSON="8") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk, "100 150")
        bill = await invoice(person, await answer(person, "/buy"))
        for _ in range(30):
            last = await person.send("/quota")
        await until(lambda: "person_slowed_down" in kiosk.log)
        await paid_within(person, bill, 2)
        await until(lambda: purchases(kiosk) == 1, seconds=5)
        await person.private.wait(WORDS[language]["added"], after=last, timeout=30)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("updates", ["polling", "webhook"])
async def test_a_payment_while_other_chats_and_the_payers_own_are_stuck(folder: Path, updates: str) -> None:
    """Handlers of another person, and of the payer, wait for Telegram: the tap on Pay is answered, the credits come."""
    async with kiosk_between(folder, "live", TELEGRAM_UPDATES=updates) as kiosk:
        person = kiosk.alice
        await sell(kiosk, "100 150")
        bill = await invoice(person, await answer(person, "/buy"))
        for stuck in (kiosk.alice, kiosk.boris):
            kiosk.telegram.faults.delay("sendMessage", 20, chat=stuck.id, times=3)
            for _ in range(3):
                await stuck.send("/balance")
        await until(lambda: len(kiosk.rows("SELECT 1 FROM pending_updates")) >= 2)
        await paid_within(person, bill, 2)
        await until(lambda: purchases(kiosk) == 1, seconds=3)


@LANGUAGES
async def test_the_disk_is_full_when_a_payment_arrives(folder: Path, language: str) -> None:
    """A word at once, the operator reads which payment it is, and the credits come when there is room; once."""
    async with kiosk_between(folder, "live") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk, "100 150")
        bill = await invoice(person, await answer(person, "/buy"))
        checkout = await person.check_out(bill)
        with no_room(kiosk):
            payment = person.settle(checkout)
            await person.private.wait(WORDS[language]["later"], after=bill, timeout=60)
            await kiosk.admin.private.wait(payment.charge_id, timeout=30)
        assert purchases(kiosk) == 0
        await kiosk.kill()
        minutes_pass(kiosk, 2)
        await kiosk.start()
        await until(lambda: purchases(kiosk) == 1, seconds=30)
        kiosk.require_exact_ledger()


async def test_a_tap_on_pay_while_the_disk_is_full(folder: Path) -> None:
    """The answer needs no room, also beside an update that can be neither handled nor written down."""
    async with kiosk_between(folder, "live") as kiosk:
        await sell(kiosk, "100 150")
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        kiosk.telegram.faults.delay("sendMessage", 8, chat=kiosk.boris.id, times=3)
        with no_room(kiosk):
            await kiosk.boris.send("/balance")
            checkout = await kiosk.alice.check_out(bill)
        assert kiosk.alice.settle(checkout).paid
        await until(lambda: purchases(kiosk) == 1, seconds=40)


async def test_an_update_about_a_payment_that_comes_again_and_again(folder: Path) -> None:
    """Ten at once, and again after a restart: one purchase, and at most one message more."""
    async with kiosk_between(folder, "live") as kiosk:
        await sell(kiosk, "100 150")
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        payment = await kiosk.alice.pay(bill)
        assert payment.update is not None
        for _ in range(9):
            kiosk.telegram.updates.repeat(payment.update)
        await until(lambda: purchases(kiosk) == 1)
        await kiosk.kill()
        kiosk.telegram.updates.repeat(payment.update)
        await kiosk.start()
        await answer(kiosk.boris, "/balance")
        assert purchases(kiosk) == 1
        said = [one for one in kiosk.alice.private.messages if "150 credits added" in one.text]
        assert 1 <= len(said) <= 2
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("charge_id", ["", "p9Q8r7S6t5U4v3W2x1Y0-a1B2c3D4e5F6"])
async def test_the_id_of_a_payment_sent_alone(folder: Path, charge_id: str) -> None:
    """Telegram's own, or any other that is known: it is no KIE key, so that it stays in the chat and KIE never sees it."""
    async with kiosk_between(folder, "live") as kiosk:
        await sell(kiosk, "100 150")
        payment = await kiosk.alice.pay(await invoice(kiosk.alice, await answer(kiosk.alice, "/buy")))
        await until(lambda: purchases(kiosk) == 1)
        if charge_id:
            kiosk.write("UPDATE payments SET charge_id = ?", charge_id)
        sent = await kiosk.alice.send(charge_id or payment.charge_id)
        await kiosk.alice.private.wait(lambda message: True, after=sent, timeout=20)
        assert not sent.deleted
        assert {one.account for one in kiosk.kie.requests} <= {"main"}
        stranger = await kiosk.alice.send("p1Q2r3S4t5U6v7W8x9Y0-a1B2c3D4e5F6")
        await kiosk.alice.private.wait_until(lambda: stranger.deleted, timeout=20)
