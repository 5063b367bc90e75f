"""The operator's list of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.group import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group as the operator sees it.

    Attributes:
        group: which.
        balance: credits that its account has.
        spent: credits of the account that its members spent, open holds included.
        members: how many of them spent some.
    """

    group: Group
    balance: int
    spent: int
    members: int


class GroupDirectory(Protocol):
    """Reads all groups; queries that change nothing."""

    async def count(self) -> int:
        """How many there are, those that the bot has left included."""
        ...

    async def page(self, *, offset: int, limit: int, since: datetime) -> Sequence[GroupLine]:
        """Some of them: those that the bot is in first, by title.

        Args:
            offset, limit: which.
            since: from when on spending counts.
        """
        ...

    async def line(self, chat_id: int, *, since: datetime) -> GroupLine | None:
        """One of them, or None when it was never seen."""
        ...
