"""The router of money: it stands before everything that drops, delays or asks who it is."""

from __future__ import annotations

from aiogram import F, Router

from handlers.payments.checkout import answer_checkout
from handlers.payments.received import change_subscription, receive_payment, receive_refund


def build() -> Router:
    """Its handlers need no context: a payer may be muted, blocked, or a stranger in a group that is not served."""
    router = Router(name="payments")
    router.pre_checkout_query.register(answer_checkout)
    router.message.register(receive_payment, F.successful_payment)
    router.message.register(receive_refund, F.refunded_payment)
    router.subscription.register(change_subscription)
    return router
