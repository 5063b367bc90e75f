"""Runs one of our modules on a hostile file, in a process of its own: what breaks there does not take the bot along."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import bot

_PASSED_ON: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT")
"""The only variables that the process sees: no token, no key."""
_MOST_FINDINGS: Final = 4096
"""Bytes of JSON."""

MOST_AT_ONCE: Final = 2
"""Each may unpack a picture of a few hundred megabytes."""

_log = logging.getLogger(__name__)


class SubprocessRunner:
    """Runs our modules on hostile files, a few at once: together they may not use up the machine.

    Args:
        most: processes at once; the others wait for their turn.
    """

    def __init__(self, most: int = MOST_AT_ONCE) -> None:
        self._turns = asyncio.Semaphore(most)

    async def run(self, module: str, *arguments: str, seconds: float) -> dict[str, Any]:
        """What a module prints as JSON when it is run with these arguments; empty when it fails in any way.

        Args:
            module: run as `python -m`; it bounds itself (`resource_limits.py`).
            arguments: absolute paths, and what else it wants to know; they are not logged.
            seconds: after these it is killed; waiting for a turn does not count.
        """
        async with self._turns:
            return await _run(module, *arguments, seconds=seconds)


async def _run(module: str, *arguments: str, seconds: float) -> dict[str, Any]:
    # A file instead of a pipe: whatever the process writes, no one has to keep reading, and its limits bound the size.
    with tempfile.TemporaryFile() as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=Path(bot.__path__[0]).parent,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        )
        try:
            async with asyncio.timeout(seconds):
                await process.wait()
            output.seek(0)
            found = json.loads(output.read(_MOST_FINDINGS))
        except (TimeoutError, ValueError) as error:
            _log.warning("%s failed: %s", module, type(error).__name__)
            return {}
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    return found if isinstance(found, dict) else {}
