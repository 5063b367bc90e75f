"""Messages of a group that one member alone sees, and where Telegram does not send them.

Bot API, "Ephemeral messages and commands": any bot may answer a tap or an ephemeral command so within 15 seconds, a bot
that administers the group at any time. The `message_id` of such a message is 0; its `ephemeral_message_id` counts apart
(`bot.domain.message_ref`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from aiogram.types import InaccessibleMessage, Message
from cachetools import TLRUCache

from bot.domain.message_ref import MessageRef

_REMEMBERED: Final = 1000


class EphemeralRight(StrEnum):
    """What entitles the bot to send an ephemeral message."""

    TAP = "tap"
    COMMAND = "command"
    """A command that only the bot saw."""
    ADMIN = "admin"
    """Nothing but its own rights."""


_SECONDS: Final = {EphemeralRight.TAP: 60.0, EphemeralRight.COMMAND: 60.0, EphemeralRight.ADMIN: 600.0}
"""How long a refusal is remembered. One tap may only have been answered too late; rights change seldom."""


class EphemeralSupport:
    """Knows where Telegram has lately refused ephemeral messages.

    Args:
        monotonic: seconds that only go forward.

    Attributes:
        is_proven: whether this Telegram has sent one: one that does not know them shows the same message to all.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.is_proven = False
        self._refused: TLRUCache[tuple[int, EphemeralRight], None] = TLRUCache(
            _REMEMBERED, lambda key, _, now: now + _SECONDS[key[1]], monotonic
        )

    def may(self, chat_id: int, way: EphemeralRight) -> bool:
        """Whether it is worth a try."""
        return (chat_id, way) not in self._refused

    def refused(self, chat_id: int, way: EphemeralRight) -> None:
        """Telegram did not do it: ordinary answers for a while."""
        self._refused[chat_id, way] = None


def message_ref(message: Message | InaccessibleMessage) -> MessageRef:
    """The message, whichever of the two numberings it has."""
    if isinstance(message, Message) and message.ephemeral_message_id is not None:
        return MessageRef(message.ephemeral_message_id, ephemeral=True)
    return MessageRef(message.message_id)
