"""Links to the rest of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from bot.domain.paging import limit

ROWS: Final = 50
"""Of a list on one page."""
LIMIT: Final = limit(ROWS)
"""How many are read for it."""


def older_link(keys: Mapping[str, object], last: int | None) -> str:
    """The address of what comes after a row, below the same filters; empty when nothing does."""
    return "" if last is None else list_link({**keys, "before": last})


def list_link(keys: Mapping[str, object]) -> str:
    """The address of a list with these filters; what is empty is left out."""
    return "?" + urlencode({name: value for name, value in keys.items() if value not in {None, ""}})
