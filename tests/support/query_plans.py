"""Which statements of `storage` would read a whole table that grows for good, as SQLite itself plans them."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import aiosqlite

import storage
from bot.domain.text_search import folded

GROWING: Final = (
    "accounts",
    "assets",
    "callbacks",
    "drafts",
    "favourites",
    "fsm_states",
    "generation_characters",
    "generation_transitions",
    "generations",
    "gifts",
    "group_changes",
    "holds",
    "ledger_entries",
    "promo_codes",
    "promo_code_uses",
    "promo_codes_waiting",
    "payments",
    "people",
    "people_words",
    "quotes",
)
"""Tables that have a million rows one day."""

SMALL: Final = frozenset(
    {
        "accounts_blocked",
        "generations_busy",
        "generations_due_in_chat",
        "generations_next",
        "generations_open_in_chat",
        "generations_open_of_person",
        "generations_own_key",
        "generations_queue",
        "generations_waiting_in_chat",
        "gifts_unshown",
        "holds_open",
    }
)
"""Partial indexes that know only what is open, or blocked: to read one of them from end to end is to read little."""

_FOLDER: Final = Path(storage.__file__).parent
_STORAGE: Final = str(_FOLDER)
_DATABASE: Final = frozenset(str(_FOLDER / "core" / name) for name in ("database.py", "connections.py"))
_OF_SQLITE: Final = frozenset(
    str(_FOLDER / "core" / name) for name in ("soundness.py", "old_schema.py", "row_ids.py")
)
"""What is asked of SQLite only: the first two look at whole tables on purpose, once, before anyone is served."""
_SCAN: Final = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")

Statements = dict[str, Any]
"""What was carried out, each text once, with the values of its first time."""


@contextmanager
def recorded() -> Iterator[Statements]:
    """Record what `storage` carries out within the block, over whichever connection."""
    statements: Statements = {}

    def recording(name: str) -> Any:
        original: Callable[..., Any] = getattr(aiosqlite.Connection, name)

        def call(self: aiosqlite.Connection, sql: str, parameters: Iterable[Any] | None = None) -> Any:
            if sql not in statements and _asked_by_storage():
                statements[sql] = parameters or ()
            return original(self, sql, parameters)

        return patch.object(aiosqlite.Connection, name, call)

    with recording("execute"), recording("execute_fetchall"):
        yield statements


def _asked_by_storage() -> bool:
    """Whether the statement stands in `storage`, and not in a test that looks into the database."""
    frame = sys._getframe(2)
    while frame.f_code.co_filename in _DATABASE and frame.f_back is not None:
        frame = frame.f_back
    name = frame.f_code.co_filename
    return name.startswith(_STORAGE) and name not in _OF_SQLITE


def scans(file: Path, statements: Mapping[str, Any]) -> Sequence[str]:
    """The statements that would read a growing table from end to end, each with the line of its plan.

    Args:
        file: a database with the present schema.
        statements: what was recorded.
    """
    found = []
    connection = sqlite3.connect(file)
    try:
        connection.create_function("folded", 1, folded, deterministic=True)
        for sql, parameters in statements.items():
            if sql.split(None, 1)[0] not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
                continue
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
            found += [f"{line[-1]}: {sql}" for line in plan if _reads_all(line[-1], sql)]
    finally:
        connection.close()
    return found


def _reads_all(line: str, sql: str) -> bool:
    match = _SCAN.match(line)
    if match is None:
        return False
    name, index = match.groups()
    if index in SMALL:
        return False
    return name in GROWING or any(re.search(rf"\b{table} (?:AS )?{name}\b", sql) for table in GROWING)
