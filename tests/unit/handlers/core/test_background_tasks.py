"""What an answer waits for is done beside the updates."""

from __future__ import annotations

import asyncio

from handlers.core.background_tasks import WAITING, BackgroundTasks


async def test_a_failed_task_does_not_end_the_others() -> None:
    """Each background task stands for itself."""
    background_tasks, done = BackgroundTasks(), asyncio.Event()

    async def broken() -> None:
        raise ValueError

    async def fine() -> None:
        done.set()

    running = asyncio.create_task(background_tasks.run())
    try:
        assert background_tasks.send(broken)
        assert background_tasks.send(fine)
        async with asyncio.timeout(5):
            await done.wait()
    finally:
        running.cancel()


async def test_only_so_many_wait() -> None:
    """A flood of files is turned away instead of being kept."""
    background_tasks = BackgroundTasks()

    async def never() -> None:
        """The worker is not running."""

    assert all(background_tasks.send(never) for _ in range(WAITING))
    assert not background_tasks.send(never)
