"""The page pays: invoices and links are looked at and paid, Stars are bought, subscriptions live through their months."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.telegram import Person, TelegramSimulator
from tests.unit.sandbox.telegram.test_page import browser, state_of
from tests.unit.sandbox.telegram.test_stars import MONTH, Cashier, cashier, invoice, terms

__all__ = ["browser", "cashier"]


async def do(browser: aiohttp.ClientSession, person: Person, path: str, **asked: Any) -> tuple[int, Any]:
    """What the page gets."""
    async with browser.post(f"/sandbox/{path}", json={"person": person.id} | asked) as response:
        return response.status, await (response.json() if response.status == 200 else response.text())


async def test_an_invoice_is_seen_and_paid(
    browser: aiohttp.ClientSession, bot: Bot, alice: Person, cashier: Cashier
) -> None:
    """Its card, the person's Stars, the payment as a line of the chat; the bot's words when it refuses."""
    bill = await invoice(bot, alice)
    state = await state_of(browser, alice)
    assert state["holdings"] == {"stars": 500, "subscriptions": []}
    shown = state["messages"][-1]
    assert shown["invoice"] == {
        "title": "Pack",
        "description": "100 credits",
        "amount": 100,
        "period": None,
    }
    assert shown["buttons"] == [[{"text": "Pay ⭐100", "pay": True}]]
    where = {"chat": alice.private.id, "message": bill.id}
    assert await do(browser, alice, "pay", **where) == (200, {"paid": True, "error": ""})
    cashier.refusal = "This offer has ended."
    assert await do(browser, alice, "pay", **where) == (
        200,
        {"paid": False, "error": "This offer has ended."},
    )
    state = await state_of(browser, alice)
    assert state["holdings"]["stars"] == 400
    assert state["messages"][-1]["service"] == "Alice paid ⭐100"


async def test_a_link_opens_the_same_sheet(
    browser: aiohttp.ClientSession, bot: Bot, alice: Person, cashier: Cashier
) -> None:
    """Behind a button and as an address; one that leads nowhere says so."""
    link = await bot.create_invoice_link(**terms(), subscription_period=MONTH)
    expected = {"title": "Pack", "description": "100 credits", "amount": 100, "period": MONTH}
    keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Buy", url=link)]])
    sent = await bot.send_message(alice.id, "A pack", reply_markup=keys)
    tap = {"chat": alice.private.id, "message": sent.message_id, "row": 0, "column": 0}
    status, answer = await do(browser, alice, "tap", **tap)
    assert (status, answer["invoice"], answer["url"]) == (200, expected, link)
    assert await do(browser, alice, "invoice", link=link) == (200, expected)
    assert await do(browser, alice, "pay", link=link) == (200, {"paid": True, "error": ""})
    for path in ("invoice", "pay"):
        assert (await do(browser, alice, path, link="https://t.me/$nothing"))[0] == 404


async def test_stars_are_bought_and_a_subscription_lives(
    browser: aiohttp.ClientSession, bot: Bot, alice: Person, cashier: Cashier
) -> None:
    """The holdings after each step: renewed, unpaid, stopped, going on; what the bot stopped stays stopped."""
    assert (await do(browser, alice, "stars", amount=1000))[1]["stars"] == 1500
    paid = await alice.pay(await bot.create_invoice_link(**terms(), subscription_period=MONTH))

    async def change(change_name: str) -> tuple[int, Any]:
        return await do(browser, alice, "subscription", subscription=paid.charge_id, do=change_name)

    holdings = (await change("renew"))[1]
    assert holdings["stars"] == 1300
    assert holdings["subscriptions"][0] == {
        "id": paid.charge_id,
        "title": "Pack",
        "amount": 100,
        "endsAt": alice.subscriptions[0].ends_at,
        "canceled": False,
        "canceledByBot": False,
        "failed": False,
    }
    assert (await change("cancel"))[1]["subscriptions"][0]["canceled"]
    assert (await change("renew"))[0] == 400
    assert not (await change("reenable"))[1]["subscriptions"][0]["canceled"]
    assert (await change("fail"))[1]["subscriptions"][0]["failed"]
    await bot.edit_user_star_subscription(alice.id, paid.charge_id, True)
    assert (await change("reenable"))[0] == 400


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("stars", {"amount": 0}, 400),
        ("stars", {"amount": "many"}, 400),
        ("stars", {"amount": 10**7}, 400),
        ("stars", {"person": 1, "amount": 1}, 404),
        ("subscription", {"subscription": "stxNothing", "do": "cancel"}, 404),
        ("pay", {}, 404),
    ],
)
async def test_nonsense_is_refused(
    browser: aiohttp.ClientSession, alice: Person, path: str, asked: dict[str, Any], status: int
) -> None:
    """Amounts, people, subscriptions and messages that are none."""
    async with browser.post(f"/sandbox/{path}", json={"person": alice.id} | asked) as response:
        assert response.status == status


async def test_only_invoices_are_paid(
    browser: aiohttp.ClientSession, bot: Bot, telegram: TelegramSimulator, alice: Person, cashier: Cashier
) -> None:
    """A plain message is not, and a subscription knows four changes."""
    sent = await bot.send_message(alice.id, "hi")
    where = {"chat": alice.private.id, "message": sent.message_id}
    assert (await do(browser, alice, "pay", **where))[0] == 400
    paid = await alice.pay(await bot.create_invoice_link(**terms(), subscription_period=MONTH))
    asked = {"subscription": paid.charge_id, "do": "fly"}
    assert (await do(browser, alice, "subscription", **asked))[0] == 400
    assert (await do(browser, telegram.person("Bob"), "subscription", **asked))[0] == 404
