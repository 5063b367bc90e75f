"""Blocking calls beside the event loop: as with Python's own threads, but that the end does not wait for them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from threading import Event

import pytest

from bot.app.daemon_threads import DaemonThreads

_ENDLESS = """
import asyncio, time
from bot.app.daemon_threads import DaemonThreads

async def main():
    asyncio.get_running_loop().set_default_executor(DaemonThreads())
    look_up = asyncio.ensure_future(asyncio.to_thread(time.sleep, 3600))
    await asyncio.sleep(0)
    look_up.cancel()

asyncio.run(main())
print("ended")
"""


def test_the_process_ends_during_an_endless_call() -> None:
    """Neither the loop nor the interpreter waits for it."""
    ended = subprocess.run(
        [sys.executable, "-c", _ENDLESS], capture_output=True, text=True, timeout=60, check=True
    )
    assert (ended.stdout, ended.stderr) == ("ended\n", "")


async def test_calls_are_made() -> None:
    """More than there are threads, with what they return and raise; a cancelled one that waits is not made."""
    asyncio.get_running_loop().set_default_executor(DaemonThreads(2))
    assert await asyncio.gather(*(asyncio.to_thread(divmod, number, 7) for number in range(20))) == [
        divmod(number, 7) for number in range(20)
    ]
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(divmod, 1, 0)
    go, made = Event(), Event()
    busy = [asyncio.ensure_future(asyncio.to_thread(go.wait)) for _ in range(2)]
    waiting = asyncio.ensure_future(asyncio.to_thread(made.set))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    go.set()
    await asyncio.gather(*busy)
    assert await asyncio.to_thread(made.is_set) is False
