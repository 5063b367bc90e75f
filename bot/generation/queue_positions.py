"""Tells those who wait in line where they are now, sparingly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.domain.generation import State
from bot.ports import Messenger, Store

UPDATE_SECONDS: Final = 10.0
"""Seconds between two updates."""
SHOWN: Final = 50
"""How many places from the front are kept up to date; who is further back still reads the place of the beginning."""


class QueuePositionNotifier:
    """Keeps the progress messages of held generations true. Each look is one query for all of them.

    Args:
        store: has the line.
        messenger: shows it.
        is_waiting: whether what goes with a key waits for KIE (`Generation.own_key`).
    """

    def __init__(
        self, store: Store, messenger: Messenger, is_waiting: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._is_waiting = is_waiting
        self._shown: dict[int, tuple[int, bool]] = {}

    async def tell(self) -> None:
        """Show the places that have changed since the last look, and what began or ceased to wait for KIE."""
        line = await self._store.line(SHOWN)
        queue_positions = {
            generation.id: (place, self._is_waiting(generation.own_key))
            for place, generation in enumerate(line, 1)
        }
        for seen in line:
            place, _ = queue_positions[seen.id]
            if self._shown.get(seen.id) == queue_positions[seen.id]:
                continue
            generation = await self._store.generation(seen.id)
            # Without a message there is none to change, and nothing is drawn over what has happened since.
            if generation and generation.state is State.HELD and generation.progress_message_id is not None:
                await self._messenger.show_progress(generation, place)
        self._shown = queue_positions
