"""The bonus of a percent code: it is in the terms of an order, and used up by its payment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.order import Order
from bot.domain.payment import Payment
from bot.domain.promo_code import PromoCode
from bot.ledger.entries import Account
from bot.ports import PurchaseEffect, Transaction


async def waiting_code(tx: Transaction, account: Account, now: datetime) -> PromoCode | None:
    """The code whose bonus the account's next purchase has, while it can be used; else None."""
    code = await tx.waiting_promo_code(account.id)
    if code is None or not code.is_on_at(now):
        return None
    if code.terms.first_purchase_only and await tx.has_ever_bought(account.id):
        return None
    return code


async def with_bonus_once(tx: Transaction, order: Order) -> Order:
    """The terms that a payment of this order has: without the bonus when its account has had it with an earlier payment.

    Several can be confirmed before the first of them is known.
    """
    if order.code_id is None or await tx.promo_code_used_at(order.code_id, order.account_id) is None:
        return order
    return replace(order, bonus=0)


@dataclass(frozen=True, slots=True)
class CodeUsedUp(PurchaseEffect):
    """Uses a code up by the payment of an order that has its bonus; a refund leaves it used."""

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """The order was paid: its terms stand, also when the code's last use went to another person meanwhile."""
        if order.code_id is None:
            return
        await tx.forget_waiting_promo_code(order.account_id, order.code_id)
        if await tx.promo_code_used_at(
            order.code_id, order.account_id
        ) is None and not await tx.use_promo_code(order.code_id, order.account_id, payment.written_at):
            await tx.note_promo_code_use(order.code_id, order.account_id, payment.written_at)
