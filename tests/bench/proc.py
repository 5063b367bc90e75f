"""Memory and processor time of processes as Linux tells it in /proc."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

_PROC = Path("/proc")
_KIBIBYTE = 1024
_RESET_PEAK = "5"
"""https://docs.kernel.org/filesystems/proc.html: written to `clear_refs`, it sets VmHWM to the present RSS."""
_SAMPLE_SECONDS = 0.01


def is_available() -> bool:
    """Whether this system tells it."""
    return (_PROC / "self" / "status").is_file()


def resident(pid: int) -> int:
    """Bytes of the process in memory now."""
    return _status(pid, "VmRSS")


def peak(pid: int) -> int:
    """The most that `resident` ever was, or was since `reset_peak`, in bytes."""
    return _status(pid, "VmHWM")


def reset_peak(pid: int) -> None:
    """Let the peak begin anew from what is resident now."""
    (_PROC / str(pid) / "clear_refs").write_text(_RESET_PEAK, encoding="ascii")


def cpu_seconds(pid: int) -> float:
    """Seconds of processor time that the process has used (proc(5): utime and stime)."""
    fields = (_PROC / str(pid) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Children:
    """The peak of any child of a process whose command line has a word in it; 0 when there was none."""

    def __init__(self, pid: int, word: str) -> None:
        self._pid = pid
        self._word = word.encode()
        self.peak = 0

    def look(self) -> None:
        """Take a sample. A child that ends meanwhile is no child any more."""
        for child in self._pids():
            with contextlib.suppress(OSError):
                # A child that has yet to exec shares its parent's memory and command line: the word tells them apart.
                if self._word in (_PROC / str(child) / "cmdline").read_bytes():
                    self.peak = max(self.peak, peak(child))

    def _pids(self) -> Iterator[int]:
        """The children of every thread."""
        for thread in (_PROC / str(self._pid) / "task").iterdir():
            with contextlib.suppress(OSError):
                yield from map(int, (thread / "children").read_text(encoding="ascii").split())


@asynccontextmanager
async def watching(children: Children) -> AsyncGenerator[None]:
    """Sample the children for as long as the context lasts."""

    async def watch() -> None:
        while True:
            children.look()
            await asyncio.sleep(_SAMPLE_SECONDS)

    async with asyncio.TaskGroup() as group:
        watcher = group.create_task(watch())
        yield
        watcher.cancel()


def _status(pid: int, name: str) -> int:
    """A size from the process's status; 0 for a process that has ended but was not waited for."""
    for line in (_PROC / str(pid) / "status").read_text(encoding="ascii").splitlines():
        label, _, value = line.partition(":")
        if label == name:
            return int(value.split()[0]) * _KIBIBYTE
    return 0
