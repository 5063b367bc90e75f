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
_MONEY: Final = """
SELECT 'money ' || (at / 86400000000) || ' ledger:' || kind || ':' || bucket, sum(amount) FROM ledger_entries GROUP BY 1
UNION ALL SELECT 'money ' || (paid_at / 86400000000) || ' payments', count(*) FROM payments GROUP BY 1
UNION ALL SELECT 'money ' || (paid_at / 86400000000) || ' stars', sum(stars) FROM payments GROUP BY 1
UNION ALL SELECT 'money ' || (paid_at / 86400000000) || ' affiliate', sum(affiliate_stars) FROM payments GROUP BY 1
UNION ALL SELECT 'money ' || (coalesce(refunded_at, paid_at) / 86400000000) || ' refunds', count(*)
  FROM payments WHERE state = 'refunded' GROUP BY 1
UNION ALL SELECT 'money ' || (coalesce(refunded_at, paid_at) / 86400000000) || ' refunded', sum(stars)
  FROM payments WHERE state = 'refunded' GROUP BY 1
"""
_MODELS: Final = """
SELECT 'model ' || model || ' ' || (completed_at / 86400000000) || ' ' || one.column1, sum(CASE one.column1
    WHEN 'sold' THEN state IN ('delivered', 'stored') AND quote_id IS NOT NULL
    WHEN 'failed' THEN state = 'failed'
    WHEN 'credits' THEN captured
    WHEN 'taken' THEN coalesce(kie_taken, 0)
    ELSE iif(kie_taken IS NULL AND state IN ('delivered', 'stored'), coalesce(kie_expected, 0), 0) END)
FROM generations, (VALUES ('sold'), ('failed'), ('credits'), ('taken'), ('expected')) AS one
WHERE completed_at IS NOT NULL AND own_key = '' GROUP BY 1
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
                    "SELECT 'money ' || day || ' ' || name, amount FROM money_days",
                    *(
                        f"SELECT 'model ' || model || ' ' || day || ' {name}', {name} FROM model_days"
                        for name in ("sold", "failed", "credits", "taken", "expected")
                    ),
                ),
                (_TOTALS, _COUNTS, _SOURCES, _FREE, _MONEY, _MODELS),
            )
        )
    return kept, counted
