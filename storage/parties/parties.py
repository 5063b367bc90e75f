"""Parties, their votes and their schedule as rows (`bot.domain.party`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import aiosqlite

from bot.domain.generation import Generation
from bot.domain.party import GOING_ON, Party, PartyState, ShownEntry
from bot.errors import AlreadyDone, IllegalStep
from bot.ledger.entries import OwnerKind
from storage.core.columns import moment, stamp
from storage.core.insert import insert_new
from storage.core.ledger import open_account
from storage.core.row_mapper import with_assets

_GOING_ON = ", ".join(f"'{state}'" for state in sorted(GOING_ON))

_AS_STORED = (
    *("id", "chat_id", "thread_id", "reply_to", "asked_by", "starter_id", "language", "theme", "credits"),
    *("share", "least", "source_id", "budget_account_id", "message_id", "ballot_id", "returned"),
)


class SqlitePartyRepository:
    """The parties' side of a transaction (`bot.domain.party.PartyRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_party(self, party: Party) -> Party:
        """Store a new party and open its budget; see `PartyRepository.add_party`."""
        columns = _columns(party) | {
            "chat_id": party.chat_id,
            "thread_id": party.thread_id,
            "reply_to": party.reply_to,
            "asked_by": party.asked_by,
            "starter_id": party.starter_id,
            "language": party.language,
            "credits": party.credits,
            "share": party.share,
            "least": party.least,
            "source_id": party.source_id,
            "created_at": stamp(party.created_at),
        }
        number = await insert_new(self._connection, "parties", columns)
        if number is None:
            raise AlreadyDone(party.asked_by)
        budget = await open_account(self._connection, OwnerKind.PARTY, number)
        await self._connection.execute(
            "UPDATE parties SET budget_account_id = ? WHERE id = ?", (budget.id, number)
        )
        stored = await self.party(number)
        if stored is None:
            raise KeyError(number)
        return stored

    async def party(self, party_id: int) -> Party | None:
        """The party, or None."""
        return await self._one("id = ?", party_id)

    async def party_asked_by(self, asked_by: str) -> Party | None:
        """The party that this message made, or None."""
        return await self._one("asked_by = ?", asked_by)

    async def party_in(self, chat_id: int) -> Party | None:
        """The party that goes on in this chat, or None."""
        return await self._one(f"chat_id = ? AND state IN ({_GOING_ON})", chat_id)

    async def save_party(self, party: Party, *, expected: PartyState) -> None:
        """Write it back; see `PartyRepository.save_party` for what is refused."""
        columns = _columns(party)
        assignments = ", ".join(f"{name} = ?" for name in columns)
        cursor = await self._connection.execute(
            f"UPDATE parties SET {assignments} WHERE id = ? AND state = ? AND chat_id = ?",
            (*columns.values(), party.id, expected, party.chat_id),
        )
        if cursor.rowcount != 1:
            msg = f"party {party.id} is no longer {expected}"
            raise IllegalStep(msg)

    async def party_entries(self, party_id: int) -> Sequence[Generation]:
        """Every generation of the party, oldest first."""
        fetch = self._connection.execute_fetchall
        rows = await fetch("SELECT * FROM generations WHERE party_id = ? ORDER BY id", (party_id,))
        return await with_assets(rows, fetch)

    async def cast_vote(self, party_id: int, person_id: int, generation_id: int | None) -> None:
        """The person's one vote."""
        if generation_id is None:
            await self._connection.execute(
                "DELETE FROM party_votes WHERE party_id = ? AND person_id = ?", (party_id, person_id)
            )
            return
        await self._connection.execute(
            "INSERT INTO party_votes (party_id, person_id, generation_id) VALUES (?, ?, ?)"
            " ON CONFLICT (party_id, person_id) DO UPDATE SET generation_id = excluded.generation_id",
            (party_id, person_id, generation_id),
        )

    async def votes(self, party_id: int) -> Mapping[int, int]:
        """Who voted for which generation."""
        rows = await self._connection.execute_fetchall(
            "SELECT person_id, generation_id FROM party_votes WHERE party_id = ?", (party_id,)
        )
        return {row["person_id"]: row["generation_id"] for row in rows}

    async def _one(self, where: str, value: object) -> Party | None:
        for row in await self._connection.execute_fetchall(f"SELECT * FROM parties WHERE {where}", (value,)):
            return read_party(row)
        return None


def _columns(party: Party) -> dict[str, Any]:
    """What a step writes."""
    return {
        "theme": party.theme,
        "state": party.state,
        "ends_at": stamp(party.ends_at),
        "due_at": stamp(party.due_at),
        "message_id": party.message_id,
        "ballot_id": party.ballot_id,
        "entries": json.dumps(
            [
                {"generation": one.generation_id, "posted": one.posted, "message": one.message_id}
                for one in party.entries
            ]
        ),
        "returned": party.returned,
    }


def read_party(row: sqlite3.Row) -> Party:
    """The record behind a party's row."""
    return Party(
        **{name: row[name] for name in _AS_STORED},
        state=PartyState(row["state"]),
        created_at=moment(row["created_at"]),
        ends_at=moment(row["ends_at"]),
        due_at=moment(row["due_at"]),
        entries=tuple(
            ShownEntry(one["generation"], posted=one["posted"], message_id=one["message"])
            for one in json.loads(row["entries"])
        ),
    )
