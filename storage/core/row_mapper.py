"""Generations and their assets, read back from rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.catalog.spec import Dialect, Kind
from bot.domain.generation import Asset, Destination, FailedFirst, Generation, State
from bot.errors import FailureKind
from storage.core.columns import moment, unpacked_references

Fetch = Callable[[str, Sequence[Any]], Awaitable[Iterable[sqlite3.Row]]]
"""Runs a query with its values: of a transaction's connection, or of the reader beside it."""

_AS_STORED = (
    "id",
    "person_id",
    "account_id",
    "language",
    "model",
    "prompt",
    "price",
    "token",
    "external_task_id",
    "hinted_task_id",
    "route",
    "progress",
    "stage",
    "attempts",
    "delivery_attempts",
    "progress_message_id",
    "late_notice_id",
    "failure_detail",
    "ordered",
    "captured",
    "kie_expected",
    "kie_taken",
    "quote_id",
    "user_prompt",
    "look_id",
    "chain_step",
    "chain_position",
    "chain_length",
    "batch_id",
    "part",
    "batch_parts",
    "selection_id",
    "later_steps_returned",
    "sample",
    "own_key",
    "operator_key",
    "party_id",
    "parent_id",
    "root_id",
    "version",
)


_BEING_ERASED: Final = (
    "SELECT id FROM generations AS g WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND EXISTS"
    " (SELECT 1 FROM erasures WHERE person_id = g.person_id AND generations_up_to >= g.id)"
)
"""Which of these generations are a forgotten person's, whose turn to be emptied has not come (`storage.people.forget`)."""


def read_generation(row: sqlite3.Row, assets: Iterable[sqlite3.Row]) -> Generation:
    """The record behind a row and its asset rows."""
    return Generation(
        **{name: row[name] for name in _AS_STORED},
        destination=Destination(chat_id=row["chat_id"], thread_id=row["thread_id"], reply_to=row["reply_to"]),
        dialect=Dialect(row["dialect"]),
        choices=json.loads(row["choices"]),
        references=unpacked_references(row["reference_list"]),
        state=State(row["state"]),
        created_at=moment(row["created_at"]),
        due_at=moment(row["due_at"]),
        deadline_at=moment(row["deadline_at"]),
        submitted_at=moment(row["submitted_at"]),
        completed_at=moment(row["completed_at"]),
        failure=FailureKind(row["failure"]) if row["failure"] else None,
        free_late_delivery=bool(row["free_late_delivery"]),
        notified=bool(row["notified"]),
        late_notice_sent=bool(row["late_notice_sent"]),
        auto_confirmed=bool(row["auto_confirmed"]),
        borrowed_words=bool(row["borrowed_words"]),
        hides_words=bool(row["hides_words"]),
        deleted=bool(row["deleted"]) or row["forgotten_as"] is not None,
        instead_of=_failed_first(row),
        assets=tuple(read_asset(asset) for asset in assets),
    )


def _failed_first(row: sqlite3.Row) -> FailedFirst | None:
    if row["instead_of"] is None:
        return None
    return FailedFirst(id=row["instead_of"], model=row["instead_of_model"], price=row["instead_of_price"])


def read_asset(row: sqlite3.Row) -> Asset:
    """The record behind an asset's row."""
    fields = {name: row[name] for name in row.keys() if name != "generation_id"}  # noqa: SIM118  a Row iterates values
    return Asset(**{**fields, "kind": Kind(row["kind"])})


async def with_assets(rows: Iterable[sqlite3.Row], fetch: Fetch) -> Sequence[Generation]:
    """The records behind rows, in their order, each with its assets; two queries more, however many there are.

    What belongs to a forgotten person is deleted from the first moment, also while its row waits to be emptied.
    """
    rows = list(rows)
    assets: dict[int, list[sqlite3.Row]] = {row["id"]: [] for row in rows}
    if rows:
        marks = ", ".join("?" for _ in rows)
        for asset in await fetch(
            f"SELECT * FROM assets WHERE generation_id IN ({marks}) ORDER BY generation_id, position",
            list(assets),
        ):
            assets[asset["generation_id"]].append(asset)
    found = [read_generation(row, assets[row["id"]]) for row in rows]
    erased = {row["id"] for row in await fetch(_BEING_ERASED, [json.dumps(list(assets))])} if rows else ()
    return [replace(one, deleted=True) if one.id in erased else one for one in found]
