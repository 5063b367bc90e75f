"""The start and the memory of an idle bot, beside a bare aiogram bot in the same run.

Measured: both processes from `python -m …` to their first call of getUpdates, against the Telegram simulator: wall time, the
processor time of the process as Linux counts it (utime and stime), and resident memory (VmRSS) in that moment. They start in
turns, Kiosk with a new database each time.

Not measured: Telegram's network, reading the modules from the disk (the first start of each is left out), and the processes
that Kiosk starts for media later.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.sandbox.telegram import TelegramSimulator
from tests.bench.figures import MEBIBYTE, BenchmarkFailed, Figure
from tests.bench.proc import cpu_seconds, is_available, resident
from tests.story.kiosk import kiosk_between

_SECONDS = 180.0
"""Longest time for one start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: starts of each that count, after those of a warm-up."""

    starts: int = 3
    warm_up: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """Seconds of the clock and of the processor until the first getUpdates, and bytes in memory then."""

    wall: float
    cpu: float
    memory: int


class _Process(Protocol):
    """What has an id."""

    @property
    def pid(self) -> int:
        """The id."""
        ...


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Start both in turns.

    Raises:
        BenchmarkFailed: the system does not tell, or a process ended.
        AssertionError: one did not start in time.
    """
    if not is_available():
        msg = "processor time and memory are read from /proc, which this system does not have"
        raise BenchmarkFailed(msg)
    kiosk, bare = list[_Start](), list[_Start]()
    for number in range(counts.warm_up + counts.starts):
        own = folder / str(number)
        own.mkdir(parents=True)
        kiosk.append(await _kiosk(own))
        bare.append(await _bare(own))
    del kiosk[: counts.warm_up], bare[: counts.warm_up]
    return [
        _figure("start to the first getUpdates, wall time", "s", kiosk, bare, lambda start: start.wall),
        _figure("start to the first getUpdates, processor", "s", kiosk, bare, lambda start: start.cpu),
        _figure("memory after the start", "MiB", kiosk, bare, lambda start: start.memory / MEBIBYTE),
    ]


def _figure(
    what: str, unit: str, kiosk: list[_Start], bare: list[_Start], of: Callable[[_Start], float]
) -> Figure:
    return Figure(
        what=what,
        unit=unit,
        values=[of(start) for start in kiosk],
        beside=Figure(what="bare aiogram bot", unit=unit, values=[of(start) for start in bare]),
    )


async def _kiosk(folder: Path) -> _Start:
    async with kiosk_between(folder, "live", started=False, whole=True, TELEGRAM_UPDATES="polling") as kiosk:
        return await _timed(kiosk.telegram, kiosk.begin)


async def _bare(folder: Path) -> _Start:
    telegram = TelegramSimulator()
    await telegram.start()
    ends = list[asyncio.subprocess.Process]()

    async def begin() -> asyncio.subprocess.Process:
        arguments = (telegram.token, telegram.url, str(folder / "bare.db"))
        ends.append(
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.bench.bare_bot", *arguments, env={**os.environ}
            )
        )
        return ends[0]

    try:
        return await _timed(telegram, begin)
    finally:
        for process in ends:
            if process.returncode is None:
                process.kill()
            await process.wait()
        await telegram.close()


async def _timed(telegram: TelegramSimulator, begin: Callable[[], Awaitable[_Process]]) -> _Start:
    began = time.perf_counter()
    process = await begin()
    await telegram.updates.polled(timeout=_SECONDS)
    wall = time.perf_counter() - began
    return _Start(wall=wall, cpu=cpu_seconds(process.pid), memory=resident(process.pid))
