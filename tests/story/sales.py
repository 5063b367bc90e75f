"""Orders that are paid in stories about what a purchase does: made without the screens that sell."""

from __future__ import annotations

import secrets
from typing import Any

import aiohttp

from bot.sandbox.telegram import Person
from tests.story.kiosk import BotUnderTest

MONTH = 2_592_000
"""Seconds of a subscription's period (Bot API, createInvoiceLink)."""


async def order_link(
    kiosk: BotUnderTest, person: Person, *, stars: int = 100, credits_: int = 150, monthly: bool = False
) -> str:
    """The link of an invoice of a pack that the person has picked. They must have written to the bot before."""
    token = f"k{secrets.token_urlsafe(16)}"
    terms = (stars, credits_, monthly)
    kiosk.write(
        "INSERT INTO packs (stars, credits, monthly, made_by, made_at) VALUES (?, ?, ?, 1, 0) ON CONFLICT DO NOTHING",
        *terms,
    )
    kiosk.write(
        "INSERT INTO orders (token, pack_id, buyer_id, account_id, kind, stars, credits, monthly, chat_id, language, made_at)"
        " SELECT ?, p.id, ?, a.id, 'person', p.stars, p.credits, p.monthly, ?, ?, unixepoch() * 1000000"
        " FROM packs AS p, accounts AS a WHERE (p.stars, p.credits, p.monthly) = (?, ?, ?) AND p.ended_at IS NULL"
        " AND a.owner_kind = 'person' AND a.owner_id = ?",
        *(token, person.id, person.id, person.user.language_code or "en", *terms, person.id),
    )
    fields: dict[str, Any] = {
        "title": "Pack",
        "description": "Credits",
        "payload": token,
        "currency": "XTR",
        "prices": [{"label": "Credits", "amount": stars}],
    }
    if monthly:
        fields["subscription_period"] = MONTH
    url = f"{kiosk.telegram.url}/bot{kiosk.environment['BOT_TOKEN']}/createInvoiceLink"
    async with aiohttp.ClientSession() as session, session.post(url, json=fields) as response:
        answer = await response.json()
    assert answer["ok"], answer
    return str(answer["result"])
