"""What a person has paid, shown again: to them alone, page by page, with what is needed to ask about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message
from bot.sandbox.telegram.world import ChatKind
from handlers.core.buttons.payment import InvoiceBackButton, ReceiptButton
from tests.story.buying import answer, group_of, invoice, person_of, sell
from tests.story.kiosk import kiosk_between, until

pytestmark = pytest.mark.story

SAID = {
    "en": ("Your payments", "100 ⭐ → 150", "Receipt #1", "Paid: 100 Stars", "Copy", "wrong", "haven’t paid"),
    "ru": (
        "Ваши платежи",
        "100 ⭐ → 150",
        "Чек № 1",
        "Заплачено: 100 звёзд",
        "Скопировать",
        "не так",
        "Платежей пока нет",
    ),
}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_payment_and_its_details(folder: Path, language: str) -> None:
    """The list, then one payment with its date on the person's clock, its id whole, a button that copies it, and help."""
    title, line, number, stars, copy, wrong, nothing = SAID[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk)
        assert nothing in (await answer(person, "/receipts")).text
        bill = await invoice(person, await answer(person, "/buy"))
        assert (await person.pay(bill)).paid
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE notified")))
        kiosk.write("UPDATE people SET utc_offset = 300 WHERE id = ?", person.id)
        kiosk.write(
            "UPDATE payments SET paid_at = ? WHERE number = 1", 1_790_000_000_000_000
        )  # 2026-09-21 14:13 UTC
        listed = await answer(person, "/receipts")
        assert title in listed.text
        assert line in listed.text
        await person.tap(listed, {"en": "#1", "ru": "№ 1"}[language])
        await person.private.wait_until(lambda: number in listed.text, timeout=20)
        assert stars in listed.text
        assert "7:13" in listed.text.replace("19:13", "7:13")
        charge = kiosk.rows("SELECT charge_id FROM payments WHERE number = 1")[0]["charge_id"]
        assert charge in listed.text
        assert (await person.tap(listed, copy)).copied == charge
        await person.tap(listed, wrong)
        write, back = {
            "en": ("Write to the operator", "Back"),
            "ru": ("Написать оператору", "Назад"),
        }[language]
        await person.private.wait_until(lambda: write in " ".join(listed.labels), timeout=20)
        await person.tap(listed, back)
        await person.private.wait_until(lambda: charge in listed.text, timeout=20)
        await person.tap(listed, back)
        await person.private.wait_until(lambda: title in listed.text, timeout=20)


def _begins_with(listed: Message, label: str) -> bool:
    return listed.labels[0] == label


async def test_pages_of_a_long_list(folder: Path) -> None:
    """Ten at a time, the newest first, older ones at a tap and back again."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        kiosk.alice.stars = 10_000
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        assert (await kiosk.alice.pay(bill)).paid
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE notified")))
        columns = "order_token, payer_id, account_id, stars, credits, state, found_by, paid_at, written_at"
        for number in range(2, 24):
            kiosk.write(
                f"INSERT INTO payments (charge_id, {columns}, notified) SELECT 'c{number}', {columns}, 1 FROM payments"
                " WHERE number = 1"
            )
        listed = await answer(kiosk.alice, "/receipts")
        assert listed.labels[:2] == ["#23", "#22"]
        for first in ("#13", "#3"):
            await kiosk.alice.tap(listed, "Older")
            await kiosk.alice.private.wait_until(partial(_begins_with, listed, first), timeout=20)
        assert "Older" not in " ".join(listed.labels)
        await kiosk.alice.tap(listed, "Newest")
        await kiosk.alice.private.wait_until(partial(_begins_with, listed, "#23"), timeout=20)


async def test_other_peoples_payments(folder: Path) -> None:
    """Made-up data shows no one another's payment, in no chat; in a group nothing is said but where to look."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        assert (await kiosk.alice.pay(bill)).paid
        await kiosk.alice.private.wait("150 credits added", after=bill, timeout=20)
        menu = await answer(kiosk.boris, "/menu")
        refused = await kiosk.boris.press(menu, ReceiptButton(receipt=1).pack())
        assert "100" not in refused.text
        assert "Чек" not in menu.text
        (order,) = kiosk.rows("SELECT token FROM orders")
        await kiosk.boris.press(menu, InvoiceBackButton(order=order["token"]).pack())
        group = await group_of(kiosk, ChatKind.SUPERGROUP, kiosk.alice)
        shown = await answer(kiosk.alice, "/receipts", room=group)
        assert "150" not in shown.text
        assert (shown.buttons[0][0].url or "").endswith("?start=receipts")
        started = await kiosk.alice.start("receipts")
        await kiosk.alice.private.wait("Your payments", after=started, timeout=20)
