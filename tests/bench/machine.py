"""The machine that the figures belong to."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from pathlib import Path
from statistics import median

_SYNCS = 50


def facts(folder: Path) -> str:
    """Cores, system, Python and what one `fsync` costs where the databases of the benchmarks are, in one line."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}){busy}, {platform.system()} {platform.release()},"
        f" {platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" fsync {_fsync_seconds(folder) * 1e6:,.0f} µs"
    )


def _fsync_seconds(folder: Path) -> float:
    """Median time to bring one page to the disk."""
    spent = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(_SYNCS):
            file.write(bytes(4096))
            began = time.perf_counter()
            os.fsync(file.fileno())
            spent.append(time.perf_counter() - began)
    return median(spent)
