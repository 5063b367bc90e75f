"""Where to read on in Telegram's list of Star transactions: at the last line that is booked, as long as it is still there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.star_move import StarMove
from bot.ports import Clock, ListedTransaction, Stars, Store

PAGE: Final = 100
"""Lines that Telegram gives at once (Bot API, getStarTransactions)."""

CATCH_UP: Final = timedelta(minutes=30)
"""So long a list that ends before our last line is taken for one that lags."""

NEAR: Final = 200
"""So many lines are read anew first when the last one is another one; then twice as many, until one is the same."""

_PART: Final = 1000
"""Lines that one transaction forgets: a few milliseconds, for which everybody else waits."""

_log = logging.getLogger(__name__)


class ListPlace:
    """Finds it.

    Args:
        store: opens transactions.
        stars: Telegram.
        clock: the time.
    """

    def __init__(self, store: Store, stars: Stars, clock: Clock) -> None:
        self._store = store
        self._stars = stars
        self._clock = clock
        self._short_since: datetime | None = None

    async def begin(self) -> tuple[int, Sequence[ListedTransaction]]:
        """Where to read on, and the page there; it is empty while the list is shorter than what is booked.

        Raises:
            PaymentError: Telegram does not give the list now.
            StorageError: the database cannot be used.
        """
        async with self._store.transaction() as tx:
            last = await tx.last_star_move()
        if last is None:
            return 0, await self._stars.transactions(0, PAGE)
        page = await self._stars.transactions(last.position, PAGE)
        if page and _is_same(page[0].move, last):
            self._short_since = None
            return last.position, page
        if not page and self._may_lag():
            return last.position, page
        return await self._go_back(last.position)

    def _may_lag(self) -> bool:
        now = self._clock.now()
        self._short_since = self._short_since or now
        return now - self._short_since < CATCH_UP

    async def _go_back(self, last: int) -> tuple[int, Sequence[ListedTransaction]]:
        """The list's order is not what it was. What is the same stays booked; what comes after it is read anew."""
        back = NEAR
        while True:
            position = max(0, last - back)
            page = await self._stars.transactions(position, PAGE)
            async with self._store.transaction() as tx:
                booked = await tx.star_move(position)
            is_same = bool(page) and booked is not None and _is_same(page[0].move, booked)
            if is_same or position == 0:
                break
            back *= 2
        if page:  # an empty list says nothing
            _log.warning("the list of Star transactions has another order: it is read anew from %s", position)
            await self._forget(position + 1 if is_same else position)
            self._short_since = None
        return position, page

    async def _forget(self, begin: int) -> None:
        """The newest first: where it is cut short, what is left is compared as any other end."""
        more = True
        while more:
            async with self._store.transaction() as tx:
                more = await tx.forget_star_moves(begin, _PART)


def _is_same(one: StarMove, other: StarMove) -> bool:
    return (one.id, one.incoming) == (other.id, other.incoming)
