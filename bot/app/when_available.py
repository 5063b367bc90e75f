"""A start waits for a database that cannot be used just now; one that is broken stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from bot.errors import DatabaseUnavailable

PAUSE_SECONDS: Final = 1.0
"""Between two tries; each has waited for another process already."""

log = structlog.get_logger()
_Result = TypeVar("_Result")


async def when_available(begin: Callable[[], Awaitable[_Result]]) -> _Result:
    """Begin as soon as the database can be used, however long that takes; said once in the log. SIGTERM ends the wait.

    Raises:
        StorageError: it cannot be used at all. Whatever else `begin` raises.
    """
    waited = False
    while True:
        try:
            return await begin()
        except DatabaseUnavailable as reason:
            if not waited:
                log.warning("the start waits: the database cannot be used just now", reason=str(reason))
            waited = True
        await asyncio.sleep(PAUSE_SECONDS)
