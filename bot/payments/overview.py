"""How the bot stands at Telegram: its Stars, what the list says, and what an operator has to decide."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.domain.payment import Payment, PaymentReader, PaymentState
from bot.domain.star_move import NANOS, StarMove, StarMoveReader
from bot.errors import PaymentError
from bot.payments.auditor import Auditor
from bot.ports import Clock, Stars

HELD_FOR: Final = timedelta(days=21)
"""So long Stars cannot be withdrawn after they arrived (Bot Developer Terms, 6.2)."""

PATIENCE_SECONDS: Final = 10.0
"""For reading on in the list while a person waits."""

_MOVES_SHOWN: Final = 8
_OPEN_SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StarsOverview:
    """What `/stars` shows.

    Attributes:
        is_current: whether Telegram's list was read to its end just now.
        balance: what Telegram says the bot has; None when it does not answer.
        listed: what the list leaves it with.
        withdrawable: a guess of what can be withdrawn; None without a balance.
        newest: the newest lines of the list, the newest first.
        payments: those of the lines that are known, by Telegram's id.
        unclaimed, refunding: payments that wait, the oldest first.
    """

    is_current: bool
    balance: Decimal | None
    listed: Decimal
    withdrawable: int | None
    newest: Sequence[StarMove]
    payments: Mapping[str, Payment]
    unclaimed: Sequence[Payment]
    refunding: Sequence[Payment]


class StarAccount:
    """Reads on and looks.

    Args:
        auditor: reads on in the list.
        stars: Telegram.
        star_moves: what is booked.
        payments: reads payments.
        clock: the time.
    """

    def __init__(
        self,
        auditor: Auditor,
        stars: Stars,
        star_moves: StarMoveReader,
        payments: PaymentReader,
        clock: Clock,
    ) -> None:
        self._auditor = auditor
        self._stars = stars
        self._star_moves = star_moves
        self._payments = payments
        self._clock = clock

    async def look_for(self, payer_id: int) -> bool:
        """Take in what a person has paid, as far as the list has it. False when it could not be read to its end now.

        Raises:
            StorageError: the database cannot be used.
        """
        return await self._read_on(payer_id)

    async def overview(self) -> StarsOverview:
        """How the bot stands, after reading on.

        Raises:
            StorageError: the database cannot be used.
        """
        is_current, balance = await self._read_on(None), None
        try:
            found = await self._stars.balance()
            balance = found.stars + Decimal(found.nanos) / NANOS
        except PaymentError:
            pass
        recent = await self._star_moves.stars_received_since(self._clock.now() - HELD_FOR)
        newest = await self._star_moves.newest_star_moves(_MOVES_SHOWN)
        known = await self._payments.payments_with([one.id for one in newest])
        return StarsOverview(
            is_current=is_current,
            balance=balance,
            listed=Decimal(await self._star_moves.star_total()) / NANOS,
            withdrawable=max(0, int(balance) - recent) if balance is not None else None,
            newest=newest,
            payments={one.charge_id: one for one in known},
            unclaimed=await self._payments.payments_in(PaymentState.UNCLAIMED, _OPEN_SHOWN),
            refunding=await self._payments.payments_in(PaymentState.REFUNDING, _OPEN_SHOWN),
        )

    async def _read_on(self, payer_id: int | None) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._auditor.read_on(payer_id)
        except (PaymentError, TimeoutError):
            return False
        return True
