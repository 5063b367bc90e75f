"""Compares Telegram's list of Star transactions with the payments: what no update has brought is found here.

An update is kept for a day at Telegram (Bot API, Getting updates); the list is kept for good. A line is booked when what it
asks for is done, so that a death in between repeats it, and everything that is repeated changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.domain.payment import FoundBy, PaymentReader, PaymentState
from bot.domain.star_move import NANOS, StarCheck, StarMove, StarMoveReader
from bot.errors import PaymentError
from bot.payments.receive import PaymentReceiver
from bot.payments.refunds import Refunds
from bot.ports import Alert, AlertKind, Clock, ListedTransaction, StarBalance, Stars, Store

PAGE: Final = 100
"""Lines that Telegram gives at once (Bot API, getStarTransactions)."""

OWN_TIME: Final = timedelta(seconds=60)
"""So long a payment is left to its update."""

HISTORY: Final = timedelta(days=30)
"""An older payment of no order of ours is another program's: an invoice of ours cannot be paid for as long."""

CHECK_EVERY: Final = timedelta(days=1)
LAG: Final = timedelta(minutes=5)
"""Until the list surely has what the balance has."""
SLACK: Final = timedelta(seconds=30)
"""By so much the two clocks may differ."""

_log = logging.getLogger(__name__)


class Auditor:
    """Reads on in the list.

    Args:
        store: opens transactions.
        payments: reads payments.
        star_moves: reads what is booked.
        stars: Telegram.
        receiver: credits payments.
        refunds: takes in what was returned.
        clock: the time.
    """

    def __init__(
        self,
        *,
        store: Store,
        payments: PaymentReader,
        star_moves: StarMoveReader,
        stars: Stars,
        receiver: PaymentReceiver,
        refunds: Refunds,
        clock: Clock,
    ) -> None:
        self._store = store
        self._payments = payments
        self._star_moves = star_moves
        self._stars = stars
        self._receiver = receiver
        self._refunds = refunds
        self._clock = clock
        self._turn = asyncio.Lock()
        self._balance: StarBalance | None = None

    async def run(self) -> None:
        """Read on, and once a day compare the balance. Telegram's silence waits for the next time.

        Raises:
            StorageError: the database cannot be used.
        """
        try:
            await self.read_on()
            await self._check_balance()
        except PaymentError as trouble:
            _log.warning("the list of Star transactions was not read: %s", trouble)

    async def read_on(self, payer_id: int | None = None) -> None:
        """Take in what is new in the list.

        Args:
            payer_id: whose payments are not left to their updates: they ask for them.

        Raises:
            PaymentError: Telegram does not give the list now.
            StorageError: the database cannot be used.
        """
        async with self._turn:
            offset, page = await self._begin()
            while page:
                booked = await self._take_in(page, payer_id)
                if booked < PAGE:
                    return
                offset += booked
                page = await self._stars.transactions(offset, PAGE)

    async def _begin(self) -> tuple[int, Sequence[ListedTransaction]]:
        """Where to read on, and the first page there.

        The last line that is booked is read once more. When it is another one the list's order is not what it was, and
        everything is read anew.
        """
        async with self._store.transaction() as tx:
            last = await tx.last_star_move()
        if last is None:
            return 0, await self._stars.transactions(0, PAGE)
        page = await self._stars.transactions(last.position, PAGE)
        if page and _is_same(page[0].move, last):
            return last.position, page
        _log.warning("the list of Star transactions has another order: it is read anew")
        page = await self._stars.transactions(0, PAGE)
        if page:
            async with self._store.transaction() as tx:
                await tx.clear_star_moves()
        return 0, page

    async def _take_in(self, page: Sequence[ListedTransaction], payer_id: int | None) -> int:
        """Do what the lines ask for, and book them up to the first one that waits. Returns how many are booked."""
        ids = [line.move.id for line in page]
        known = {payment.charge_id: payment for payment in await self._payments.payments_with(ids)}
        async with self._store.transaction() as tx:
            returned = await tx.are_returned(ids)
        returned |= {line.move.id for line in page if not line.move.incoming}
        waiting = len(page)
        for place, line in enumerate(page):
            charge_id = line.move.id
            if line.payment is not None and charge_id not in known:
                if self._is_young(line.move) and line.payment.checkout.payer_id != payer_id:
                    waiting = min(waiting, place)
                    continue
                await self._take_payment(line, is_returned=charge_id in returned)
            if charge_id in known and known[charge_id].state is PaymentState.REFUNDED:
                continue
            if not line.move.incoming or (line.payment is not None and charge_id in returned):
                await self._refunds.confirm(charge_id)
        if waiting:
            async with self._store.transaction() as tx:
                await tx.add_star_moves([line.move for line in page[:waiting]])
        return waiting

    async def _take_payment(self, line: ListedTransaction, *, is_returned: bool) -> None:
        """Credit it; what is of no order of ours is the operator's to decide, unless it is over or of another time."""
        if (payment := line.payment) is None:
            return
        async with self._store.transaction() as tx:
            is_ours = await tx.order(payment.checkout.payload) is not None
        if not is_ours and (is_returned or self._clock.now() - payment.paid_at > HISTORY):
            return
        receipt = await self._receiver.receive(payment, FoundBy.RECONCILIATION)
        if receipt.is_new:
            _log.warning("payment %s was found in Telegram's list", receipt.payment.number)

    def _is_young(self, move: StarMove) -> bool:
        return abs(self._clock.now() - move.at) < OWN_TIME

    async def _check_balance(self) -> None:
        """Compare what Telegram said the bot had, a while ago, with the list until then.

        A chargeback at a store lowers the balance and may not be in the list (Bot API, StarTransaction).
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


def _is_same(one: StarMove, other: StarMove) -> bool:
    return (one.id, one.incoming) == (other.id, other.incoming)
