"""Who is in a group, and who administers it: only Telegram knows."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """What a person is in a group."""

    ADMIN = "admin"
    """Its creator, or one of its administrators."""
    MEMBER = "member"
    OUTSIDE = "outside"
    """Left, removed, or never there."""
    UNKNOWN = "unknown"
    """Telegram cannot be asked, does not say, or says what cannot be understood."""


class ChatMembers(Protocol):
    """Asks about people in groups."""

    async def standing(self, chat_id: int, person_id: int, *, now: bool = False) -> Standing:
        """What the person is in the group. Never raises.

        Args:
            chat_id: the group.
            person_id: of whom.
            now: whether an answer of moments ago is not good enough.
        """
        ...

    def changed(self, chat_id: int, person_id: int | None = None) -> None:
        """Telegram says that a person came, went, or got other rights; without a person, that the bot did."""
        ...
