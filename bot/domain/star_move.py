"""Telegram's list of the bot's Star transactions, as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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
    """

    position: int
    id: str
    incoming: bool
    stars: int
    nanos: int = 0
    partner: str
    at: datetime


class StarMoveRepository(Protocol):
    """The list within a transaction."""

    async def add_star_moves(self, moves: Sequence[StarMove]) -> None:
        """Append what was read; lines that are known stay as they are."""
        ...

    async def last_star_move(self) -> StarMove | None:
        """The newest line that is known, or None."""
        ...

    async def clear_star_moves(self) -> None:
        """Forget the list, to read it anew: its order was not what it seemed."""
        ...
