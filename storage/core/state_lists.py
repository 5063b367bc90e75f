"""States written out as SQL, in the order that the partial indexes have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.domain.generation import HOLDING_STATES, OPEN_STATES, State


def _written(states: Iterable[State]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


OPEN: Final = _written(OPEN_STATES)
"""For `state IN (…)`."""

HOLDING: Final = _written(HOLDING_STATES)
"""Those with credits on hold."""

FINISHED: Final = _written((State.DELIVERED, State.STORED))
"""Those that reached a person, or still can."""
