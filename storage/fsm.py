"""Where a conversation stands, kept through restarts: aiogram's storage interface over the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import aiosqlite
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from storage.core.database import Database


class SqliteFsmStorage(BaseStorage):
    """State and data of conversations in the table `fsm_states`; behaves like aiogram's memory storage."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = DefaultKeyBuilder(with_bot_id=True, with_business_connection_id=True, with_destiny=True)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Set or clear the state; the data stays."""
        name = state.state if isinstance(state, State) else state
        await self._write("state", key, name, empty=name is None)

    async def set_both(self, key: StorageKey, state: str | None, data: Mapping[str, Any]) -> None:
        """Replace state and data in one transaction. A row with nothing in it goes."""
        name, packed = self._name(key), json.dumps(dict(data), ensure_ascii=False)

        async def write(connection: aiosqlite.Connection) -> None:
            if state is None and not data:
                await connection.execute("DELETE FROM fsm_states WHERE key = ?", (name,))
                return
            await connection.execute(
                "INSERT INTO fsm_states (key, chat_id, person_id, state, data) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET state = excluded.state, data = excluded.data",
                (name, key.chat_id, key.user_id, state, packed),
            )

        await self._database.write(write, "fsm_states")

    async def get_state(self, key: StorageKey) -> str | None:
        """The state, or None."""
        row = await self._database.row("SELECT state FROM fsm_states WHERE key = ?", (self._name(key),))
        return row["state"] if row is not None else None

    async def get_both(self, key: StorageKey) -> tuple[str | None, dict[str, Any]]:
        """State and data, read together."""
        row = await self._database.row("SELECT state, data FROM fsm_states WHERE key = ?", (self._name(key),))
        return (row["state"], dict(json.loads(row["data"]))) if row is not None else (None, {})

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data; the state stays.

        Raises:
            DataNotDictLikeError: it is no dictionary.
        """
        if not isinstance(data, dict):
            msg = f"data must be a dictionary, not {type(data).__name__}"
            raise DataNotDictLikeError(msg)
        await self._write("data", key, json.dumps(data, ensure_ascii=False), empty=not data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data; empty when there is none."""
        row = await self._database.row("SELECT data FROM fsm_states WHERE key = ?", (self._name(key),))
        return dict(json.loads(row["data"])) if row is not None else {}

    async def close(self) -> None:
        """Nothing to close: the database is closed by who opened it."""

    def _name(self, key: StorageKey) -> str:
        return self._keys.build(key)

    async def _write(self, column: str, key: StorageKey, value: str | None, *, empty: bool) -> None:
        """Write one side of a conversation. A row with nothing in it goes; emptying what is not there writes nothing."""
        name = self._name(key)
        async with self._database.transaction() as connection:
            if empty:
                await connection.execute(f"UPDATE fsm_states SET {column} = ? WHERE key = ?", (value, name))
                await connection.execute(
                    "DELETE FROM fsm_states WHERE key = ? AND state IS NULL AND data = '{}'", (name,)
                )
            else:
                await connection.execute(
                    f"INSERT INTO fsm_states (key, chat_id, person_id, {column}) VALUES (?, ?, ?, ?)"
                    f" ON CONFLICT (key) DO UPDATE SET {column} = excluded.{column}",
                    (name, key.chat_id, key.user_id, value),
                )
