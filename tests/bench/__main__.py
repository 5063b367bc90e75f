"""`python -m tests.bench [callbacks] [updates] [calls] [memory] [start] [latency] [many_open] [growth] [search] [precheckout] [batches] [keys]`: run the benchmarks named, or all of them.

`python -m tests.bench profile NAME [--top N]` prints which functions the calls of one update are.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TextIO

from tests.bench import (
    batches,
    callbacks,
    calls,
    checkouts,
    growth,
    latency,
    many_open,
    memory,
    operator_keys,
    performance_document,
    profiles,
    search,
    starts,
    updates,
)
from tests.bench.figures import BenchmarkFailed, Figure, table
from tests.bench.machine import facts

BENCHMARKS: Mapping[str, Callable[[Path], Coroutine[None, None, list[Figure]]]] = {
    "callbacks": lambda folder: callbacks.measure(folder, callbacks.Counts()),
    "updates": lambda folder: updates.measure(folder, updates.Counts()),
    "calls": calls.measure,
    "memory": lambda folder: memory.measure(folder, memory.Counts()),
    "start": lambda folder: starts.measure(folder, starts.Counts()),
    "latency": lambda folder: latency.measure(folder, latency.Counts()),
    "growth": lambda folder: growth.measure(folder, growth.Counts()),
    "search": search.measure,
    "precheckout": lambda folder: checkouts.measure(folder, checkouts.Counts()),
    "batches": lambda folder: batches.measure(folder, batches.Counts()),
    "keys": lambda folder: operator_keys.measure(folder, operator_keys.Counts()),
    "many_open": lambda folder: many_open.measure(folder, many_open.Counts()),
}


def main() -> int:
    """Run, print the table, and return the exit code: 1 when a benchmark failed."""
    if sys.argv[1:2] == ["profile"]:
        return _profile(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="benchmark", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument(
        "--record", action="store_true", help="keep the figures and write docs/performance.md anew"
    )
    asked = parser.parse_args()
    names = asked.names
    if unknown := sorted(set(names) - set(BENCHMARKS)):
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        return _run(names or list(BENCHMARKS), Path(folder), recording=asked.record)


def _profile(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench profile", description=profiles.__doc__)
    parser.add_argument("name", choices=list(profiles.PLACES))
    parser.add_argument("--top", type=int, default=60, help="how many functions are printed")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        visited = asyncio.run(profiles.visited(Path(folder), below=True))
    _say(profiles.profile(visited, asked.name, asked.top))
    return 0


def _run(names: list[str], folder: Path, *, recording: bool) -> int:
    began, found, failed = time.monotonic(), list[Figure](), 0
    machine = facts(folder)
    _say(machine)
    for name in names:
        _say(f"{name} …", to=sys.stderr)
        own = folder / name
        own.mkdir()
        try:
            figures = asyncio.run(BENCHMARKS[name](own))
            found += figures
            if recording:
                performance_document.record(name, figures, machine)
        except (
            BenchmarkFailed,
            AssertionError,
            TimeoutError,
        ) as error:  # the simulators assert what they wait for
            _say(f"{name} failed: {type(error).__name__}: {error}", to=sys.stderr)
            failed = 1
    _say(f"\n{table(found)}\n\nMeasured in {time.monotonic() - began:.0f} s.")
    return failed


def _say(words: str, *, to: TextIO = sys.stdout) -> None:
    to.write(f"{words}\n")
    to.flush()


if __name__ == "__main__":
    sys.exit(main())
