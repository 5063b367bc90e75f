"""Makes orders: a pack that a person picks becomes the exact terms of one invoice."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.domain.order import Order, OrderKind
from bot.errors import AccountBlocked, PackGone, PaymentsPaused
from bot.groups.payer import group_of
from bot.groups.rules import require_admitted
from bot.ledger.entries import Account
from bot.ports import Clock, Store, Transaction
from bot.promo_codes.bonus import waiting_code

_TOKEN_BYTES: Final = 16
_PREFIX: Final = "k"
"""Tells our payloads from those of other programs with the same bot."""


def new_token() -> str:
    """A payload that cannot be guessed: 23 characters, of the 128 bytes that Telegram takes."""
    return _PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRequest:
    """What a person picked, and where.

    Attributes:
        buyer_id: who.
        pack_id: what.
        kind: who the credits are for.
        chat_id, thread_id: where the invoice will be; of a group order, the group.
        draft_id: the draft whose price the account lacked.
        language: what the invoice is in.
    """

    buyer_id: int
    pack_id: int
    kind: OrderKind
    chat_id: int
    thread_id: int | None = None
    draft_id: int | None = None
    language: str


class OrderPlacer:
    """Makes orders. Nothing is charged by it.

    Args:
        store: opens transactions.
        clock: the time.
        can_sell: whether what is sold could be used now; False while KIE does not serve the operator's key.
    """

    def __init__(self, store: Store, clock: Clock, can_sell: Callable[[], bool]) -> None:
        self._store = store
        self._clock = clock
        self._can_sell = can_sell

    async def place(self, request: OrderRequest) -> Order:
        """Store the terms of an invoice.

        Raises:
            PaymentsPaused: nothing is sold now.
            PackGone: the pack is not on sale.
            AccountBlocked: the buyer, or who it is for, is blocked.
            GroupNotAdmitted: the group is not admitted.
        """
        if not self._can_sell():
            raise PaymentsPaused
        now = self._clock.now()
        async with self._store.transaction() as tx:
            pack = await tx.pack(request.pack_id)
            if (
                pack is None
                or pack.ended_at is not None
                or (pack.monthly and request.kind is not OrderKind.PERSON)
            ):
                raise PackGone
            account = await self._account(tx, request)
            # A subscription's terms repeat, and a group's account is not the buyer's: neither has a code's bonus.
            is_own = request.kind is not OrderKind.GROUP and not pack.monthly
            code = await waiting_code(tx, account, now) if is_own else None
            order = Order(
                token=new_token(),
                pack_id=pack.id,
                buyer_id=request.buyer_id,
                account_id=account.id,
                kind=request.kind,
                stars=pack.stars,
                credits=pack.credits,
                bonus=code.terms.bonus(pack.credits) if code is not None else 0,
                monthly=pack.monthly,
                code_id=code.id if code is not None else None,
                chat_id=request.chat_id,
                thread_id=request.thread_id,
                draft_id=request.draft_id,
                language=request.language,
                made_at=now,
            )
            await tx.add_order(order)
            return order

    async def note_invoice(self, order: Order, message_id: int) -> None:
        """Note which message the invoice is: it is removed when it was paid."""
        async with self._store.transaction() as tx:
            await tx.note_invoice(order.token, message_id)

    async def _account(self, tx: Transaction, request: OrderRequest) -> Account:
        buyer = await tx.account_of_person(request.buyer_id)
        if buyer.blocked:
            raise AccountBlocked
        if request.kind is not OrderKind.GROUP:
            return buyer
        group = await group_of(tx, request.chat_id)
        if group is None:
            raise PackGone
        require_admitted(group)
        account = await tx.group_account(group.chat_id)
        if account.blocked:
            raise AccountBlocked
        return account
