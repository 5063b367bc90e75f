"""Casts as rows (`bot.domain.cast`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

import aiosqlite

from bot.cast.names import name_key
from bot.domain.cast import Character, CharacterKind
from storage.core.columns import moment, packed_references, stamp, unpacked_references
from storage.core.consent_row import ADD_CONSENT
from storage.core.database import Database

_IN_CHAT: Final = "SELECT * FROM characters WHERE chat_id = ? AND kind <> ''"

PICTURES: Final = "pictures"
"""Stands in `consents` for what is said of a character's pictures."""
_VERSION: Final = "1"


class SqliteCharacterRepository:
    """The casts' side of a transaction (`bot.domain.cast.CharacterRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def characters_in(self, chat_id: int) -> Sequence[Character]:
        """The cast of a chat, the oldest first."""
        return _read(await self._connection.execute_fetchall(_IN_CHAT, (chat_id,)))

    async def character(self, character_id: int) -> Character | None:
        """A character, also one that is in no cast yet, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM characters WHERE id = ?", (character_id,)
        )
        return next(iter(_read(rows)), None)

    async def present_characters(self, chat_id: int, ids: Collection[int]) -> Sequence[Character]:
        """Those of them that are in the cast of the chat, the oldest first."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM characters WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND chat_id = ? AND kind <> ''",
            (json.dumps(list(ids)), chat_id),
        )
        return _read(rows)

    async def add_character(self, character: Character) -> Character:
        """Store it; see `CharacterRepository.add_character`."""
        await self._connection.execute(
            "DELETE FROM characters WHERE added_by = ? AND chat_id = ? AND kind = ''",
            (character.added_by, character.chat_id),
        )
        cursor = await self._connection.execute(
            "INSERT INTO characters (chat_id, added_by, kind, name, name_key, photos, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
            (
                character.chat_id,
                character.added_by,
                character.kind or "",
                character.name,
                name_key(character.name),
                packed_references(character.photos),
                stamp(character.created_at),
            ),
        )
        (added,) = _read(await cursor.fetchall())
        return added

    async def save_character(self, character: Character) -> None:
        """Write its kind, name and pictures back."""
        await self._connection.execute(
            "UPDATE characters SET kind = ?, name = ?, name_key = ?, photos = ? WHERE id = ?",
            (
                character.kind or "",
                character.name,
                name_key(character.name),
                packed_references(character.photos),
                character.id,
            ),
        )

    async def delete_character(self, character_id: int) -> None:
        """Delete it with its pictures."""
        await self._connection.execute("DELETE FROM characters WHERE id = ?", (character_id,))

    async def has_agreed_on_pictures(self, person_id: int) -> bool:
        """Whether the person has said that they may use such pictures."""
        rows = await self._connection.execute_fetchall(
            "SELECT 1 FROM consents WHERE person_id = ? AND document = ? AND version = ?",
            (person_id, PICTURES, _VERSION),
        )
        return bool(list(rows))

    async def agree_on_pictures(self, person_id: int, at: datetime) -> None:
        """They say so; the first time counts."""
        await self._connection.execute(ADD_CONSENT, (person_id, PICTURES, _VERSION, stamp(at)))


class SqliteCastReader:
    """Reads casts outside of transactions (`bot.domain.cast.CastReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def cast_of(self, chat_id: int) -> Sequence[Character]:
        """The cast of a chat, the oldest first."""
        return _read(await self._database.rows(_IN_CHAT, (chat_id,)))


def _read(rows: Iterable[sqlite3.Row]) -> list[Character]:
    return sorted((_character(row) for row in rows), key=lambda one: one.id)


def _character(row: sqlite3.Row) -> Character:
    return Character(
        id=row["id"],
        chat_id=row["chat_id"],
        added_by=row["added_by"],
        kind=CharacterKind(row["kind"]) if row["kind"] else None,
        name=row["name"],
        photos=unpacked_references(row["photos"]),
        created_at=moment(row["created_at"]),
    )
