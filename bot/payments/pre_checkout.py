"""The question that Telegram asks before it takes the Stars (pre_checkout_query): may this order be paid now?

It must be answered within 10 seconds (Bot API, PreCheckoutQuery), so it takes one read and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.domain.order import CheckoutFacts, OrderKind, OrderReader
from bot.domain.payment import Checkout
from bot.domain.subscription import RENEWAL_EARLY
from bot.errors import AccountBlocked, AlreadySubscribed, InvoiceNotYours, InvoiceOver, PaymentsPaused
from bot.ledger.purchases import STARS
from bot.ports import Clock

FRESH: Final = timedelta(hours=24)
"""How long an invoice can be paid after its pack has ended."""

OLDEST: Final = timedelta(days=30)
"""How long an invoice can be paid at all; afterwards its order may be deleted."""

CODE_GRACE: Final = timedelta(minutes=5)
"""How long an invoice with a code's bonus can be paid after the code has ended: who has opened it may finish."""


class PreCheckout:
    """Answers the question.

    Args:
        orders: reads what decides.
        clock: the time.
        can_sell: see `OrderPlacer`.
    """

    def __init__(self, orders: OrderReader, clock: Clock, can_sell: Callable[[], bool]) -> None:
        self._orders = orders
        self._clock = clock
        self._can_sell = can_sell

    async def check(self, checkout: Checkout) -> None:
        """Whether it may be paid now.

        Raises:
            InvoiceOver: no such order, too old, or at another price.
            InvoiceNotYours: it is another person's.
            AccountBlocked: the account, or the group, is not served.
            AlreadySubscribed: the buyer has this subscription.
            PaymentsPaused: what is sold could not be used now.
            StorageError: that is not known now.
        """
        facts = await self._orders.checkout_facts(checkout.payload)
        if facts is None or (checkout.currency, checkout.amount) != (STARS, facts.order.stars):
            raise InvoiceOver
        order = facts.order
        if facts.is_code_gone or self._is_code_over(facts):
            raise InvoiceOver
        if not self._is_offered(facts) or (order.kind is not OrderKind.GROUP and order.buyer_id is None):
            raise InvoiceOver
        if order.kind is not OrderKind.GROUP and order.buyer_id != checkout.payer_id:
            raise InvoiceNotYours
        if facts.is_blocked or facts.group_admitted is False:
            raise AccountBlocked
        if self._is_second(facts):
            raise AlreadySubscribed
        # What a subscriber has paid for is not interrupted by an hour without KIE.
        if not facts.is_subscribed and not self._can_sell():
            raise PaymentsPaused

    def _is_offered(self, facts: CheckoutFacts) -> bool:
        # Whether Telegram asks before a renewal is not documented: its terms stand as long as it runs.
        age = self._clock.now() - facts.order.made_at
        return facts.is_subscribed or (age < OLDEST and (facts.is_on_sale or age < FRESH))

    def _is_code_over(self, facts: CheckoutFacts) -> bool:
        return facts.code_ends_at is not None and self._clock.now() - facts.code_ends_at > CODE_GRACE

    def _is_second(self, facts: CheckoutFacts) -> bool:
        """Whether the buyer has the subscription that they are about to buy. Every invoice of one begins a subscription."""
        if facts.is_subscribed:
            return facts.paid_until is not None and facts.paid_until - self._clock.now() > RENEWAL_EARLY
        return facts.has_another
