"""What was learned and cannot be learned again is written down for as long as it takes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.errors import StorageError

FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 5.0
"""Seconds between two tries, doubling: what fails with a locked database has waited for the lock already."""

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


async def until_written(what: str, write: Callable[[], Awaitable[_Result]]) -> _Result:
    """Try to write until the database takes it. Returns what `write` returns.

    What is to be written stands in the log as soon as the first try fails, and again when the process stops before it
    is written: from there an operator can bring it in by hand.

    Args:
        what: is logged: which row, and what was learned of it. Nothing secret, nothing that people wrote.
        write: one transaction; called again after each StorageError.

    Raises:
        Whatever else `write` raises.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            written = await write()
        except StorageError as error:
            if pause == FIRST_PAUSE:
                _log.error("not written yet: %s (%s)", what, error)
        except asyncio.CancelledError:
            if pause > FIRST_PAUSE:
                _log.error("never written: %s", what)
            raise
        else:
            if pause > FIRST_PAUSE:
                _log.warning("written at last: %s", what)
            return written
        pause = min(2 * pause, LONGEST_PAUSE)
        try:
            await asyncio.sleep(pause)
        except asyncio.CancelledError:
            _log.error("never written: %s", what)
            raise
