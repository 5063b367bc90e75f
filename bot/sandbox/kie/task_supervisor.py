"""Keeps what must outlive the request that started it, and ends all of it at close."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class TaskSupervisor:
    """Holds running coroutines; unlike a TaskGroup it may be closed by another task than the one that opened it.

    A test fixture opens and closes the simulator in different asyncio tasks, which a TaskGroup does not allow.
    A coroutine that fails does not disturb the others: its error is raised by `close`.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._errors: list[Exception] = []

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine until it ends or the nursery closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Cancel what still runs and wait for its end.

        Raises:
            ExceptionGroup: with the errors of coroutines that failed.

        """
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        errors, self._errors = self._errors, []
        if errors:
            raise ExceptionGroup("the simulator's background work failed", errors)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._errors.append(error)
