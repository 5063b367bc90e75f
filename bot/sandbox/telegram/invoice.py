"""An invoice in Stars: what it says, the button that pays it, and what a forwarded copy carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

CURRENCY = "XTR"
"""Telegram's code of Stars."""

_LINK = re.compile(r"(?:https?://)?t\.me/(?:\$|invoice/)([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Invoice:
    """What can be paid, any number of times.

    Attributes:
        payload: the bot's own words, hidden from people.
        amount: Stars.
        start_parameter: of the deep link that forwarded copies carry instead of Pay; empty = they carry Pay.
        subscription_period: seconds between renewals; None = paid once.
    """

    title: str
    description: str
    payload: str
    amount: int
    start_parameter: str = ""
    subscription_period: int | None = None

    def as_json(self) -> Json:
        """The Bot API's Invoice: without the payload."""
        return {
            "title": self.title,
            "description": self.description,
            "start_parameter": self.start_parameter,
            "currency": CURRENCY,
            "total_amount": self.amount,
        }


def pay_keyboard(invoice: Invoice) -> Json:
    """The keyboard of an invoice that was sent without one."""
    return {"inline_keyboard": [[{"text": f"Pay ⭐{invoice.amount}", "pay": True}]]}


def forwarded_keyboard(invoice: Invoice, bot_name: str) -> Json:
    """The keyboard of a forwarded copy (Bot API, sendInvoice, `start_parameter`)."""
    if not invoice.start_parameter:
        return pay_keyboard(invoice)
    url = f"https://t.me/{bot_name}?start={invoice.start_parameter}"
    return {"inline_keyboard": [[{"text": f"Pay ⭐{invoice.amount}", "url": url}]]}


def invoice_link(name: str) -> str:
    """The address that opens the invoice of this name."""
    return f"https://t.me/${name}"


def link_name(text: str) -> str | None:
    """The name of the invoice whose link the text holds; None without one."""
    found = _LINK.search(text)
    return found[1] if found else None
