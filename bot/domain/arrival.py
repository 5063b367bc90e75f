"""New people who came by a result that another person shared."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class ArrivalRepository(Protocol):
    """Arrivals within a transaction."""

    async def add_arrival(self, person_id: int, sharer_id: int, at: datetime) -> bool:
        """Note who came, and by whose result; False when this person was noted before."""
        ...
