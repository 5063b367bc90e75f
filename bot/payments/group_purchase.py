"""What a purchase for a group does besides: it is written into the group's audit trail, and may let the group's account pay."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from bot.domain.group import Group, GroupChange, Payer
from bot.domain.order import Order, OrderKind
from bot.domain.payment import Payment
from bot.groups.administration import let_group_pay
from bot.ledger.entries import OwnerKind
from bot.ports import Clock, PurchaseEffect, Transaction
from bot.workers.isolated import isolated

PURCHASE: Final = "purchase"
"""Name of credits that a member bought for the group in the audit trail."""
REFUND: Final = "refund"
"""Name of credits that the refund of such a purchase took in the audit trail; of one that failed, below 0."""

_log = logging.getLogger(__name__)


class GroupPurchase(PurchaseEffect):
    """Tells the group.

    Args:
        clock: the time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """As with a member's top-up, the group's account pays from now on where no admin has decided otherwise."""
        group = await _group(tx, order)
        if group is None:
            return
        now = self._clock.now()
        payer_id = payment.payer_id if order.buyer_id is not None else None  # else they were forgotten
        await tx.note_change(group.chat_id, _line(payer_id, PURCHASE, payment.credits + payment.bonus, now))
        if payment.payer_id is not None:
            await let_group_pay(tx, group, payment.payer_id, now)

    async def refunded(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """The group has fewer credits."""
        await self._note_refund(tx, order, payment, payment.taken_back + payment.bonus_taken_back)

    async def refund_undone(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """It has them again."""
        await self._note_refund(tx, order, payment, -(payment.taken_back + payment.bonus_taken_back))

    async def _note_refund(self, tx: Transaction, order: Order, payment: Payment, credits_: int) -> None:
        group = await _group(tx, order)
        if group is not None and credits_:
            # Who has paid stays in the payment after /forget, and must not come back into the trail. Of the buyer it is known
            # whether they were forgotten.
            payer_id = payment.payer_id if payment.payer_id == order.buyer_id else None
            await tx.note_change(group.chat_id, _line(payer_id, REFUND, credits_, self._clock.now()))


async def does_group_pay(tx: Transaction, order: Order) -> bool:
    """Whether an order is for a group whose account pays for what is created there."""
    group = await _group(tx, order)
    return group is not None and group.rules.paid_by is Payer.GROUP


async def _group(tx: Transaction, order: Order) -> Group | None:
    """The group that an order is for; its id may be another one since it was made. None when it is for no group."""
    if order.kind is not OrderKind.GROUP:
        return None
    account = await tx.account(order.account_id)
    if account.owner_kind is not OwnerKind.GROUP or account.owner_id is None:
        return None
    # A purchase counts also when the group's rules cannot be read.
    with isolated(_log, "the rules of group %s cannot be read for a purchase", account.owner_id):
        return await tx.group(account.owner_id)
    return None


def _line(person_id: int | None, what: str, credits_: int, at: datetime) -> GroupChange:
    return GroupChange(person_id=person_id, what=what, before="", after=str(credits_), at=at)
