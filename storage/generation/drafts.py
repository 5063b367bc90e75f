"""Drafts as rows (`bot.domain.person.DraftRepository`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import aiosqlite

from bot.domain.look import Look
from bot.domain.person import Draft
from storage.core.columns import (
    moment,
    packed,
    packed_references,
    packed_several,
    stamp,
    unpacked_references,
    unpacked_several,
)
from storage.core.database import Database
from storage.core.look_row import LOOKS, read_look
from storage.generation.quotes import cancel_quotes_of_draft


class SqliteDraftRepository:
    """Keeps drafts in the database, so that a card still works after a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, draft: Draft, *, quote_id: int | None = None) -> Draft:
        """Store a new draft; returns it with its id. `quote_id` is a quote that is its price from now on."""
        columns = {
            "person_id": draft.person_id,
            "chat_id": draft.chat_id,
            "thread_id": draft.thread_id,
            "party_id": draft.party_id,
            "created_at": stamp(draft.created_at),
            "used_at": stamp(draft.created_at),
            **_content(draft),
        }
        number = await self._database.next_id("drafts")
        await self._database.write(
            lambda connection: _add(connection, {"id": number, **columns}, quote_id), "drafts", "quotes"
        )
        has_look = draft.look is not None and draft.look.id == draft.look_id
        look = draft.look if has_look else await self._look(draft.look_id)
        return replace(draft, id=number, look=look)

    async def get(self, draft_id: int) -> Draft | None:
        """The draft, or None when it is gone."""
        row = await self._database.row("SELECT * FROM drafts WHERE id = ?", (draft_id,))
        if row is None:
            return None
        return Draft(
            id=row["id"],
            person_id=row["person_id"],
            chat_id=row["chat_id"],
            thread_id=row["thread_id"],
            model=row["model"],
            recipe=row["recipe"],
            continues=row["continues"],
            choices=json.loads(row["choices"]),
            prompt=row["prompt"],
            borrowed_words=bool(row["borrowed_words"]),
            look_id=row["look_id"],
            look=await self._look(row["look_id"]),
            references=unpacked_references(row["reference_list"]),
            several=unpacked_several(row["several"]),
            unused_choices=json.loads(row["unused_choices"]),
            unused_references=unpacked_references(row["unused_references"]),
            cast_on=tuple(json.loads(row["cast_on"])),
            cast_off=tuple(json.loads(row["cast_off"])),
            created_at=moment(row["created_at"]),
            party_id=row["party_id"],
            closed_at=moment(row["closed_at"]),
        )

    async def _look(self, look_id: int | None) -> Look | None:
        if look_id is None:
            return None
        row = await self._database.row(f"{LOOKS} WHERE l.id = ?", (look_id,))
        return read_look(row) if row is not None else None

    async def has_borrowed(self, person_id: int, prompt: str) -> bool:
        """Whether a draft of the person has these words of another; see `DraftRepository.has_borrowed`."""
        sql = "SELECT 1 FROM drafts WHERE person_id = ? AND borrowed_words = 1 AND prompt = ? LIMIT 1"
        return await self._database.row(sql, (person_id, prompt)) is not None

    async def save(self, draft: Draft, at: datetime, *, same_request: bool = False) -> None:
        """Write an open draft back; see `DraftRepository.save`."""
        content = _content(draft)
        names, marks = ", ".join(content), ", ".join("?" for _ in content)
        assignments = ", ".join(f"{name} = ?" for name in content)

        async def write(connection: aiosqlite.Connection) -> None:
            cursor = await connection.execute(
                f"UPDATE drafts SET {assignments}, used_at = ? WHERE id = ? AND closed_at IS NULL"
                f" AND ({names}) IS NOT ({marks})",
                (*content.values(), stamp(at), draft.id, *content.values()),
            )
            if cursor.rowcount and not same_request:
                await cancel_quotes_of_draft(connection, draft.id, at)

        await self._database.write(write, "drafts", "quotes")


async def _add(connection: aiosqlite.Connection, columns: Mapping[str, Any], quote_id: int | None) -> None:
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    await connection.execute(f"INSERT INTO drafts ({names}) VALUES ({marks})", tuple(columns.values()))
    if quote_id is not None:
        await connection.execute("UPDATE quotes SET draft_id = ? WHERE id = ?", (columns["id"], quote_id))


def _content(draft: Draft) -> dict[str, Any]:
    """What a draft asks for, by its columns."""
    return {
        "model": draft.model,
        "recipe": draft.recipe,
        "continues": draft.continues,
        "choices": packed(draft.choices),
        "prompt": draft.prompt,
        "borrowed_words": draft.borrowed_words,
        "look_id": draft.look_id,
        "reference_list": packed_references(draft.references),
        "cast_on": json.dumps(draft.cast_on),
        "cast_off": json.dumps(draft.cast_off),
        "several": packed_several(draft.several),
        "unused_choices": packed(draft.unused_choices),
        "unused_references": packed_references(draft.unused_references),
    }
