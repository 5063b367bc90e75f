"""Finds a payment by what a person writes: a receipt's number, or Telegram's id of the payment, of any length."""

from __future__ import annotations

from typing import Final

from bot.domain.payment import Payment, PaymentReader

_DIGITS: Final = 15
"""Of the longest number that a receipt can have."""


async def find_payment(payments: PaymentReader, words: str) -> Payment | None:
    """The payment that is meant, or None."""
    number = words.strip().removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) <= _DIGITS:
        found = await payments.payment_with_number(int(number))
        if found is not None:
            return found
    return await payments.payment_by_charge(words.strip())
