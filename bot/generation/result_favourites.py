"""A person marks a result as a favourite, or takes the mark away."""

from __future__ import annotations

from typing import Final

from bot.domain.generation import State
from bot.domain.result_favourite import ResultFavourite
from bot.errors import GenerationUnknown
from bot.ports import Clock, Store

_MADE: Final = frozenset({State.READY, State.DELIVERED, State.STORED})
"""The card may be pressed a moment before the delivery is written down."""


class ResultMarker:
    """Toggles ❤️."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def toggle(self, generation_id: int, person_id: int) -> bool:
        """Mark a result, or take the person's mark away. Who may see it is for the caller to know.

        Returns:
            Whether it is marked now.

        Raises:
            GenerationUnknown: it is not there any more, or nothing was made.
        """
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or generation.deleted or generation.state not in _MADE:
                raise GenerationUnknown
            if await tx.unmark_result(generation_id, person_id):
                return False
            now = self._clock.now()
            await tx.mark_result(
                ResultFavourite(
                    person_id=person_id,
                    generation_id=generation_id,
                    chat_id=generation.destination.chat_id,
                    made_at=generation.completed_at or now,
                    at=now,
                )
            )
        return True
