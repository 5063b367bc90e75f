"""What a payer reads about a payment."""

from __future__ import annotations

from bot.i18n import Translator
from bot.payments.receive import Receipt
from handlers.core.views.screen import Screen


def receipt_screen(t: Translator, receipt: Receipt) -> Screen:
    """What arrived: the credits and the balance, or that an operator looks at it."""
    payment = receipt.payment
    if receipt.balance is None:
        return Screen(t("payment-unclaimed", stars=payment.stars, number=payment.number))
    return Screen(
        t(
            "payment-credited",
            credits=payment.credits + payment.bonus,
            balance=receipt.balance.available,
            number=payment.number,
        )
    )
