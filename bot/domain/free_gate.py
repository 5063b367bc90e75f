"""Who may spend free credits: everyone, members of the operator's channel, or people who have bought credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

_CHANNEL: Final = re.compile(r"channel:(-[0-9]{1,16})")


class FreeGateKind(StrEnum):
    """What opens the free credits."""

    NONE = "none"
    """Nothing has to: everyone may spend theirs."""
    CHANNEL = "channel"
    """Membership in the operator's channel or group."""
    PURCHASE = "purchase"
    """A payment that stands."""


@dataclass(frozen=True, slots=True)
class FreeGate:
    """The operator's rule.

    Attributes:
        kind: what opens the free credits.
        channel_id: Telegram id of the channel, 0 without one.
    """

    kind: FreeGateKind = FreeGateKind.NONE
    channel_id: int = 0

    def __str__(self) -> str:
        """As the setting is written."""
        return f"{self.kind}:{self.channel_id}" if self.channel_id else str(self.kind)

    @classmethod
    def parse(cls, text: str) -> Self:
        """`none`, `purchase`, or `channel:` and an id.

        Raises:
            ValueError: it is none of these.
        """
        if found := _CHANNEL.fullmatch(text):
            return cls(FreeGateKind.CHANNEL, int(found[1]))
        if text in {FreeGateKind.NONE, FreeGateKind.PURCHASE}:
            return cls(FreeGateKind(text))
        msg = "must be none, purchase, or channel: and the id of a channel, like channel:-1001234567890"
        raise ValueError(msg)
