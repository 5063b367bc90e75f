"""Updates that are confirmed to Telegram and not handled yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from bot.domain.incoming_update import IncomingUpdate


class PendingUpdates(Protocol):
    """Keeps them until they are handled, across restarts."""

    async def restore(self) -> Sequence[IncomingUpdate]:
        """Those of an earlier process in their order, without content.

        What is older than Telegram would have kept it, or was begun with several times and never handled, is dropped;
        what is about money never is.

        Raises:
            StorageError: the database cannot be used.
        """
        ...

    async def add(self, updates: Iterable[IncomingUpdate]) -> None:
        """Write them down, each with its content; repeating is harmless.

        Raises:
            StorageError: the database cannot be used; none is written down.
        """
        ...

    async def content(self, update_id: int) -> Mapping[str, Any] | None:
        """An update's content, to begin with it; None when it is not there (its person was forgotten) or cannot be decrypted.

        Raises:
            StorageError: the database cannot be used.
        """
        ...

    async def remove(self, update_ids: Iterable[int]) -> None:
        """They were handled.

        Raises:
            StorageError: the database cannot be used.
        """
        ...
