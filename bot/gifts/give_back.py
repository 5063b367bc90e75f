"""Gifts that no one opened go back: the giver takes one back, or it is too old."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.gift import Gift, GiftState
from bot.errors import GiftUnknown
from bot.gifts.notifier import GiftNotifier
from bot.ledger.gifts import give_gift_back
from bot.ports import Clock, Store, Transaction

_PART: Final = 20
"""Gifts that one transaction gives back: a few milliseconds, for which everybody else waits."""


async def give_back(tx: Transaction, gift: Gift, now: datetime) -> Gift:
    """Return an open gift's credits to where they came from; one that is over is returned as it is."""
    if not await tx.settle_gift(gift.id, GiftState.RETURNED, now):
        return await tx.gift(gift.id) or gift
    await give_gift_back(tx, gift.account_id, gift.credits, gift.token_hash, now)
    return replace(gift, state=GiftState.RETURNED, settled_at=now)


class GiftReturner:
    """Gives gifts back.

    Args:
        store: opens transactions.
        clock: the time.
        notifier: writes to givers.
    """

    def __init__(self, store: Store, clock: Clock, notifier: GiftNotifier) -> None:
        self._store = store
        self._clock = clock
        self._notifier = notifier

    async def take_back(self, gift_id: int, person_id: int) -> Gift:
        """The giver wants it back. Returns it as it is now: another person may have opened it a moment ago.

        Raises:
            GiftUnknown: there is none, or another person gives it.
        """
        async with self._store.transaction() as tx:
            gift = await tx.gift(gift_id)
            if gift is None or gift.giver_id != person_id:
                raise GiftUnknown
            now_there = await give_back(tx, gift, self._clock.now())
        if gift.state is GiftState.OPEN:
            await self._notifier.close_card(now_there)
        return now_there

    async def return_too_old(self) -> None:
        """Give back what no one has opened in time. Others get their turn between two parts."""
        number = _PART
        while number == _PART:
            now = self._clock.now()
            async with self._store.transaction() as tx:
                returned = [await give_back(tx, gift, now) for gift in await tx.gifts_too_old(now, _PART)]
            for gift in returned:
                await self._notifier.close_card(gift)
                await self._notifier.tell_returned(gift)
            number = len(returned)
