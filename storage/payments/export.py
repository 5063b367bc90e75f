"""`python -m bot payments`: what was paid and returned, as a table for the accountant; also while the bot runs."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from bot.errors import StorageError
from storage.core.columns import moment

HEADER: Final = (
    *(
        "receipt",
        "paid_at",
        "transaction_id",
        "payer_id",
        "stars",
        "credits",
        "bonus",
        "state",
        "subscription",
    ),
    *("refunded_at", "credits_taken_back", "credits_uncollected", "affiliate_stars"),
)

_ROWS: Final = """
SELECT number, paid_at, charge_id, payer_id, stars, credits, bonus, state, recurring,
       refunded_at, taken_back, uncollected, affiliate_stars
FROM payments WHERE number > ? ORDER BY number LIMIT ?
"""

_AT_ONCE: Final = 1000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write_payments(database: Path, out: TextIO, since: datetime | None, until: datetime | None) -> int:
    """Write the payments of a span as CSV, oldest first.

    Args:
        database: the SQLite file.
        out: where to.
        since: paid at that moment or later; None = from the first.
        until: paid before; None = up to the last.

    Returns:
        How many there were.

    Raises:
        StorageError: there is no database, or it cannot be read.
    """
    if not database.is_file():
        msg = f"there is no database at {database}"
        raise StorageError(msg)
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    written = 0
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            for row in _rows(connection):
                paid_at = moment(row["paid_at"])
                if (since is None or paid_at >= since) and (until is None or paid_at < until):
                    table.writerow(_cells(row))
                    written += 1
    except sqlite3.Error as error:
        msg = f"the payments cannot be read: {error}"
        raise StorageError(msg) from error
    return written


def _rows(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """All of them, in short reads: a backup or a checkpoint gets its turn between two."""
    last = 0
    while rows := connection.execute(_ROWS, (last, _AT_ONCE)).fetchall():
        yield from rows
        last = rows[-1]["number"]


def _cells(row: sqlite3.Row) -> Sequence[object]:
    return (
        *(row["number"], _written(row["paid_at"]), _safe(row["charge_id"]), row["payer_id"], row["stars"]),
        *(row["credits"], row["bonus"], row["state"], "yes" if row["recurring"] else ""),
        *(_written(row["refunded_at"]), row["taken_back"], row["uncollected"], row["affiliate_stars"]),
    )


def _written(at: int | None) -> str:
    return moment(at).isoformat(timespec="seconds") if at is not None else ""


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
