"""A payment has arrived: its credits go to the account, in one transaction, once.

It is safe to call again with the same payment, at any time and in parallel: the charge id is unique, and so is the
ledger's operation key.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

from bot.domain.order import Order
from bot.domain.payment import FoundBy, Payment, PaymentState, ReceivedPayment
from bot.domain.star_move import NANOS
from bot.domain.terms import Tariff
from bot.ledger.entries import Balance
from bot.ledger.operations import read_balance
from bot.ledger.purchases import STARS, credit_purchase
from bot.payments.group_purchase import does_group_pay
from bot.ports import Alert, AlertKind, Clock, PurchaseEffect, Store, Transaction
from bot.promo_codes.bonus import with_bonus_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a payment became.

    Attributes:
        payment: as it is stored.
        order: its order; None when it is unclaimed.
        balance: of the account afterwards; None when it is unclaimed.
        is_new: False when it was stored before.
        group_pays: of a group's order, whether the group's account pays there.
    """

    payment: Payment
    order: Order | None
    balance: Balance | None
    is_new: bool
    group_pays: bool = False


class PaymentReceiver:
    """Credits payments.

    Args:
        store: opens transactions.
        clock: the time.
        tariff: the operator's terms.
        effects: what else a purchase does.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        effects: Sequence[PurchaseEffect] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._effects = effects
        self._tellings: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def receive(self, received: ReceivedPayment, found_by: FoundBy) -> Receipt:
        """Credit a payment, or keep it as unclaimed where it is of no order of ours.

        One that was unclaimed only for its amount, as the list had it, is credited when it comes with its order's price. What is
        paid in other money is not stored: the receipt has nothing to say.

        Raises:
            StorageError: nothing was stored; call again.
        """
        async with self._store.transaction() as tx:
            if received.checkout.currency != STARS:
                return await self._other_currency(tx, received, found_by)
            known = await tx.payment(received.charge_id)
            if known is not None and known.state is not PaymentState.UNCLAIMED:
                return await self._receipt(tx, known, is_new=False)
            order = await tx.order(received.checkout.payload)
            if order is None or not _is_price(order, received):
                if known is not None:
                    return await self._receipt(tx, known, is_new=False)
                return await self._unclaimed(tx, received, found_by)
            order = await with_bonus_once(tx, order)
            payment = self._payment(received, found_by, PaymentState.CREDITED, order=order)
            if known is None:
                payment = await tx.add_payment(payment)
            else:
                payment = replace(payment, number=known.number, refund_attempts=known.refund_attempts)
                await tx.save_payment(payment, expected=PaymentState.UNCLAIMED)
            await credit_purchase(
                tx,
                await tx.account(order.account_id),
                paid=order.credits,
                bonus=order.bonus,
                charge_id=payment.charge_id,
                now=payment.written_at,
            )
            for effect in self._effects:
                await effect.credited(tx, order, payment)
            return await self._receipt(tx, payment, is_new=True)

    async def receipt(self, payment: Payment) -> Receipt:
        """What a payment that is stored has become by now."""
        async with self._store.transaction() as tx:
            return await self._receipt(tx, await tx.payment(payment.charge_id) or payment, is_new=False)

    def telling(self, charge_id: str) -> asyncio.Lock:
        """Held from looking whether the payer has read of a payment until that is noted: who comes second says nothing."""
        return self._tellings.setdefault(charge_id, asyncio.Lock())

    async def note_notified(self, payment: Payment) -> bool:
        """The payer has read of it; False when they had before."""
        async with self._store.transaction() as tx:
            return await tx.note_notified(payment.number)

    async def _unclaimed(self, tx: Transaction, received: ReceivedPayment, found_by: FoundBy) -> Receipt:
        payment = await tx.add_payment(self._payment(received, found_by, PaymentState.UNCLAIMED, order=None))
        await tx.add_notice(
            Alert(kind=AlertKind.PAYMENT_UNCLAIMED, detail=str(payment.number)), payment.written_at
        )
        return await self._receipt(tx, payment, is_new=True)

    async def _other_currency(self, tx: Transaction, received: ReceivedPayment, found_by: FoundBy) -> Receipt:
        payment = self._payment(received, found_by, PaymentState.UNCLAIMED, order=None)
        await tx.add_notice(
            Alert(kind=AlertKind.PAYMENT_OTHER_CURRENCY, detail=received.checkout.currency),
            payment.written_at,
        )
        return Receipt(
            payment=replace(payment, stars=0, notified=True), order=None, balance=None, is_new=False
        )

    def _payment(
        self, received: ReceivedPayment, found_by: FoundBy, state: PaymentState, *, order: Order | None
    ) -> Payment:
        return Payment(
            charge_id=received.charge_id,
            order_token=order.token if order is not None else None,
            payload="" if order is not None else received.checkout.payload,
            payer_id=received.checkout.payer_id,
            account_id=order.account_id if order is not None else None,
            stars=order.stars if order is not None else max(1, received.checkout.amount),
            credits=order.credits if order is not None else 0,
            bonus=order.bonus if order is not None else 0,
            state=state,
            found_by=found_by,
            recurring=received.recurring,
            first_recurring=received.first_recurring,
            period_ends_at=received.period_ends_at,
            paid_at=received.paid_at,
            written_at=self._clock.now(),
            affiliate_stars=received.affiliate_stars,
        )

    async def _receipt(self, tx: Transaction, payment: Payment, *, is_new: bool) -> Receipt:
        order = await tx.order(payment.order_token) if payment.order_token is not None else None
        balance = None
        if payment.account_id is not None:
            account = await tx.account(payment.account_id)
            balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
        return Receipt(
            payment=payment,
            order=order,
            balance=balance,
            is_new=is_new,
            group_pays=order is not None and await does_group_pay(tx, order),
        )


def _is_price(order: Order, received: ReceivedPayment) -> bool:
    """Whether an order's price was paid. Telegram's list may leave out what its referral programme took of it."""
    amount = received.checkout.amount * NANOS + received.nanos
    commission = received.affiliate_stars * NANOS + received.affiliate_nanos
    return order.stars * NANOS in {amount, amount + commission}
