"""Refunds in words."""

from __future__ import annotations

from bot.domain.payment import Payment
from bot.i18n import Translator
from handlers.core.views.screen import Screen


def refunded_screen(t: Translator, payment: Payment) -> Screen:
    """The Stars are back, and what it took."""
    taken = payment.taken_back + payment.bonus_taken_back
    return Screen(t("refund-done", stars=payment.stars, credits=taken, number=payment.number))
