"""Gifts that no one opened go back: the giver takes one back, or it is too old."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.gift import Gift, GiftState
from bot.errors import GiftUnknown
from bot.gifts.notifier import GiftNotifier
from bot.ledger.gifts import give_gift_back
from bot.ports import Clock, Store, Transaction
from bot.workers.isolated import isolated

_PART: Final = 20
"""Gifts that are looked for at once; each goes back in a transaction of its own."""

_log = logging.getLogger(__name__)


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
        """Give back what no one has opened in time.

        One that cannot be given back is in no other one's way, and is tried again the next time.

        Raises:
            StorageError: the database cannot be used.
        """
        now, last, number = self._clock.now(), None, _PART
        while number == _PART:
            async with self._store.transaction() as tx:
                gifts = await tx.gifts_too_old(now, _PART, last)
            for gift in gifts:
                with isolated(_log, "gift %s was not given back", gift.id):
                    await self._return(gift, now)
            number, last = len(gifts), gifts[-1] if gifts else None

    async def _return(self, gift: Gift, now: datetime) -> None:
        """Nothing when it was over meanwhile."""
        async with self._store.transaction() as tx:
            returned = await give_back(tx, gift, now)
        if returned.state is GiftState.RETURNED and returned.settled_at == now:
            await self._notifier.close_card(returned)
            await self._notifier.tell_returned(returned)
