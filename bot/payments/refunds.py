"""Payments go back: what is left of the credits is taken first, then Telegram is asked to return the Stars.

A refund is a row from its beginning: `refunding` until Telegram has answered. A process that dies anywhere leaves it there, and
the call is repeated; Telegram returns a payment once. So the Stars go back once, and the credits are taken once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from weakref import WeakValueDictionary

from bot.domain.order import Order
from bot.domain.payment import Payment, PaymentReader, PaymentState
from bot.domain.staff import Act, ActRecord
from bot.domain.subscription import SubscriptionState
from bot.errors import (
    DeliveryError,
    PaymentCallRefused,
    PaymentsUnavailable,
    PaymentUnknown,
    RefundNotCovered,
    RefundTooOld,
    SelfRefundFreeSpent,
    SelfRefundLate,
    SelfRefundOff,
    SelfRefundRewardSpent,
    SelfRefundSpent,
    StorageError,
)
from bot.ledger.purchases import TakenBack, take_back_purchase, undo_take_back
from bot.payments.notify import PayerNotifier
from bot.payments.receive import PaymentReceiver
from bot.payments.refundable import Refundable, refundable_now
from bot.payments.subscription_changes import note_canceled
from bot.ports import Alert, AlertKind, Clock, PurchaseEffect, Stars, Store, Transaction
from bot.workers.isolated import isolated

_AT_ONCE = 100
OVERDUE: Final = timedelta(days=1)
"""How long a refund may be under way until the admins learn of it."""
_UNDER_WAY = frozenset({PaymentState.REFUNDING, PaymentState.REFUNDED})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfRefundRule:
    """When people get their Stars back without the operator.

    Attributes:
        allowed: whether they do at all.
        days: how old the payment may be.
        opens_free_credits: whether people can spend free credits because they have bought some (FREE_GATE). Then those count:
            else a purchase that is returned would open them, again and again.
    """

    allowed: bool = True
    days: int = 14
    opens_free_credits: bool = False


class Refunds:
    """Returns payments.

    Args:
        store: opens transactions.
        payments: reads payments.
        clock: the time.
        stars: Telegram.
        receiver: knows what the payer has afterwards.
        notifier: writes to payers.
        effects: what else a purchase does (`PaymentReceiver`).
        rule: says when people get their Stars back without the operator.
    """

    def __init__(
        self,
        *,
        store: Store,
        payments: PaymentReader,
        clock: Clock,
        stars: Stars,
        receiver: PaymentReceiver,
        notifier: PayerNotifier,
        effects: Sequence[PurchaseEffect] = (),
        rule: Callable[[], SelfRefundRule] = SelfRefundRule,
    ) -> None:
        self._store = store
        self._payments = payments
        self._clock = clock
        self._stars = stars
        self._receiver = receiver
        self._notifier = notifier
        self._effects = effects
        self._rule = rule
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def look(self, number: int) -> Refundable:
        """What a refund would take now. Raises PaymentUnknown."""
        async with self._trial() as tx:
            payment = await self._payment(tx, number)
            await self._bring_back(tx, payment)
            return await refundable_now(tx, payment)

    async def why_not(self, number: int, payer_id: int) -> Refundable:
        """The payment of a person who may have it back without the operator now.

        Raises:
            PaymentUnknown: they have no such payment.
            SelfRefundOff, SelfRefundLate, SelfRefundSpent, SelfRefundRewardSpent, SelfRefundFreeSpent: an operator has to
                look at it.
        """
        async with self._trial() as tx:
            return await self._require_self_refund(tx, number, payer_id)

    async def refund(
        self, number: int, *, asked_by: int, reason: str = "", accepts_loss: bool = False
    ) -> Payment:
        """Return a payment on the operator's behalf; one that is being returned is carried on with.

        Args:
            number: of the receipt.
            asked_by: the admin.
            reason: in their words.
            accepts_loss: whether it counts also when something that it brought was spent.

        Returns:
            The payment: refunded, refunding when Telegram gave no answer, else as it was before Telegram refused.

        Raises:
            PaymentUnknown: there is none.
            RefundTooOld: it is not known any more who has paid.
            RefundNotCovered: something of it was spent: its credits, the bonus, or the inviter's reward.
        """
        async with self._store.transaction() as tx:
            payment = await self._payment(tx, number)
            if payment.state not in _UNDER_WAY:
                if payment.payer_id is None:
                    raise RefundTooOld
                await self._bring_back(tx, payment)
                found = await refundable_now(tx, payment)
                if not (found.is_whole or accepts_loss):
                    whole = payment.credits + payment.bonus
                    raise RefundNotCovered(left=whole - found.spent, credits=whole)
                was = payment.state
                payment = await self._begin(tx, payment, asked_by, reason)
                await tx.note_act(
                    ActRecord(
                        by_id=asked_by,
                        act=Act.REFUND,
                        subject=f"#{number}",
                        person_id=await _known_payer(tx, payment),
                        before=was,
                        after=payment.state,
                        at=self._clock.now(),
                    )
                )
        return await self._carry_on(payment.charge_id, tells_payer=True)

    async def self_refund(self, number: int, payer_id: int) -> Payment:
        """Return a payment of which nothing is spent to the person who asks. Returns and raises as `refund` and `why_not`."""
        async with self._store.transaction() as tx:
            payment = await self._payment(tx, number)
            if payment.payer_id != payer_id:
                raise PaymentUnknown
            if payment.state not in _UNDER_WAY:
                await self._require_self_refund(tx, number, payer_id)
                payment = await self._begin(tx, payment, payer_id, "")
        return await self._carry_on(payment.charge_id, tells_payer=False)

    async def finish(self) -> None:
        """Go on with every refund that has begun, the oldest first; what gets no answer stays for the next time.

        Raises:
            StorageError: the database cannot be used.
        """
        after, more = 0, True
        while more:
            waiting = await self._payments.payments_in(PaymentState.REFUNDING, _AT_ONCE, after)
            for payment in waiting:
                await self._go_on(payment)
                after = payment.number
            more = len(waiting) == _AT_ONCE

    async def confirm(self, charge_id: str) -> None:
        """Telegram has returned this payment: ours is done, another one's is taken from what is left of its credits.

        Repeating it changes nothing, nor does an id that is not known.
        """
        async with self._store.transaction() as tx:
            payment = await tx.payment(charge_id)
            if payment is None or payment.state is PaymentState.REFUNDED:
                return
            await _stop_later(tx, payment)
            if payment.state is PaymentState.REFUNDING:
                await self._refunded(tx, payment)
                return
            await self._bring_back(tx, payment)
            returned = await self._take_back(tx, payment)
            await tx.save_payment(
                replace(returned, state=PaymentState.REFUNDED, refunded_at=self._clock.now()),
                expected=payment.state,
            )
            await tx.add_notice(
                Alert(kind=AlertKind.REFUNDED_ELSEWHERE, detail=str(payment.number)), self._clock.now()
            )

    async def _go_on(self, payment: Payment) -> None:
        """With one of them, whose fault is not in the way of the others."""
        with isolated(_log, "the refund of payment %s waits", payment.number):
            payment = await self._carry_on(payment.charge_id, tells_payer=True)
        if payment.state is PaymentState.REFUNDING:
            await self._note_overdue(payment.charge_id)

    async def _note_overdue(self, charge_id: str) -> None:
        """The admins learn of a refund that is under way for long; once."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            payment = await tx.payment(charge_id)
            if payment is None or payment.refund_alert_at is None or payment.refund_alert_at > now:
                return
            await tx.save_payment(replace(payment, refund_alert_at=None), expected=payment.state)
            await tx.add_notice(Alert(kind=AlertKind.REFUND_OVERDUE, detail=str(payment.number)), now)

    async def _payment(self, tx: Transaction, number: int) -> Payment:
        payment = await tx.payment_with_number(number)
        if payment is None:
            raise PaymentUnknown
        return payment

    async def _require_self_refund(self, tx: Transaction, number: int, payer_id: int) -> Refundable:
        payment = await self._payment(tx, number)
        if payment.payer_id != payer_id or payment.state is not PaymentState.CREDITED:
            raise PaymentUnknown
        rule = self._rule()
        if not rule.allowed:
            raise SelfRefundOff
        if self._clock.now() - payment.paid_at > timedelta(days=rule.days):
            raise SelfRefundLate(days=rule.days)
        await self._bring_back(tx, payment)
        found = await refundable_now(tx, payment)
        if found.spent:
            raise SelfRefundSpent(spent=found.spent)
        if not found.is_whole:
            raise SelfRefundRewardSpent
        if rule.opens_free_credits and await _has_opened_free_credits(tx, payment, payer_id):
            raise SelfRefundFreeSpent
        return found

    async def _begin(self, tx: Transaction, payment: Payment, asked_by: int, reason: str) -> Payment:
        """Take what is left, and note that the Stars are to go back."""
        begun = replace(
            await self._take_back(tx, payment),
            state=PaymentState.REFUNDING,
            refund_asked_by=asked_by,
            refund_reason=reason,
            refund_alert_at=self._clock.now() + OVERDUE,
        )
        await tx.save_payment(begun, expected=payment.state)
        return begun

    @asynccontextmanager
    async def _trial(self) -> AsyncGenerator[Transaction]:
        """A transaction of which nothing is kept: how it would go."""
        with suppress(_NotKept):
            async with self._store.transaction() as tx:
                yield tx
                raise _NotKept

    async def _bring_back(self, tx: Transaction, payment: Payment) -> None:
        """Let come back to the account what can, such as a gift that is not opened; before anything is counted."""
        order = await _order(tx, payment)
        if order is None or payment.state is not PaymentState.CREDITED:
            return
        for effect in self._effects:
            await effect.refunding(tx, order, _tried(payment))

    async def _take_back(self, tx: Transaction, payment: Payment) -> Payment:
        taken_back = _tried(payment)
        order = await _order(tx, payment)
        if payment.account_id is not None:
            taken = (await refundable_now(tx, payment)).would_take
            await take_back_purchase(
                tx,
                await tx.account(payment.account_id),
                taken,
                charge_id=payment.charge_id,
                attempt=taken_back.refund_attempts,
                now=self._clock.now(),
            )
            taken_back = replace(
                taken_back, taken_back=taken.paid, bonus_taken_back=taken.bonus, uncollected=taken.uncollected
            )
        for effect in self._effects:
            if order is not None:
                await effect.refunded(tx, order, taken_back)
        return taken_back

    async def _carry_on(self, charge_id: str, *, tells_payer: bool) -> Payment:
        """Ask Telegram, and write down what it says. One call for a payment at a time: what it says of a second one is no
        answer to the first.
        """
        lock = self._locks.setdefault(charge_id, asyncio.Lock())
        async with lock:
            payment = await self._payments.payment_by_charge(charge_id)
            if payment is None:
                raise PaymentUnknown
            if payment.state is not PaymentState.REFUNDING or payment.payer_id is None:
                return payment
            try:
                await self._return_stars(payment, payment.payer_id)
            except PaymentsUnavailable as trouble:
                _log.warning("the refund of payment %s waits: %s", payment.number, trouble)
                return payment
            except PaymentCallRefused as refusal:
                ended = await self._undone(charge_id, str(refusal))
            else:
                ended = await self._done(charge_id)
        if tells_payer:
            await self._tell(ended)
        return ended

    async def _return_stars(self, payment: Payment, payer_id: int) -> None:
        """Of a subscription the renewals end first: one that came in between would not be asked for."""
        first = await self._first_charge(payment)
        if first is not None:
            await self._end_renewals(payment, payer_id, first)
        await self._stars.refund(payer_id, payment.charge_id)

    async def _end_renewals(self, payment: Payment, payer_id: int, first_charge_id: str) -> None:
        """It is canceled when Telegram has done so; where Telegram refuses, it is asked again later."""
        try:
            await self._stars.set_subscription_canceled(payer_id, first_charge_id, canceled=True)
        except PaymentCallRefused as refusal:  # it has ended, or Telegram knows it by another name
            _log.warning("the subscription of payment %s goes on: %s", payment.number, refusal)
            async with self._store.transaction() as tx:
                await tx.add_subscription_stop(first_charge_id, payer_id)
            return
        async with self._store.transaction() as tx:
            await note_canceled(tx, payment.order_token, first_charge_id, self._clock.now())

    async def _first_charge(self, payment: Payment) -> str | None:
        if not payment.recurring:
            return None
        async with self._store.transaction() as tx:
            subscription = await tx.subscription(payment.order_token or "")
        return subscription.first_charge_id if subscription is not None else payment.charge_id

    async def _done(self, charge_id: str) -> Payment:
        async with self._store.transaction() as tx:
            payment = await tx.payment(charge_id)
            if payment is None:
                raise PaymentUnknown
            if (
                payment.state is PaymentState.REFUNDING
            ):  # else an update or the list has confirmed it meanwhile
                payment = await self._refunded(tx, payment)
            return payment

    async def _refunded(self, tx: Transaction, payment: Payment) -> Payment:
        done = replace(
            payment,
            state=PaymentState.REFUNDED,
            refunded_at=self._clock.now(),
            refund_alert_at=None,
        )
        await tx.save_payment(done, expected=PaymentState.REFUNDING)
        return done

    async def _undone(self, charge_id: str, words: str) -> Payment:
        """Give back what was taken, and let the admins know why."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            payment = await tx.payment(charge_id)
            if payment is None:
                raise PaymentUnknown
            if (
                payment.state is not PaymentState.REFUNDING
            ):  # confirmed meanwhile: Telegram's words are about that
                return payment
            back = replace(payment, taken_back=0, bonus_taken_back=0, uncollected=0, refund_alert_at=None)
            if payment.account_id is None:
                back = replace(back, state=PaymentState.UNCLAIMED)
            else:
                back = replace(back, state=PaymentState.CREDITED)
                await undo_take_back(
                    tx,
                    await tx.account(payment.account_id),
                    TakenBack(paid=payment.taken_back, bonus=payment.bonus_taken_back, uncollected=0),
                    charge_id=charge_id,
                    attempt=payment.refund_attempts,
                    now=now,
                )
            order = await _order(tx, payment)
            if order is not None:
                for effect in self._effects:
                    await effect.refund_undone(tx, order, payment)
            await tx.save_payment(back, expected=PaymentState.REFUNDING)
            await tx.add_notice(Alert(kind=AlertKind.REFUND_REFUSED, detail=f"{payment.number} {words}"), now)
            return back

    async def _tell(self, payment: Payment) -> None:
        """The payer learns it when they can be reached now; Telegram shows a refund by itself."""
        with suppress(DeliveryError, StorageError):  # what became of the refund is written down already
            if payment.state is PaymentState.REFUNDED:
                await self._notifier.refunded(await self._receiver.receipt(payment))
            else:
                await self._notifier.refund_refused(payment)


def _tried(payment: Payment) -> Payment:
    """The payment with one more attempt to return it."""
    return replace(payment, refund_attempts=payment.refund_attempts + 1)


class _NotKept(Exception):
    """Rolls back."""


async def _order(tx: Transaction, payment: Payment) -> Order | None:
    return await tx.order(payment.order_token) if payment.order_token is not None else None


async def _has_opened_free_credits(tx: Transaction, payment: Payment, payer_id: int) -> bool:
    """Whether the payer has spent free credits since, and has not bought before."""
    account = await tx.known_account_of_person(payer_id)
    if account is None or await tx.has_older(payment):
        return False
    return await tx.free_spent_since(account.id, payment.written_at) > 0


async def _stop_later(tx: Transaction, payment: Payment) -> None:
    """What was returned is not to be renewed: Telegram is asked, where nothing has ended it yet."""
    subscription = await tx.subscription(payment.order_token or "") if payment.recurring else None
    if subscription is not None and subscription.state in {
        SubscriptionState.ACTIVE,
        SubscriptionState.FAILED,
    }:
        await tx.add_subscription_stop(subscription.first_charge_id, subscription.payer_id)


async def _known_payer(tx: Transaction, payment: Payment) -> int | None:
    """Who has paid for themselves; None when they were forgotten: their id stays with the payment alone."""
    account = await tx.account(payment.account_id) if payment.account_id is not None else None
    return account.owner_id if account is not None and account.owner_id == payment.payer_id else None
