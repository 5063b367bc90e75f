"""The sums of `storage.core.totals`, added up anew over whole tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

_TOTALS: Final = """
SELECT 'people', count(*) FROM people
UNION ALL SELECT 'without_news', count(*) FROM people WHERE news = 0
UNION ALL SELECT 'arrivals', count(*) FROM arrivals
UNION ALL SELECT 'available', coalesce(sum(allowance + bought), 0) FROM accounts
UNION ALL SELECT 'paid_left', coalesce(sum(min(bought, (
  SELECT coalesce(sum(credits), 0) FROM payments WHERE account_id = accounts.id AND state = 'credited'))), 0) FROM accounts
UNION ALL SELECT 'stars:' || partner || iif(incoming, ':in', ':out'), sum(stars) FROM star_moves GROUP BY partner, incoming
UNION ALL SELECT 'free', coalesce(sum(allowance), 0) FROM accounts
UNION ALL SELECT 'star_nanos', coalesce(sum((2 * incoming - 1) * (stars * 1000000000 + nanos)), 0) FROM star_moves
UNION ALL SELECT 'captured', coalesce(sum(captured), 0) FROM holds
UNION ALL SELECT 'ledger:' || kind, sum(amount) FROM ledger_entries GROUP BY kind
"""
_COUNTS: Final = "SELECT model || ' ' || state, count(*) FROM generations GROUP BY model, state"

_FREE: Final = """
SELECT 'free on ' || day, sum(CASE WHEN ended_at IS NULL THEN allowance ELSE min(allowance, captured) END)
FROM holds GROUP BY day
"""
_SOURCES: Final = "SELECT 'source ' || source, count(*) FROM people GROUP BY source"


def kept_and_recounted(file: Path) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What the triggers have kept in a database file, and what is there; without zeros."""
    with closing(sqlite3.connect(file)) as connection:
        kept, counted = (
            {name: amount for sql in both for name, amount in connection.execute(sql) if amount}
            for both in (
                (
                    "SELECT name, amount FROM totals",
                    "SELECT model || ' ' || state, number FROM generation_counts",
                    "SELECT 'source ' || source, people FROM people_sources",
                    "SELECT 'free on ' || day, credits FROM free_spending",
                ),
                (_TOTALS, _COUNTS, _SOURCES, _FREE),
            )
        )
    return kept, counted
