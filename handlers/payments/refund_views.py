"""Refunds in words."""

from __future__ import annotations

from bot.domain.order import OrderKind
from bot.i18n import Html, Translator
from bot.payments.receive import Receipt
from handlers.core.views.screen import Screen, paragraphs


def refunded_screen(t: Translator, receipt: Receipt) -> Screen:
    """The Stars are back, what it took, and what the payer has now."""
    payment = receipt.payment
    taken = payment.taken_back + payment.bonus_taken_back
    return Screen(
        paragraphs(
            t("refund-done", stars=payment.stars, credits=taken, number=payment.number), _has_now(t, receipt)
        )
    )


def _has_now(t: Translator, receipt: Receipt) -> Html | None:
    """The balance, where it is the payer's own."""
    own = receipt.order is None or receipt.order.kind is not OrderKind.GROUP
    if receipt.balance is None or receipt.balance.unlimited or not own:
        return None
    return t("refund-balance", balance=receipt.balance.available)
