"""What an answer waits for, done beside the updates: a few at a time, each with an end."""

from __future__ import annotations

import asyncio

import structlog

from handlers.core.ports import BackgroundTask

AT_ONCE = 3
"""Background tasks under way; each may hold a file on the disk and a process that looks into it."""

WAITING = 60
"""Background tasks that wait; a person who sends more files than that at once gets no answer to the rest of them."""

SECONDS = 60.0
"""How long one may take."""

_PAUSE = 0.4
"""Seconds that what is to be done once waits for more of the same."""

_log = structlog.get_logger(__name__)


class BackgroundTasks:
    """Implements `ports.BackgroundTasks`; runs until it is cancelled.

    Args:
        at_once: how many are under way.
        waiting: how many wait.
    """

    def __init__(self, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._at_once = at_once
        self._queue: asyncio.Queue[BackgroundTask] = asyncio.Queue(waiting)
        self._waiting: set[str] = set()
        self._people: set[int] = set()

    def send(self, background_task: BackgroundTask, *, only_of: int | None = None) -> bool:
        """Have it done soon; see `ports.BackgroundTasks`."""
        if only_of is None:
            return self._put(background_task)
        if only_of in self._people:
            return False

        async def of_person() -> None:
            try:
                await background_task()
            finally:
                self._people.discard(only_of)

        sent = self._put(of_person)
        if sent:
            self._people.add(only_of)
        return sent

    def send_once(self, key: str, background_task: BackgroundTask) -> None:
        """Have it done soon, once for all with the key; see `ports.BackgroundTasks`."""
        if key in self._waiting:
            return
        self._waiting.add(key)
        loop = asyncio.get_running_loop()

        async def keyed() -> None:
            self._waiting.discard(key)
            await background_task()

        def put() -> None:
            if not self._put(keyed):
                loop.call_later(_PAUSE, put)

        # What waits for more of the same holds no place of those that are under way.
        loop.call_later(_PAUSE, put)

    def _put(self, background_task: BackgroundTask) -> bool:
        try:
            self._queue.put_nowait(background_task)
        except asyncio.QueueFull:
            return False
        return True

    async def run(self) -> None:
        """Do what is sent, for ever."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._at_once):
                group.create_task(self._work())

    async def _work(self) -> None:
        while True:
            background_task = await self._queue.get()
            try:
                async with asyncio.timeout(SECONDS):
                    await background_task()
            except Exception:  # noqa: BLE001  one person's file must not end the background tasks of all
                _log.exception("background_task_failed")
