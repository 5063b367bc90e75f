"""The other end of the zygote: lives of the bot, as objects."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
"""Importing a Telegram framework takes seconds on a small, busy machine."""
KILLED = -9


@dataclass(eq=False)
class Life:
    """One process of the bot. `ended` gives its exit code, negative for a signal."""

    number: int
    ended: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Zygote:
    """Starts and kills lives."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._lives: dict[int, Life] = {}

    def start(self, environment: Mapping[str, str], folder: Path) -> Life:
        """Fork a life with this environment; its words go to `kiosk.log` in the folder."""
        life = Life(next(self._numbers))
        self._lives[life.number] = life
        self._tell(
            {
                "id": life.number,
                "environment": dict(environment),
                "folder": str(folder),
                "log": str(folder / "kiosk.log"),
            }
        )
        return life

    async def kill(self, life: Life) -> None:
        """SIGKILL, and wait until it is gone."""
        if not life.ended.done():
            self._tell({"kill": life.number})
        await life.ended

    async def listen(self) -> None:
        """Note who died, until the zygote ends."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            if "id" in said:
                self._lives.pop(said["id"]).ended.set_result(said["code"])

    def _tell(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")


@asynccontextmanager
async def zygote() -> AsyncGenerator[Zygote]:
    """A zygote that is ready to fork."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.chaos.zygote",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        async with asyncio.timeout(START_SECONDS):
            assert json.loads(await process.stdout.readline()) == {"ready": True}
        served = Zygote(process)
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(served.listen())
            try:
                yield served
            finally:
                process.stdin.close()
                await listening
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
