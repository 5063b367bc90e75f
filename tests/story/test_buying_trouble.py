"""What goes wrong around a payment: kills, repeated updates, a full disk, people who block, change their minds or leave."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message
from tests.story.buying import answer, invoice, person_of, sell
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.test_storage_trouble import no_room

pytestmark = pytest.mark.story

ADDED = {"en": "150 credits added", "ru": "Зачислено 150 кредитов"}
LATER = {"en": "received your payment", "ru": "Платёж получен"}
OVER = {"en": "offer is over", "ru": "предложение закончилось"}


async def unpaid(kiosk: BotUnderTest, language: str = "en") -> Message:
    """An invoice of 150 credits for 100 Stars."""
    await sell(kiosk, "100 150")
    person = person_of(kiosk, language)
    return await invoice(person, await answer(person, "/buy"))


def credited(kiosk: BotUnderTest) -> bool:
    """Whether the payment is in the database."""
    return bool(kiosk.rows("SELECT 1 FROM payments WHERE state = 'credited'"))


def require_once(kiosk: BotUnderTest) -> None:
    """One payment, one purchase in the ledger, and all adds up."""
    assert len(kiosk.rows("SELECT 1 FROM payments")) == 1
    assert [
        row["amount"] for row in kiosk.rows("SELECT amount FROM ledger_entries WHERE kind = 'purchase'")
    ] == [150]
    kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_kill_between_the_question_and_the_payment(folder: Path, language: str) -> None:
    """The bot said yes and was killed: after the restart the credits are there, once, and a message says so."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk, language)
        person = person_of(kiosk, language)
        checkout = await person.check_out(bill)
        assert not checkout.error
        await kiosk.kill()
        assert person.settle(checkout).paid
        await kiosk.start()
        await person.private.wait(ADDED[language], after=bill, timeout=20)
        assert await kiosk.available(person) == 150
        require_once(kiosk)


async def test_a_kill_between_the_credits_and_the_message(folder: Path) -> None:
    """What was committed is not repeated; the update, which comes again, brings the message that was not sent."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk)
        kiosk.telegram.faults.delay("sendMessage", 30, chat=kiosk.alice.id)
        paid = await kiosk.alice.pay(bill)
        assert paid.update is not None
        await until(lambda: credited(kiosk))
        await kiosk.kill()
        kiosk.telegram.faults.waiting.clear()
        await kiosk.start()
        kiosk.telegram.updates.repeat(paid.update)
        await kiosk.alice.private.wait("150", after=bill, timeout=20)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE notified")))
        assert await kiosk.available(kiosk.alice) == 150
        require_once(kiosk)


async def test_an_update_ten_times_at_once_and_again_after_a_restart(folder: Path) -> None:
    """One purchase and one message, however often Telegram repeats itself."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk)
        paid = await kiosk.alice.pay(bill)
        assert paid.update is not None
        for _ in range(9):
            kiosk.telegram.updates.repeat(paid.update)
        done = await kiosk.alice.private.wait(ADDED["en"], after=bill, timeout=20)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE notified")))
        await kiosk.kill()
        await kiosk.start()
        kiosk.telegram.updates.repeat(paid.update)
        assert await kiosk.available(kiosk.alice) == 150
        said = [message.id for message in kiosk.alice.private.messages if ADDED["en"] in message.text]
        assert said == [done.id]
        require_once(kiosk)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_full_disk_during_the_payment(folder: Path, language: str) -> None:
    """A word that it comes later; then, when there is room, the credits, once."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk, language)
        person = person_of(kiosk, language)
        checkout = await person.check_out(bill)
        with no_room(kiosk):
            paid = person.settle(checkout)
            await person.private.wait(LATER[language], after=bill, timeout=40)
        assert paid.update is not None
        await kiosk.kill()
        await kiosk.start()
        kiosk.telegram.updates.repeat(paid.update)
        await person.private.wait(ADDED[language], after=bill, timeout=40)
        require_once(kiosk)


async def test_a_payer_who_blocked_the_bot(folder: Path) -> None:
    """Nothing can be said, and nothing depends on it: the credits are there when they come back."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk)
        checkout = await kiosk.alice.check_out(bill)
        kiosk.telegram.updates.hold()
        assert kiosk.alice.settle(checkout).paid
        kiosk.alice.block_bot()
        kiosk.telegram.updates.release()
        await until(lambda: credited(kiosk))
        started = await kiosk.alice.start()
        await kiosk.alice.private.wait("150 credits", after=started, timeout=30)
        assert await kiosk.available(kiosk.alice) == 150
        require_once(kiosk)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_invoice_of_before_forget(folder: Path, language: str) -> None:
    """It belongs to no one any more: it is refused in words before any Star has moved."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk, language)
        person = person_of(kiosk, language)
        question = await answer(person, "/forget")
        await person.tap(question, (0, 0))
        await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", person.id))
        assert OVER[language] in (await person.check_out(bill)).error
        assert person.stars == 500


async def test_another_amount_than_the_orders(folder: Path) -> None:
    """Before the payment it is refused; of a payment that comes all the same an operator decides."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        bill = await unpaid(kiosk)
        checkout = await kiosk.alice.check_out(bill)
        assert not checkout.error
        kiosk.write("UPDATE orders SET stars = 99")
        assert OVER["en"] in (await kiosk.alice.check_out(bill)).error
        assert kiosk.alice.settle(checkout).paid
        await kiosk.alice.private.wait("can’t tell what for", after=bill, timeout=20)
        (row,) = kiosk.rows("SELECT state, credits, stars FROM payments")
        assert (row["state"], row["credits"], row["stars"]) == ("unclaimed", 0, 100)
        await kiosk.admin.private.wait("receipt #1", timeout=40)


async def test_other_prices_while_quotes_are_open(folder: Path) -> None:
    """What lacked credits at yesterday's price comes again at today's; an open price that was covered stays as it was."""
    async with kiosk_between(folder, "live", FREE_CREDITS="5", FREE_PERIOD="once") as kiosk:
        await sell(kiosk, "100 150")
        covered = await answer(kiosk.alice, "/gen flux-pro a dog on a roof")
        assert "5" in covered.labels[0]
        short = await answer(kiosk.alice, "/gen kling-2.6 a cat on a roof")
        bill = await invoice(kiosk.alice, short, short.labels[0])
        await kiosk.stop()
        await kiosk.start(PRICE_MULTIPLIER="2")
        assert (await kiosk.alice.pay(bill)).paid
        again = await kiosk.alice.private.wait(
            lambda message: "Generate · 110" in " ".join(message.labels), after=bill, timeout=20
        )
        assert not kiosk.rows("SELECT 1 FROM generations")
        await kiosk.alice.tap(covered, (0, 0))
        await kiosk.media(kiosk.alice.private, after=covered)
        assert await kiosk.available(kiosk.alice) == 150
        assert again.labels
        kiosk.require_exact_ledger()


async def test_paying_while_asked_to_slow_down(folder: Path) -> None:
    """Who has sent too much is muted; their checkout and their payment are not."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0", UPDATES_PER_PERSON="12") as kiosk:
        bill = await unpaid(kiosk)
        await asyncio.gather(*(kiosk.alice.send(f"word {number}") for number in range(30)))
        await kiosk.alice.private.wait("Too many at once", after=bill, timeout=20)
        assert (await kiosk.alice.pay(bill)).paid
        await kiosk.alice.private.wait(ADDED["en"], after=bill, timeout=20)
        require_once(kiosk)
