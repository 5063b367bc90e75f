"""Tells those who wait in line where they are now, sparingly."""

from __future__ import annotations

from typing import Final

from bot.domain.generation import State
from bot.ports import Messenger, Store

UPDATE_SECONDS: Final = 10.0
"""Seconds between two updates."""
SHOWN: Final = 50
"""How many places from the front are kept up to date; who is further back still reads the place of the beginning."""


class QueuePositionNotifier:
    """Keeps the progress messages of held generations true. Each look is one query for all of them."""

    def __init__(self, store: Store, messenger: Messenger) -> None:
        self._store = store
        self._messenger = messenger
        self._shown: dict[int, int] = {}

    async def tell(self) -> None:
        """Show the places that have changed since the last look."""
        line = await self._store.line(SHOWN)
        queue_positions = {generation.id: place for place, generation in enumerate(line, 1)}
        for seen in line:
            place = queue_positions[seen.id]
            if self._shown.get(seen.id) == place:
                continue
            generation = await self._store.generation(seen.id)
            # Without a message there is none to change, and nothing is drawn over what has happened since.
            if generation and generation.state is State.HELD and generation.progress_message_id is not None:
                await self._messenger.show_progress(generation, place)
        self._shown = queue_positions
