"""What a start writes waits for a database that another process keeps; one that is broken stops the start."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from bot.errors import DatabaseBusy

PAUSE_SECONDS: Final = 1.0
"""Between two tries; each has waited for the other process already."""

log = structlog.get_logger()
_Result = TypeVar("_Result")


async def when_free(write: Callable[[], Awaitable[_Result]]) -> _Result:
    """Write as soon as no other process does, however long that takes; said once in the log.

    Raises:
        StorageError: it cannot be written for another reason. Whatever else `write` raises.
    """
    waited = False
    while True:
        try:
            return await write()
        except DatabaseBusy as busy:
            if not waited:
                log.warning("the start waits: another process writes into the database", reason=str(busy))
            waited = True
        await asyncio.sleep(PAUSE_SECONDS)
