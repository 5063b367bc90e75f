"""Sums over whole tables, which triggers keep in the table `totals` (docs/decisions/0013-triggers-count.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from storage.core.database import Reader

HELD: Final = "SELECT coalesce(sum(allowance + bought), 0) FROM holds WHERE ended_at IS NULL"
"""Credits on hold: open holds have an index of their own, and are as few as what is open."""


async def read_totals(reports: Reader) -> Mapping[str, int]:
    """Every sum by its name; a name that is missing is 0."""
    return {row["name"]: row["amount"] for row in await reports.rows("SELECT name, amount FROM totals")}
