"""An action that is repeated for as long as the process runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.errors import StorageError

_log = logging.getLogger(__name__)


class PeriodicWorker:
    """Repeats an action; an error of the action is logged and does not end the repetition, unless it is supervised.

    Args:
        name: stands in the log.
        interval: seconds from the end of one run to the begin of the next.
        action: what is done. It may be cancelled at any await.
        delayed: whether the first run waits for one interval too.
        supervised: whether `run` raises an error of the action, for a `Supervisor` that counts it and runs it again;
            errors of the database are waited out all the same.

    Attributes:
        name: see above.
    """

    def __init__(
        self,
        name: str,
        interval: float,
        action: Callable[[], Awaitable[object]],
        *,
        delayed: bool = False,
        supervised: bool = False,
    ) -> None:
        self.name = name
        self._interval = interval
        self._action = action
        self._delayed = delayed
        self._supervised = supervised

    async def run(self) -> None:
        """Repeat the action until cancelled."""
        if self._delayed:
            await asyncio.sleep(self._interval)
        while True:
            await self._run_once()
            await asyncio.sleep(self._interval)

    async def _run_once(self) -> None:
        try:
            await self._action()
        except StorageError as error:
            _log.warning("%s: %s; next run in %s s", self.name, error, self._interval)
        except Exception:
            if self._supervised:
                raise
            _log.exception("%s failed; next run in %s s", self.name, self._interval)
