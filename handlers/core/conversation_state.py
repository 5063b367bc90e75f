"""The FSM state of one update: read once, written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StateType, StorageKey


@runtime_checkable
class ConversationStorage(Protocol):
    """A storage that reads and keeps state and data in one step; others take two."""

    async def get_both(self, key: StorageKey) -> tuple[str | None, dict[str, Any]]:
        """State and data."""
        ...

    async def set_both(self, key: StorageKey, state: str | None, data: Mapping[str, Any]) -> None:
        """Replace state and data."""
        ...


class ConversationState(FSMContext):
    """An FSM context whose changes are written together when the update has been handled (`flush`).

    A handler changes state and data several times on its way to an answer; only what is left in the end matters to the
    next update, and each write is a transaction. After `flush` changes are written at once: what goes on in the
    background holds the person's turn meanwhile, so that it does not meet an update that is being handled.
    """

    def __init__(self, state: FSMContext) -> None:
        super().__init__(storage=state.storage, key=state.key)
        self._known: tuple[str | None, dict[str, Any]] | None = None
        self._now: tuple[str | None, dict[str, Any]] | None = None
        self._buffers = True

    async def get_state(self) -> str | None:
        """The state, as this update has left it."""
        return (await self._read())[0]

    async def get_data(self) -> dict[str, Any]:
        """A copy of the data, as this update has left it."""
        return dict((await self._read())[1])

    async def get_value(self, key: str, default: Any | None = None) -> Any | None:
        """One value of the data."""
        return (await self._read())[1].get(key, default)

    async def set_state(self, state: StateType = None) -> None:
        """Set or clear the state; the data stays."""
        name = state.state if isinstance(state, State) else state
        await self._write(name, (await self._read())[1])

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Replace the data; the state stays."""
        await self._write((await self._read())[0], dict(data))

    async def update_data(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Add to the data; returns a copy of all of it."""
        state, known = await self._read()
        changed = {**known, **(data or {}), **kwargs}
        await self._write(state, changed)
        return dict(changed)

    async def clear(self) -> None:
        """End the conversation; one that there was not costs no write."""
        await self._read()
        await self._write(None, {})

    async def write_along(self) -> None:
        """Have what has changed so far written with the update's next transaction, where there is one."""
        if self._buffers and self._now is not None and self._now != self._known:
            await self._store(*self._now)
            self._known = self._now

    async def flush(self) -> None:
        """Write what has changed; from now on every change is written at once."""
        self._buffers = False
        if self._now is not None and self._now != self._known:
            await self._store(*self._now)
        self._known = self._now = None

    async def _read(self) -> tuple[str | None, dict[str, Any]]:
        if self._now is not None:
            return self._now
        if isinstance(self.storage, ConversationStorage):
            found = await self.storage.get_both(self.key)
        else:
            found = await super().get_state(), await super().get_data()
        if self._buffers:
            self._known = self._now = found
        return found

    async def _write(self, state: str | None, data: dict[str, Any]) -> None:
        if self._buffers:
            self._now = state, data
        else:
            await self._store(state, data)

    async def _store(self, state: str | None, data: dict[str, Any]) -> None:
        if isinstance(self.storage, ConversationStorage):
            await self.storage.set_both(self.key, state, data)
            return
        await super().set_state(state)
        await super().set_data(data)
