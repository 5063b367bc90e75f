"""SQLite's write-ahead log, as far as a benchmark reads it."""

from __future__ import annotations

from pathlib import Path

_HEADER = 32
_FRAME_HEADER = 24


def commits(wal: Path) -> int:
    """Transactions in the log: a frame that ends one says how large the database is after it, all others say 0.

    Frames of an earlier round of the log, behind those of the present one, have other salts and do not count.
    """
    log = wal.read_bytes()
    page_size, salts = int.from_bytes(log[8:12], "big"), log[16:24]
    heads = range(_HEADER, len(log), _FRAME_HEADER + page_size)
    return sum(
        int.from_bytes(log[head + 4 : head + 8], "big") > 0
        for head in heads
        if log[head + 8 : head + 16] == salts
    )
