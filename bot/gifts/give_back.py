"""Gifts that no one opened go back: the giver takes one back, or it is too old."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.gift import Gift, GiftState
from bot.errors import GiftUnknown, StorageError
from bot.gifts.notifier import GiftNotifier
from bot.ledger.gifts import give_gift_back
from bot.ports import Clock, Store, Transaction

_PART: Final = 20
"""Gifts that one transaction gives back: a few milliseconds, for which everybody else waits."""

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
        """Give back what no one has opened in time. Others get their turn between two parts.

        One that cannot be given back is in no other one's way, and is tried again the next time.

        Raises:
            StorageError: the database cannot be used.
        """
        now, last, number = self._clock.now(), None, _PART
        while number == _PART:
            async with self._store.transaction() as tx:
                gifts = await tx.gifts_too_old(now, _PART, last)
            for gift in await self._give_back_part(gifts, now):
                await self._notifier.close_card(gift)
                await self._notifier.tell_returned(gift)
            number, last = len(gifts), gifts[-1] if gifts else None

    async def _give_back_part(self, gifts: Sequence[Gift], now: datetime) -> Sequence[Gift]:
        """Together, or each by itself where one of them fails. Returns those that were not over."""
        try:
            async with self._store.transaction() as tx:
                tried = [await give_back(tx, gift, now) for gift in gifts]
        except StorageError:
            raise
        except Exception:  # noqa: BLE001  whatever it is, the other gifts go back
            if len(gifts) == 1:
                _log.exception("gift %s was not given back", gifts[0].id)
                return ()
            return [one for gift in gifts for one in await self._give_back_part([gift], now)]
        return [gift for gift in tried if gift.state is GiftState.RETURNED and gift.settled_at == now]
