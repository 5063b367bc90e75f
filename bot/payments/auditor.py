"""Compares Telegram's list of Star transactions with the payments: what no update has brought is found here.

An update is kept for a day at Telegram (Bot API, Getting updates); the list is kept for good. A line is booked when what it
asks for is done, so that a death in between repeats it, and everything that is repeated changes nothing. A line with which
that fails is booked as open and tried again each time: it is in no other line's way.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.payment import FoundBy, Payment, PaymentReader, PaymentState
from bot.domain.star_move import StarMove, StarMoveReader
from bot.errors import PaymentError
from bot.payments.balance_check import BalanceCheck
from bot.payments.list_place import PAGE, ListPlace
from bot.payments.receive import PaymentReceiver
from bot.payments.refunds import Refunds
from bot.ports import Alert, AlertKind, Clock, ListedTransaction, Stars, Store
from bot.workers.isolated import isolated

OWN_TIME: Final = timedelta(seconds=60)
"""So long a payment is left to its update."""

HISTORY: Final = timedelta(days=30)
"""An older payment of no order of ours is another program's when it is also older than our first pack."""

PAGES_AGAIN: Final = 10
"""Pages that are read once more at one time for lines that are open."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a page: its payments that are stored, by charge id, and the ids of those that were returned."""

    payments: Mapping[str, Payment]
    returned: Collection[str]


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
        self._stars = stars
        self._receiver = receiver
        self._refunds = refunds
        self._clock = clock
        self._place = ListPlace(store, stars, clock)
        self._balance_check = BalanceCheck(store, star_moves, stars, clock)
        self._turn = asyncio.Lock()
        self._tried_until = -1

    async def run(self) -> None:
        """Read on, and once a day compare the balance. Telegram's silence waits for the next time.

        Raises:
            StorageError: the database cannot be used.
        """
        try:
            await self.read_on()
            await self._balance_check.check()
        except PaymentError as trouble:
            _log.warning("the list of Star transactions was not read: %s", trouble)

    async def read_on(self, payer_id: int | None = None) -> None:
        """Take in what is new in the list, and try again what could not be taken in.

        Args:
            payer_id: whose payments are not left to their updates: they ask for them.

        Raises:
            PaymentError: Telegram does not give the list now.
            StorageError: the database cannot be used.
        """
        async with self._turn:
            await self._try_again()
            offset, page = await self._place.begin()
            while page:
                booked = await self._take_in(page, payer_id)
                if booked < PAGE:
                    return
                offset += booked
                page = await self._stars.transactions(offset, PAGE)

    async def _try_again(self) -> None:
        """Part of the open lines; the next time goes on behind them, and begins anew after the last one."""
        for _ in range(PAGES_AGAIN):
            async with self._store.transaction() as tx:
                moves = await tx.open_star_moves(self._tried_until, PAGE)
            if not moves:
                self._tried_until = -1
                return
            begin = moves[0].position
            page = await self._stars.transactions(begin, PAGE)
            self._tried_until = begin + PAGE - 1
            open_lines = {(move.position, move.id) for move in moves}
            lines = [line for line in page if (line.move.position, line.move.id) in open_lines]
            known = await self._known(lines)
            for line in lines:
                if await self._is_done(line, known):
                    async with self._store.transaction() as tx:
                        await tx.close_star_move(line.move.position)

    async def _take_in(self, page: Sequence[ListedTransaction], payer_id: int | None) -> int:
        """Do what the lines ask for, and book them up to the first one that waits. Returns how many are booked."""
        known = await self._known(page)
        async with self._store.transaction() as tx:
            last = await tx.last_star_move()
        waiting, failed = len(page), set()
        for place, line in enumerate(page):
            if last is not None and line.move.position <= last.position:
                continue
            if self._is_left_to_its_update(line, known, payer_id):
                waiting = min(waiting, place)
            elif not await self._is_done(line, known):
                failed.add(line.move.position)
        await self._book([replace(one.move, is_open=one.move.position in failed) for one in page[:waiting]])
        return waiting

    async def _book(self, moves: Sequence[StarMove]) -> None:
        """Of lines that failed the admins read once."""
        if not moves:
            return
        first_open = next((move for move in moves if move.is_open), None)
        async with self._store.transaction() as tx:
            await tx.add_star_moves(moves)
            if first_open is not None:
                alert = Alert(kind=AlertKind.STAR_LINE_OPEN, detail=str(first_open.position + 1))
                await tx.add_notice(alert, self._clock.now())

    async def _known(self, lines: Sequence[ListedTransaction]) -> _Known:
        ids = [line.move.id for line in lines]
        payments = {payment.charge_id: payment for payment in await self._payments.payments_with(ids)}
        async with self._store.transaction() as tx:
            returned = await tx.are_returned(ids)
        return _Known(payments, returned | {line.move.id for line in lines if not line.move.incoming})

    def _is_left_to_its_update(self, line: ListedTransaction, known: _Known, payer_id: int | None) -> bool:
        return (
            line.payment is not None
            and line.move.id not in known.payments
            and self._is_young(line.move)
            and line.payment.checkout.payer_id != payer_id
        )

    async def _is_done(self, line: ListedTransaction, known: _Known) -> bool:
        """Do what a line asks for; False when that failed for a reason of its own.

        Raises:
            StorageError: the database cannot be used, for no line.
        """
        said = "line %s of the list of Star transactions was not taken in"
        with isolated(_log, said, line.move.position) as isolation:
            await self._do(line, known)
        return not isolation.failed

    async def _do(self, line: ListedTransaction, known: _Known) -> None:
        charge_id = line.move.id
        payment = known.payments.get(charge_id)
        if payment is None:
            await self._take_payment(line, is_returned=charge_id in known.returned)
        elif payment.state is PaymentState.REFUNDED:
            return
        if not line.move.incoming or (line.payment is not None and charge_id in known.returned):
            await self._refunds.confirm(charge_id)

    async def _take_payment(self, line: ListedTransaction, *, is_returned: bool) -> None:
        """Credit it; what is of no order of ours is the operator's to decide, unless it is over or of another time."""
        if (payment := line.payment) is None:
            return
        async with self._store.transaction() as tx:
            is_ours = await tx.order(payment.checkout.payload) is not None
            selling_since = await tx.selling_since()
        if not is_ours and (is_returned or self._is_of_another_time(payment.paid_at, selling_since)):
            return
        receipt = await self._receiver.receive(payment, FoundBy.RECONCILIATION)
        if receipt.is_new:
            _log.warning("payment %s was found in Telegram's list", receipt.payment.number)

    def _is_of_another_time(self, paid_at: datetime, selling_since: datetime | None) -> bool:
        """Whether it is of what the bot was before: of a database that lacks orders, restored, the packs are older."""
        is_before_us = selling_since is None or paid_at < selling_since
        return is_before_us and self._clock.now() - paid_at > HISTORY

    def _is_young(self, move: StarMove) -> bool:
        return abs(self._clock.now() - move.at) < OWN_TIME
