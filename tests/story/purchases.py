"""Purchases in stories about what becomes of them: heard of or not, by our orders or another program's."""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, until
from tests.story.sales import order_link


async def bill(kiosk: BotUnderTest, person: Person, **terms: Any) -> str:
    """The link of an invoice for a person, who is known to the bot afterwards."""
    account = "SELECT 1 FROM accounts WHERE owner_kind = 'person' AND owner_id = ?"
    if not kiosk.rows(account, person.id):
        await person.send("/balance")
        await until(lambda: bool(kiosk.rows(account, person.id)))
    return await order_link(kiosk, person, **terms)


async def bill_of_another_program(
    kiosk: BotUnderTest, person: Person, payload: str, stars: int = 100
) -> Message:
    """An invoice with any payload, sent with the bot's token past the bot."""
    call: dict[str, Any] = {
        "chat_id": person.id,
        "title": "Credits",
        "description": "A pack of credits",
        "payload": payload,
        "currency": "XTR",
        "prices": [{"label": "Credits", "amount": stars}],
    }
    url = f"{kiosk.telegram.url}/bot{kiosk.telegram.token}/sendInvoice"
    async with aiohttp.ClientSession() as session, session.post(url, json=call) as answer:
        sent = (await answer.json())["result"]["message_id"]
    return await person.private.wait(lambda message: message.id == sent)


async def paid_past_the_bot(
    kiosk: BotUnderTest, person: Person, payload: str = "of an old bot", *, is_heard: bool = True
) -> str:
    """Stars for an invoice of another program, which has let it be paid. Returns Telegram's id of the payment."""
    checkout = await person.check_out(await bill_of_another_program(kiosk, person, payload))
    checkout.error = ""
    charge_id = person.settle(checkout, is_heard=is_heard).charge_id
    if is_heard:
        await known(kiosk, charge_id)
    return charge_id


async def bought(kiosk: BotUnderTest, person: Person, *, is_heard: bool = True, **terms: Any) -> str:
    """A purchase whose payer has the receipt, or that the bot does not know of. Returns Telegram's id of the payment."""
    paid = await person.pay(await bill(kiosk, person, **terms), is_heard=is_heard)
    assert paid.paid, paid.error
    if is_heard:
        read = "SELECT 1 FROM payments WHERE charge_id = ? AND notified"
        await until(lambda: bool(kiosk.rows(read, paid.charge_id)))
    return paid.charge_id


async def known(kiosk: BotUnderTest, charge_id: str) -> None:
    """Wait until the payment is written down."""
    await until(lambda: bool(kiosk.rows("SELECT 1 FROM payments WHERE charge_id = ?", charge_id)))


def payment(kiosk: BotUnderTest, charge_id: str) -> dict[str, Any]:
    """Its row."""
    [row] = kiosk.rows("SELECT * FROM payments WHERE charge_id = ?", charge_id)
    return row


def minutes_pass(kiosk: BotUnderTest, minutes: int = 5) -> None:
    """What stands in Telegram's list, and what is written of payments, is so much older."""
    for line in kiosk.telegram.stars.listed():
        line["date"] -= 60 * minutes
    kiosk.write(
        "UPDATE payments SET written_at = written_at - ?, paid_at = paid_at - ?", *[60_000_000 * minutes] * 2
    )
