"""Menus and questions in groups: whose they are, and which of them are no longer needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.domain.message_ref import MessageRef

UNUSED: Final = timedelta(hours=1)
"""After so long without a tap a menu is deleted: its person went on with something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A message of the bot's that belongs to one member of a group.

    Attributes:
        chat_id, message: which message.
        thread_id: the topic that it is in, None outside topics.
        person_id: who opened it, or is asked.
        draft_id: the draft that it is about, if any.
    """

    chat_id: int
    message: MessageRef
    thread_id: int | None
    person_id: int
    draft_id: int | None = None


class MenuRepository(Protocol):
    """Keeps the menus."""

    async def keep(self, menu: Menu, now: datetime) -> None:
        """Write a menu down, or what has become of it, used now."""
        ...

    async def owner(self, chat_id: int, message_id: int) -> int | None:
        """Who opened a message that everybody sees; None for a message without an owner, or a deleted one."""
        ...

    async def take_done(
        self, chat_id: int, thread_id: int | None, person_id: int, draft_id: int | None
    ) -> Sequence[Menu]:
        """Take out what a person does not need any more in a topic: what is about this draft, or about none."""
        ...

    async def take_unused(self, before: datetime, limit: int) -> Sequence[Menu]:
        """Take out menus that no one has used since then, the oldest first."""
        ...

    async def drop(self, chat_id: int, message: MessageRef) -> None:
        """The message is no menu any more: it shows something that concerns everybody, or is gone."""
        ...
