"""Processes of the bot, forked from one that has imported everything (`fork_server_process.py`)."""

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


class BotProcess:
    """One process of the bot.

    Attributes:
        pid: of the process.
    """

    def __init__(self, fork_server: ForkServer, number: int, pid: int) -> None:
        self._fork_server = fork_server
        self._number = number
        self._code: int | None = None
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; None while it runs, and before `wait` has returned."""
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
            self._code = self._fork_server.code_of(self._number)
            os.close(self._handle)
        return self._code


class ForkServer:
    """Forks processes of the bot. It belongs to no event loop, so that tests with loops of their own can share it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._codes: dict[int, int] = {}

    def start(
        self, environment: Mapping[str, str], folder: Path, *, armed: bool = False, paced: bool = True
    ) -> BotProcess:
        """Fork a process with this environment; its log goes to `kiosk.log` in the folder.

        Args:
            environment: all of it.
            folder: where it works.
            armed: whether it has a witness of its boundaries, who can kill it (`tests/chaos/mortal.py`).
            paced: whether it keeps to the pace that Telegram asks of a chat; else it waits only for its budget in all.
        """
        number = next(self._numbers)
        request = {
            "id": number,
            "environment": dict(environment),
            "folder": str(folder),
            "log": str(folder / "kiosk.log"),
            "armed": armed,
            "paced": paced,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        while True:
            message = self._read()
            if message.get("id") == number:
                return BotProcess(self, number, message["pid"])

    def code_of(self, number: int) -> int:
        """The exit code of a process that has ended."""
        while number not in self._codes:
            self._read()
        return self._codes.pop(number)

    def _read(self) -> dict[str, Any]:
        """Its next message. It answers within milliseconds."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the fork server has ended"
        message: dict[str, Any] = json.loads(line)
        if "code" in message:
            self._codes[message["id"]] = message["code"]
            return {}
        return message

    def await_ready(self) -> None:
        """Wait until it has imported everything: seconds on a small, busy machine."""
        assert self._read() == {"ready": True}


@contextmanager
def fork_server() -> Generator[ForkServer]:
    """A server that is ready to fork; its processes end with the context."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.fork_server_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        served = ForkServer(process)
        served.await_ready()
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
