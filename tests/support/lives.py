"""Lives of the bot: processes forked from one that has imported everything (`zygote.py`), as objects."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

KILLED = -signal.SIGKILL


class Life:
    """One process of the bot.

    Attributes:
        pid: of the process.
    """

    def __init__(self, zygote: Zygote, number: int, pid: int) -> None:
        self._zygote = zygote
        self._number = number
        self._code: int | None = None
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; None while it lives, or before anybody has waited for its end."""
        return self._code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self._code is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    async def wait(self) -> int:
        """Wait until it has ended; returns the exit code, negative for a signal."""
        if self._code is None:
            await _readable(self._handle)
        if self._code is None:
            self._code = self._zygote.code_of(self._number)
            os.close(self._handle)
        return self._code


class Zygote:
    """Starts lives. It belongs to no event loop, so that tests with loops of their own can share it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._codes: dict[int, int] = {}

    def start(self, environment: Mapping[str, str], folder: Path, *, armed: bool = False) -> Life:
        """Fork a life with this environment; its words go to `kiosk.log` in the folder.

        Args:
            environment: all of it.
            folder: where it works.
            armed: whether it has a witness of its boundaries, who can kill it (`tests/chaos/mortal.py`).
        """
        number = next(self._numbers)
        request = {
            "id": number,
            "environment": dict(environment),
            "folder": str(folder),
            "log": str(folder / "kiosk.log"),
            "armed": armed,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        while True:
            said = self._hear()
            if said.get("id") == number:
                return Life(self, number, said["pid"])

    def code_of(self, number: int) -> int:
        """The exit code of a life that has ended."""
        while number not in self._codes:
            self._hear()
        return self._codes.pop(number)

    def _hear(self) -> dict[str, Any]:
        """What it says next. It answers within milliseconds."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the zygote has died"
        said: dict[str, Any] = json.loads(line)
        if "code" in said:
            self._codes[said["id"]] = said["code"]
            return {}
        return said

    def await_birth(self) -> None:
        """Wait until it has imported everything: seconds on a small, busy machine."""
        assert self._hear() == {"ready": True}


@contextmanager
def zygote() -> Generator[Zygote]:
    """A zygote that is ready to fork; its lives end with the context."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.zygote"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        served = Zygote(process)
        served.await_birth()
        yield served


async def _readable(handle: int) -> None:
    """Wait until a process's handle says that it has ended."""
    loop = asyncio.get_running_loop()
    seen = asyncio.Event()
    own = os.dup(handle)
    loop.add_reader(own, seen.set)
    try:
        await seen.wait()
    finally:
        loop.remove_reader(own)
        os.close(own)
