"""A start waits for a database that cannot be used just now; one that is broken stops it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from bot.errors import DatabaseUnavailable

PAUSE_SECONDS: Final = 1.0
"""Between two tries; each has waited for another process already."""

SAID_SECONDS: Final = 60.0
"""Between two lines of the log about it."""

log = structlog.get_logger()
_Result = TypeVar("_Result")


async def when_available(begin: Callable[[], Awaitable[_Result]]) -> _Result:
    """Begin as soon as the database can be used, however long that takes; said once a minute. SIGTERM ends the wait.

    Raises:
        StorageError: it cannot be used at all. Whatever else `begin` raises.
    """
    loop = asyncio.get_running_loop()
    said_at = -math.inf
    while True:
        try:
            return await begin()
        except DatabaseUnavailable as reason:
            if loop.time() >= said_at + SAID_SECONDS:
                log.warning("the start waits: the database cannot be used just now", reason=str(reason))
                said_at = loop.time()
        await asyncio.sleep(PAUSE_SECONDS)
