"""Compares what Telegram said the bot had, a while ago, with the list of Star transactions until then, once a day.

A chargeback at a store lowers the balance and may not be in the list (Bot API, StarTransaction).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.domain.star_move import NANOS, StarCheck, StarMove, StarMoveReader
from bot.ports import Alert, AlertKind, Clock, StarBalance, Stars, Store

CHECK_EVERY: Final = timedelta(days=1)
LAG: Final = timedelta(minutes=5)
"""Until the list surely has what the balance has."""
SLACK: Final = timedelta(seconds=30)
"""By so much the two clocks may differ."""


class BalanceCheck:
    """Compares.

    Args:
        store: opens transactions.
        star_moves: reads what is booked.
        stars: Telegram.
        clock: the time.
    """

    def __init__(self, store: Store, star_moves: StarMoveReader, stars: Stars, clock: Clock) -> None:
        self._store = store
        self._star_moves = star_moves
        self._stars = stars
        self._clock = clock
        self._balance: StarBalance | None = None

    async def check(self) -> None:
        """Ask for the balance when it is time, or compare what was asked for a while ago.

        Raises:
            PaymentError: Telegram does not say it now.
            StorageError: the database cannot be used.
        """
        now = self._clock.now()
        if self._balance is None:
            last = await self._star_moves.last_star_check()
            if last is None or now - last.at >= CHECK_EVERY:
                self._balance = await self._stars.balance()
            return
        if now - self._balance.at < LAG:
            return
        balance, self._balance = self._balance, None
        had = balance.stars * NANOS + balance.nanos
        check = StarCheck(at=balance.at, balance=had, listed=await self._listed_at(balance, had))
        last = await self._star_moves.last_star_check()
        async with self._store.transaction() as tx:
            await tx.add_star_check(check)
            if check.difference and (last is None or last.difference != check.difference):
                stars = f"{check.difference / NANOS:+,.10g}"
                await tx.add_notice(Alert(kind=AlertKind.STARS_DIFFER, detail=stars), now)

    async def _listed_at(self, balance: StarBalance, had: int) -> int:
        """What the list left the bot with then. Of the moments that it can have been, one at which both agree is it."""
        late = await self._star_moves.star_moves_since(balance.at - SLACK)
        sums = [await self._star_moves.star_total() - sum(map(_worth, late))]
        for move in late:
            if move.at <= balance.at + SLACK:
                sums.append(sums[-1] + _worth(move))
        return had if had in sums else sums[-1]


def _worth(move: StarMove) -> int:
    amount = move.stars * NANOS + move.nanos
    return amount if move.incoming else -amount
