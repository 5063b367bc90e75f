"""Updates that wait, in memory, and a count of what became of updates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.incoming_update import IncomingUpdate
from bot.errors import StorageError


class MemoryPendingUpdates:
    """Implements `bot.ports.PendingUpdates`; while `broken`, like a database that cannot be used."""

    def __init__(self) -> None:
        self.rows: dict[int, IncomingUpdate] = {}
        self.added: list[int] = []
        self.broken = False

    def _require_use(self) -> None:
        if self.broken:
            raise StorageError("locked")

    async def restore(self) -> Sequence[IncomingUpdate]:
        """All of them, without content."""
        self._require_use()
        return [replace(one, content=None) for _, one in sorted(self.rows.items())]

    async def add(self, updates: Iterable[IncomingUpdate]) -> None:
        """Write them down."""
        self._require_use()
        for one in updates:
            self.rows[one.id] = one
            self.added.append(one.id)

    async def content(self, update_id: int) -> Mapping[str, Any] | None:
        """What was written down."""
        self._require_use()
        found = self.rows.get(update_id)
        return found.content if found is not None else None

    async def remove(self, update_ids: Iterable[int]) -> None:
        """They were handled."""
        self._require_use()
        for one in update_ids:
            self.rows.pop(one, None)


class UpdateCounter:
    """Implements `bot.web.update_feed.UpdateObserver`."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def update(self, kind: str, outcome: str) -> None:
        """Count it."""
        self.counts[kind, outcome] += 1
