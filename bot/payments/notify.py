"""What payers learn without asking: that a payment was credited, and what became of a refund."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Protocol

from bot.domain.payment import Payment, PaymentReader, PaymentState
from bot.domain.subscription import SubscribedPack
from bot.errors import ChatGone, DeliveryPostponed
from bot.payments.receive import PaymentReceiver, Receipt
from bot.ports import Clock

OWN_TIME: Final = timedelta(seconds=60)
"""So long a payment is left to the update that brought it: its answer may still be on the way."""
_AT_ONCE: Final = 50


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

    async def send(self) -> None:
        """Send what is due. Who cannot be written to is not tried again; what Telegram holds up waits for the next time.

        Raises:
            StorageError: it cannot be read, or not be noted that it was sent.
        """
        for payment in await self._payments.unnotified(self._clock.now() - OWN_TIME, _AT_ONCE):
            async with self._receiver.telling(payment.charge_id):
                receipt = await self._receiver.receipt(payment)
                if receipt.payment.notified:
                    continue
                try:
                    await self._send(receipt)
                except DeliveryPostponed:
                    continue
                await self._receiver.note_notified(payment)

    async def _send(self, receipt: Receipt) -> None:
        payment = receipt.payment
        if payment.payer_id is None or payment.state in {PaymentState.REFUNDED, PaymentState.REFUNDING}:
            return
        try:
            await self._notifier.received(receipt)
        except ChatGone:
            return
