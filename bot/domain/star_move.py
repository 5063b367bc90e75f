"""Telegram's list of the bot's Star transactions, as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

NANOS: Final = 1_000_000_000
"""Billionths in a Star."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StarMove:
    """One line of the list.

    Attributes:
        position: its place, the oldest being 0; what Telegram calls its offset.
        id: of the transaction; a refund has the id of its payment.
        incoming: whether Stars arrived.
        stars, nanos: whole Stars and billionths beside them, never below zero.
        partner: kind of the other side: `user`, `fragment`, …
        at: when.
        is_open: whether what it asks for could not be done yet.
    """

    position: int
    id: str
    incoming: bool
    stars: int
    nanos: int = 0
    partner: str
    at: datetime
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StarCheck:
    """What Telegram said the bot has, compared with the list until then.

    Attributes:
        at: when Telegram said it.
        balance, listed: Telegram's and the list's, both in billionths of a Star.
    """

    at: datetime
    balance: int
    listed: int

    @property
    def difference(self) -> int:
        """How much more the bot has than the list says, in billionths of a Star; below zero after a chargeback."""
        return self.balance - self.listed


class StarMoveReader(Protocol):
    """Reads the list, without a transaction."""

    async def star_total(self) -> int:
        """What the whole list leaves the bot with, in billionths of a Star."""
        ...

    async def newest_star_moves(self, limit: int) -> Sequence[StarMove]:
        """The newest lines, the newest first."""
        ...

    async def star_moves_since(self, since: datetime) -> Sequence[StarMove]:
        """Lines from then on, in the list's order."""
        ...

    async def stars_received_since(self, since: datetime) -> int:
        """Whole Stars that arrived from then on."""
        ...

    async def last_star_check(self) -> StarCheck | None:
        """The newest comparison, or None."""
        ...


class StarMoveRepository(Protocol):
    """The list within a transaction."""

    async def add_star_moves(self, moves: Sequence[StarMove]) -> None:
        """Append what was read; lines that are known stay as they are."""
        ...

    async def last_star_move(self) -> StarMove | None:
        """The newest line that is known, or None."""
        ...

    async def star_move(self, position: int) -> StarMove | None:
        """The line with this place, or None."""
        ...

    async def open_star_moves(self, after: int, limit: int) -> Sequence[StarMove]:
        """Lines behind this place whose payments could not be taken in yet, in the list's order."""
        ...

    async def close_star_move(self, position: int) -> None:
        """What the line asks for is done."""
        ...

    async def forget_star_moves(self, begin: int, limit: int) -> bool:
        """Forget the newest lines down to this place, to read them anew; at most so many. False when none is left."""
        ...

    async def are_returned(self, charge_ids: Sequence[str]) -> frozenset[str]:
        """Those of these payments that the list has as returned."""
        ...

    async def add_star_check(self, check: StarCheck) -> None:
        """Keep a comparison."""
        ...
