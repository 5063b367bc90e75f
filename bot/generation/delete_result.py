"""A person deletes what was made for them: out of their history, its files forgotten. What was paid stays paid."""

from __future__ import annotations

from typing import Final

from bot.domain.generation import Generation, State
from bot.errors import GenerationUnknown, NotCancellable
from bot.ports import Store

_ENDED: Final = frozenset({State.DELIVERED, State.STORED})


class ResultDeleter:
    """Deletes results for good."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def delete_result(self, generation_id: int, person_id: int) -> Generation:
        """Hide a finished generation of this person and forget where its files are.

        Returns:
            The generation as it was, so that its messages can be taken out of the chat.

        Raises:
            GenerationUnknown: no such generation of this person, or it was deleted before.
            NotCancellable: it is still in the making.
        """
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or generation.person_id != person_id or generation.deleted:
                raise GenerationUnknown
            if generation.state not in _ENDED:
                raise NotCancellable(state=generation.state)
            await tx.delete_result(generation.id)
        return generation
