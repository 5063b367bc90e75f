"""Whether a person may spend the free credits that they have."""

from __future__ import annotations

from typing import Protocol

from bot.errors import Refusal


class FreeCreditsAccess(Protocol):
    """Asked before a transaction: Telegram may have to be asked in turn."""

    async def closed_for(self, person_id: int, *, now: bool = False) -> Refusal | None:
        """Why this person may not spend free credits; None when they may.

        Args:
            person_id: Telegram user id.
            now: whether an answer of moments ago is not good enough.

        Raises:
            StorageError: that is not known now.
        """
        ...


class ChannelLinks(Protocol):
    """Knows how people get into a channel."""

    async def link(self, chat_id: int) -> str:
        """An address that leads there; empty when there is none, or it is not known now. Never raises."""
        ...
