"""Telegram's side of payments without Telegram: a list, a balance, refunds that can fail in every way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.payment import Checkout, Payment, ReceivedPayment
from bot.domain.star_move import StarMove
from bot.domain.subscription import SubscribedPack
from bot.errors import DeliveryError, PaymentCallRefused, PaymentsUnavailable
from bot.payments.receive import Receipt
from bot.ports import Clock, ListedTransaction, StarBalance
from tests.support.fault_injector import FaultInjector


class FakeStars:
    """A `bot.ports.Stars`.

    Attributes:
        lines: the list, as it is read.
        returned: payments that were returned, each time that Stars moved.
        canceled: subscriptions whose renewals were ended.
        refusal: Telegram's words for the next refunds; empty = it returns them.
        subscription_refusal: the same for changes of subscriptions.
        outage: whether nothing is answered.
        answer_is_lost: whether the next refund is done and not answered.
        reads: offsets at which the list was read.
    """

    def __init__(self, clock: Clock, fault_injector: FaultInjector | None = None) -> None:
        self._clock = clock
        self._fault_injector = fault_injector or FaultInjector()
        self.lines: list[ListedTransaction] = []
        self.returned: list[str] = []
        self.canceled: list[str] = []
        self.refusal = ""
        self.subscription_refusal = ""
        self.outage = False
        self.answer_is_lost = False
        self.extra = 0
        self.reads: list[int] = []

    def pays(
        self, charge_id: str, payload: str, *, stars: int = 100, payer_id: int = 7, at: datetime | None = None
    ) -> ReceivedPayment:
        """A payment enters the list."""
        paid = ReceivedPayment(
            charge_id=charge_id,
            checkout=Checkout(payer_id=payer_id, payload=payload, currency="XTR", amount=stars),
            paid_at=at or self._clock.now(),
        )
        self.line(charge_id, stars, at=at, payment=paid)
        return paid

    def line(
        self,
        line_id: str,
        stars: int,
        *,
        incoming: bool = True,
        partner: str = "user",
        at: datetime | None = None,
        payment: ReceivedPayment | None = None,
    ) -> None:
        """Any line enters the list."""
        move = StarMove(
            position=len(self.lines),
            id=line_id,
            incoming=incoming,
            stars=stars,
            partner=partner,
            at=at or self._clock.now(),
        )
        self.lines.append(ListedTransaction(move=move, payment=payment))

    async def transactions(self, offset: int, limit: int) -> Sequence[ListedTransaction]:
        """Part of the list, numbered by place."""
        self._require_line()
        self.reads.append(offset)
        return [
            replace(line, move=replace(line.move, position=offset + place))
            for place, line in enumerate(self.lines[offset : offset + limit])
        ]

    async def balance(self) -> StarBalance:
        """What the list leaves, and `extra`."""
        self._require_line()
        listed = sum(line.move.stars if line.move.incoming else -line.move.stars for line in self.lines)
        return StarBalance(stars=listed + self.extra, nanos=0, at=self._clock.now())

    async def refund(self, payer_id: int, charge_id: str) -> None:
        """Return a payment, once."""
        self._require_line()
        self._fault_injector.point()
        if self.refusal:
            raise PaymentCallRefused(self.refusal)
        if charge_id not in self.returned:
            self.returned.append(charge_id)
            stars = next((line.move.stars for line in self.lines if line.move.id == charge_id), 100)
            self.line(charge_id, stars, incoming=False)
        self._fault_injector.point()
        if self.answer_is_lost:
            self.answer_is_lost = False
            msg = "answer lost"
            raise PaymentsUnavailable(msg)

    async def set_subscription_canceled(self, payer_id: int, first_charge_id: str, *, canceled: bool) -> None:
        """Note it."""
        self._require_line()
        if self.subscription_refusal:
            raise PaymentCallRefused(self.subscription_refusal)
        self.canceled.append(first_charge_id if canceled else f"-{first_charge_id}")

    def _require_line(self) -> None:
        if self.outage:
            msg = "no line"
            raise PaymentsUnavailable(msg)


@dataclass
class FakePayerNotifier:
    """A `bot.payments.notify.PayerNotifier` that remembers what it said: what, and about which receipt."""

    error: DeliveryError | None = None
    said: list[tuple[str, int]] = field(default_factory=list)

    async def received(self, receipt: Receipt) -> None:
        """What a payment has become."""
        self._say("received", receipt.payment)

    async def refunded(self, receipt: Receipt) -> None:
        """The Stars are back."""
        self._say("refunded", receipt.payment)

    async def refund_refused(self, payment: Payment) -> None:
        """Telegram does not return the Stars."""
        self._say("refused", payment)

    async def subscription_changed(self, pack: SubscribedPack) -> None:
        """What has become of a subscription; it is known by its terms."""
        if self.error is not None:
            raise self.error
        self.said.append((f"subscription {pack.subscription.state}", pack.order.credits))

    def _say(self, what: str, payment: Payment) -> None:
        if self.error is not None:
            raise self.error
        self.said.append((what, payment.number))
