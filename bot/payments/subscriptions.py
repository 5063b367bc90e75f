"""A person's subscriptions: begun by a link, stopped and resumed with Telegram's help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.order import Order
from bot.domain.subscription import SubscribedPack, SubscriptionReader, SubscriptionState
from bot.errors import (
    AccountBlocked,
    AlreadySubscribed,
    PaymentCallRefused,
    PaymentsUnavailable,
    SubscriptionNotChanged,
    SubscriptionNotReached,
    SubscriptionUnknown,
)
from bot.payments.orders import OrderPlacer, OrderRequest
from bot.ports import Clock, Stars, Store


class Subscriptions:
    """What people do with subscriptions.

    Args:
        store: opens transactions.
        reader: reads without one.
        placer: makes orders.
        stars: Telegram.
        clock: the time.
    """

    def __init__(
        self, store: Store, reader: SubscriptionReader, placer: OrderPlacer, stars: Stars, clock: Clock
    ) -> None:
        self._store = store
        self._reader = reader
        self._placer = placer
        self._stars = stars
        self._clock = clock

    async def of(self, person_id: int) -> Sequence[SubscribedPack]:
        """Those that have not ended, the newest first."""
        return await self._reader.subscriptions_of(person_id)

    async def running(self, person_id: int) -> Sequence[SubscribedPack]:
        """Those that renew, or that may be resumed."""
        now = self._clock.now()
        return [one for one in await self.of(person_id) if one.subscription.goes_on(now)]

    async def order(self, request: OrderRequest) -> Order:
        """The terms of a subscription's link.

        Raises:
            AlreadySubscribed: they have this pack, and it renews or may be resumed.
            Refusal: as `OrderPlacer.place`.
        """
        if any(one.order.pack_id == request.pack_id for one in await self.running(request.buyer_id)):
            raise AlreadySubscribed
        return await self._placer.place(request)

    async def stop(self, person_id: int, order_token: str) -> None:
        """Let it end with its period. Repeating it changes nothing.

        Raises:
            SubscriptionUnknown, SubscriptionNotChanged, SubscriptionNotReached: see `bot.errors`.
        """
        await self._change(person_id, order_token, SubscriptionState.CANCELED)

    async def resume(self, person_id: int, order_token: str) -> None:
        """Let it renew again. Raises as `stop`; SubscriptionNotChanged also where the payer has cancelled it in Telegram, and
        AccountBlocked.
        """
        await self._change(person_id, order_token, SubscriptionState.ACTIVE)

    async def _require_not_blocked(self, account_id: int) -> None:
        async with self._store.transaction() as tx:
            if (await tx.account(account_id)).blocked:
                raise AccountBlocked

    async def _change(self, person_id: int, order_token: str, state: SubscriptionState) -> None:
        for one in await self.of(person_id):
            if one.order.token == order_token:
                break
        else:
            raise SubscriptionUnknown
        subscription = one.subscription
        if subscription.state is state:
            return
        resumes = state is SubscriptionState.ACTIVE
        if resumes and not (subscription.canceled_by_bot and subscription.period_ends_at > self._clock.now()):
            raise SubscriptionNotChanged
        if resumes:
            await self._require_not_blocked(subscription.account_id)
            # What was to be asked of Telegram before is not asked after it.
            async with self._store.transaction() as tx:
                await tx.end_subscription_stop(subscription.first_charge_id)
        try:
            await self._stars.set_subscription_canceled(
                person_id, subscription.first_charge_id, canceled=not resumes
            )
        except PaymentCallRefused:
            raise SubscriptionNotChanged from None
        except PaymentsUnavailable:
            raise SubscriptionNotReached from None
        async with self._store.transaction() as tx:
            now_there = await tx.subscription(order_token)
            changed = now_there and now_there.changed(state, self._clock.now(), by_bot=not resumes)
            if changed:
                await tx.save_subscription(changed)
