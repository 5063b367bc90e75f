"""Which of the operator's keys a generation goes with: the one with the most room of those that KIE serves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.availability.key_breakers import KeyBreakers
from bot.domain.generation import Generation
from bot.ports import Clock, Store


class KeyChooser:
    """Chooses anew each time that a generation is about to leave: what KIE did not take may go with another key.

    Args:
        breakers: the operator's keys, and whether KIE serves them.
        store: knows how many tasks go with each.
        clock: the time.
        creations: how many tasks a key has created in the window that KIE limits, or is about to.
        most_running: how many tasks of one key may run at once; None = KIE does not limit them.
    """

    def __init__(
        self,
        breakers: KeyBreakers,
        store: Store,
        clock: Clock,
        creations: Callable[[str], int] = lambda name: 0,
        *,
        most_running: int | None = None,
    ) -> None:
        self._breakers = breakers
        self._store = store
        self._clock = clock
        self._creations = creations
        self._most_running = most_running

    async def choose(self, generation: Generation) -> str:
        """Name of the key to go with. What goes on from a task of KIE's can only go with the key that created that."""
        names = self._breakers.names
        if len(names) == 1:
            return names[0]
        bound = _bound_to(generation)
        if bound in names:
            return bound
        full = {name for name in names if await self.is_full(name)}
        now = self._clock.now()

        def rank(name: str) -> tuple[bool, datetime, int]:
            waits_until = self._breakers.of(name).waits_until
            return name in full, waits_until or now, self._creations(name)

        return min(names, key=rank)

    async def is_full(self, key: str) -> bool:
        """Whether as many tasks of a key are running as the operator lets run at once."""
        return self._most_running is not None and (await self._store.running_count(key) >= self._most_running)

    def next_try(self, generation: Generation, due_at: datetime) -> datetime:
        """When to try again what KIE did not take with this key before `due_at`: now, where another key may take it."""
        if generation.own_key or _bound_to(generation) in self._breakers.names:
            return due_at
        others = (self._breakers.of(name) for name in self._breakers.names if name != generation.operator_key)
        return self._clock.now() if any(one.waits_until is None for one in others) else due_at


def _bound_to(generation: Generation) -> str:
    """The operator's key that created the task which it goes on from; empty where there is none."""
    tasks = (reference.task for reference in generation.references)
    return next((task.operator_key for task in tasks if task is not None and task.operator_key), "")
