"""Which message of the bot's in a chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class MessageRef:
    """A message in a chat.

    Attributes:
        id: its number.
        ephemeral: whether one member of the group alone sees it; such messages are numbered apart (Bot API,
            Message.ephemeral_message_id).
    """

    id: int
    ephemeral: bool = False

    def as_json(self) -> list[int]:
        """For the data of a conversation."""
        return [self.id, int(self.ephemeral)]

    @classmethod
    def from_json(cls, value: object) -> Self | None:
        """What `as_json` wrote, None for anything else."""
        match value:
            case [int(number), int(ephemeral)]:
                return cls(number, bool(ephemeral))
            case _:
                return None
