"""Steps that can be cut off while they are under way: what they make is not wanted any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class StepStopped(Exception):
    """The step was cut off."""


class StoppableSteps:
    """The steps under way of one worker."""

    def __init__(self) -> None:
        self._under_way: dict[int, tuple[int, asyncio.Timeout]] = {}

    @asynccontextmanager
    async def step(self, item_id: int, person_id: int) -> AsyncIterator[None]:
        """A step of this row, which is this person's, as long as the context lasts. Raises StepStopped."""
        limit = asyncio.timeout(None)
        try:
            async with limit:
                self._under_way[item_id] = (person_id, limit)
                yield
        except TimeoutError:
            if limit.expired():
                raise StepStopped from None
            raise
        finally:
            self._under_way.pop(item_id, None)

    def stop(self, item_id: int) -> None:
        """Cut off the step of this row, if it is under way."""
        if item_id in self._under_way:
            _, limit = self._under_way[item_id]
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())

    def stop_all_of(self, person_id: int) -> None:
        """The same for all rows of this person."""
        for item_id, (owner, _) in list(self._under_way.items()):
            if owner == person_id:
                self.stop(item_id)
