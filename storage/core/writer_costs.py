"""What the writer has cost, for reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.domain.writer import WriterCost, WriterPurpose
from storage.core.columns import days
from storage.core.database import Reader

MILLION: Final = 1_000_000
"""Costs are kept in millionths of a credit."""


async def read_writer_costs(reader: Reader, now: datetime, *, of_days: int) -> Sequence[WriterCost]:
    """What each purpose has cost on so many days that end today (UTC)."""
    return await read_writer_costs_between(reader, days(now) - of_days + 1, days(now))


async def read_writer_costs_between(reader: Reader, first: int, last: int) -> Sequence[WriterCost]:
    """What each purpose has cost from the one day to the other (days since 1970, UTC)."""
    rows = await reader.rows(
        "SELECT purpose, sum(answers) AS answers, sum(cost) AS cost, sum(estimated) AS estimated FROM writer_costs"
        " WHERE day BETWEEN ? AND ? GROUP BY purpose ORDER BY purpose",
        (first, last),
    )
    known = {str(one) for one in WriterPurpose}
    return [
        WriterCost(
            purpose=WriterPurpose(row["purpose"]),
            answers=row["answers"],
            credits=Decimal(row["cost"]) / MILLION,
            estimated=row["estimated"],
        )
        for row in rows
        if row["purpose"] in known
    ]
