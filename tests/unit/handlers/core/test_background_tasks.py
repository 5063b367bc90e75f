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


async def test_one_person_does_not_fill_the_line() -> None:
    """Of one person one waits or is under way; when it has ended, in whichever way, the next one is taken."""
    background_tasks, others = BackgroundTasks(at_once=1), asyncio.Event()

    async def broken() -> None:
        raise ValueError

    async def of_another() -> None:
        others.set()

    assert background_tasks.send(broken, only_of=1)
    assert not background_tasks.send(broken, only_of=1)
    assert background_tasks.send(of_another, only_of=2)
    running = asyncio.create_task(background_tasks.run())
    try:
        async with asyncio.timeout(5):
            await others.wait()  # the first has ended before
        assert background_tasks.send(broken, only_of=1)
    finally:
        running.cancel()


async def test_what_waits_for_more_of_the_same_is_done_once_and_holds_no_place() -> None:
    """Three of one key are one; while it waits for more, the only place is free for what others send."""
    background_tasks, done, drawn = BackgroundTasks(at_once=1, waiting=1), list[str](), asyncio.Event()

    async def draw() -> None:
        done.append("drawn")
        drawn.set()

    async def other() -> None:
        done.append("other")

    for _ in range(3):
        background_tasks.send_once("card", draw)
    assert background_tasks.send(other)
    running = asyncio.create_task(background_tasks.run())
    try:
        async with asyncio.timeout(5):
            await drawn.wait()
    finally:
        running.cancel()
    assert done == ["other", "drawn"]
