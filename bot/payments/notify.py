"""What payers learn without asking: that a payment was credited, and what became of a refund."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from cachetools import LRUCache

from bot.back_off import back_off
from bot.domain.payment import Payment, PaymentReader, PaymentState
from bot.domain.subscription import SubscribedPack
from bot.errors import ChatGone, DeliveryPostponed
from bot.payments.receive import PaymentReceiver, Receipt
from bot.ports import Clock
from bot.workers.isolated import isolated

OWN_TIME: Final = timedelta(seconds=60)
"""So long a payment is left to the update that brought it: its answer may still be on the way."""
_AT_ONCE: Final = 50
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(hours=6)
_REMEMBERED: Final = 10_000
"""Receipts that wait; those that are forgotten are tried again."""

_log = logging.getLogger(__name__)


class PayerNotifier(Protocol):
    """Writes to payers in their private chats. Each method raises ChatGone or DeliveryPostponed."""

    async def received(self, receipt: Receipt) -> None:
        """What a payment has become; of one that was found in Telegram's list also that it was found."""
        ...

    async def refunded(self, receipt: Receipt) -> None:
        """The Stars are back; how many credits it took, and what there is now."""
        ...

    async def refund_refused(self, payment: Payment) -> None:
        """Telegram does not return the Stars; the credits are there again, and the operator knows."""
        ...

    async def subscription_changed(self, pack: SubscribedPack) -> None:
        """A subscription goes on, runs out, or could not be renewed."""
        ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A receipt that could not be sent: how often, and until when it is left alone."""

    attempts: int
    until: datetime


class ReceiptSender:
    """Sends receipts that no answer to an update has brought: the process died, or the payment was found.

    Args:
        payments: reads payments.
        receiver: knows what they have become.
        notifier: writes to payers.
        clock: the time.
    """

    def __init__(
        self, payments: PaymentReader, receiver: PaymentReceiver, notifier: PayerNotifier, clock: Clock
    ) -> None:
        self._payments = payments
        self._receiver = receiver
        self._notifier = notifier
        self._clock = clock
        self._waiting: LRUCache[int, _Waiting] = LRUCache(_REMEMBERED)

    async def send(self) -> None:
        """Send some of what is due. Who cannot be written to is not tried again; what Telegram holds up, or what fails, waits
        longer with every vain attempt, and is in no one's way.

        Raises:
            StorageError: it cannot be read, or not be noted that it was sent.
        """
        now = self._clock.now()
        tried, after, more = 0, 0, True
        while more and tried < _AT_ONCE:
            found = await self._payments.unnotified(now - OWN_TIME, _AT_ONCE, after)
            for payment in found:
                after = payment.number
                waiting = self._waiting.get(payment.number)
                if waiting is None or waiting.until <= now:
                    tried += 1
                    await self._try(payment)
            more = len(found) == _AT_ONCE

    async def _try(self, payment: Payment) -> None:
        least = None
        with isolated(_log, "the receipt of payment %s was not sent", payment.number) as isolation:
            try:
                await self._tell(payment)
            except DeliveryPostponed as postponed:
                least = timedelta(seconds=postponed.retry_after)
        if isolation.failed or least is not None:
            self._put_off(payment, least or timedelta(0))
        else:
            self._waiting.pop(payment.number, None)

    async def _tell(self, payment: Payment) -> None:
        async with self._receiver.telling(payment.charge_id):
            receipt = await self._receiver.receipt(payment)
            if not receipt.payment.notified:
                await self._send(receipt)
                await self._receiver.note_notified(payment)

    def _put_off(self, payment: Payment, least: timedelta) -> None:
        before = self._waiting.get(payment.number)
        attempts = before.attempts if before is not None else 0
        wait = max(least, back_off(attempts, first=_FIRST_WAIT, longest=_LONGEST_WAIT))
        self._waiting[payment.number] = _Waiting(attempts + 1, self._clock.now() + wait)

    async def _send(self, receipt: Receipt) -> None:
        payment = receipt.payment
        if payment.payer_id is None or payment.state in {PaymentState.REFUNDED, PaymentState.REFUNDING}:
            return
        try:
            await self._notifier.received(receipt)
        except ChatGone:
            return
