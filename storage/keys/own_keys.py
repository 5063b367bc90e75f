"""KIE keys that people bring, as rows of `integrations` (`bot.availability.own_keys.OwnKeyRepository`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.own_keys import OwnKey, owner_of
from bot.errors import StorageError
from bot.ports import Clock
from storage.core.columns import moment, stamp
from storage.core.database import Database
from storage.core.state_lists import HOLDING, OPEN
from storage.keys.encryption import CredentialCipher
from storage.keys.integrations import PROVIDER

_ENDING = 4
"""Characters of a key that may be shown."""

_CURRENT = "SELECT * FROM integrations WHERE owner = ? AND provider = ? AND retired_at IS NULL"

_NAMED = "owner = ? AND id = ? AND provider = ?"

# Whatever still has something due may ask KIE again: what is open, and what is watched past its deadline.
_SWEEP = f"""
DELETE FROM integrations WHERE retired_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM generations AS g
  WHERE g.own_key = integrations.owner || '#' || integrations.id AND g.own_key <> ''
    AND (g.state IN ({HOLDING}) OR g.due_at IS NOT NULL OR g.wake_requested = 1)
)
"""


class SqliteOwnKeyRepository:
    """Keeps keys in the database, encrypted. A key that no SECRET_KEY decrypts is as good as removed."""

    def __init__(self, database: Database, credential_cipher: CredentialCipher, clock: Clock) -> None:
        self._database = database
        self._cipher = credential_cipher
        self._clock = clock

    async def in_use(self, owner: str) -> str:
        """Name of the key that the owner's new generations go with, or empty."""
        key = await self.current(owner)
        return key.name if key is not None and key.enabled else ""

    async def newest(self, name: str) -> str:
        """The name itself, or that of the key which has taken its place."""
        row = await self._named(name)
        if row is not None and row["retired_at"] is None:
            return name
        successor = await self.current(owner_of(name))
        return successor.name if successor is not None else name

    async def current(self, owner: str) -> OwnKey | None:
        """The owner's key, or None when there is none that can be read."""
        row = await self._database.row(_CURRENT, (owner, PROVIDER))
        secret = self._secret(row) if row is not None else None
        if row is None or secret is None:
            return None
        return OwnKey(
            name=_name(row),
            owner=owner,
            ending=secret[-_ENDING:],
            added_at=moment(row["updated_at"]),
            enabled=bool(row["enabled"]),
            trouble=KeyTrouble(row["trouble"]) if row["trouble"] else None,
        )

    async def secret(self, name: str) -> str | None:
        """The key itself, also of a replaced one; None when it was removed."""
        row = await self._named(name)
        return self._secret(row) if row is not None else None

    async def put(self, owner: str, api_key: str, *, enabled: bool) -> OwnKey:
        """Store a key in place of the owner's earlier one."""
        now = stamp(self._clock.now())
        credentials = self._cipher.encrypt(json.dumps({"apiKey": api_key}))
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE integrations SET retired_at = ? WHERE owner = ? AND provider = ? AND retired_at IS NULL",
                (now, owner, PROVIDER),
            )
            await connection.execute(
                "INSERT INTO integrations (owner, provider, credentials, updated_at, enabled) VALUES (?, ?, ?, ?, ?)",
                (owner, PROVIDER, credentials, now, enabled),
            )
        await self.sweep()
        stored = await self.current(owner)
        if stored is None:
            raise KeyError(owner)
        return stored

    async def remove(self, owner: str) -> None:
        """Forget all keys of the owner."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM integrations WHERE owner = ? AND provider = ?", (owner, PROVIDER)
            )

    async def switch(self, owner: str, *, enabled: bool) -> None:
        """Whether the owner's new generations go with the key."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "UPDATE integrations SET enabled = ? WHERE owner = ? AND provider = ? AND retired_at IS NULL",
                (enabled, owner, PROVIDER),
            )

    async def note_trouble(self, name: str, trouble: KeyTrouble | None) -> bool:
        """Keep what is wrong with a key; unchanged it costs one read. Returns whether that is news."""
        row = await self._named(name)
        wrong = trouble or ""
        if row is None or row["trouble"] == wrong:
            return False
        async with self._database.transaction() as connection:
            cursor = await connection.execute(
                f"UPDATE integrations SET trouble = ? WHERE {_NAMED} AND trouble <> ?",
                (wrong, *_parts(name), wrong),
            )
        return cursor.rowcount == 1

    async def begun_with(self, owner: str) -> Sequence[int]:
        """Ids of the open generations that go with any key of the owner."""
        # '$' follows '#': the names of this owner's keys, and of no other's, lie between them.
        rows = await self._database.rows(
            "SELECT id FROM generations WHERE own_key <> '' AND own_key > ? AND own_key < ?"
            f" AND state IN ({OPEN}) ORDER BY id",
            (f"{owner}#", f"{owner}$"),
        )
        return [row["id"] for row in rows]

    async def maker_of(self, url: str) -> str:
        """Name of the key that the result at this address was made with; empty when that is not known."""
        row = await self._database.row(
            "SELECT coalesce(nullif(g.own_key, ''), g.operator_key) AS key FROM assets AS a JOIN generations AS g ON g.id = a.generation_id"
            " WHERE a.url = ? ORDER BY a.id DESC LIMIT 1",
            (url,),
        )
        return str(row["key"]) if row is not None else ""

    async def sweep(self) -> int:
        """Forget replaced keys with which nothing is open or watched any more. Returns how many."""
        async with self._database.transaction() as connection:
            cursor = await connection.execute(_SWEEP)
        return cursor.rowcount

    async def _named(self, name: str) -> sqlite3.Row | None:
        return await self._database.row(f"SELECT * FROM integrations WHERE {_NAMED}", _parts(name))

    def _secret(self, row: sqlite3.Row) -> str | None:
        try:
            return str(json.loads(self._cipher.decrypt(row["credentials"]))["apiKey"])
        except StorageError:
            return None


def _name(row: sqlite3.Row) -> str:
    return f"{row['owner']}#{row['id']}"


def _parts(name: str) -> tuple[str, str, str]:
    owner, _, number = name.rpartition("#")
    return owner, number, PROVIDER
