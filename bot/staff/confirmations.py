"""What operators were asked about once more: each answer counts once, and only from who was asked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from bot.ports import Clock
from bot.staff.staff import Staff

LIFE: Final = timedelta(minutes=15)
"""How long a question can be answered."""
_MOST: Final = 1_000
"""Questions that are kept at once; the oldest go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRequest:
    """Credits that an operator wants to give, or to take back.

    Attributes:
        owner_id: Telegram id of the person, or of the group (negative).
        amount: credits; negative ones are taken back.
        reason: the operator's words for it, possibly empty.
        operation_key: unique name of the message that asked for it.
    """

    owner_id: int
    amount: int
    reason: str
    operation_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRequest:
    """What an operator wants to write to a person.

    Attributes:
        person_id: to whom.
        words: what.
    """

    person_id: int
    words: str


Request = GrantRequest | MessageRequest
"""What is asked about once more."""
Kind = TypeVar("Kind", GrantRequest, MessageRequest)


class Confirmations:
    """Keeps what was asked, in memory: after a restart the command is sent again."""

    def __init__(self, clock: Clock, staff: Staff) -> None:
        self._clock = clock
        self._staff = staff
        self._asked: dict[str, tuple[int, datetime, Request]] = {}

    def are_needed(self, request: GrantRequest, *, by: int) -> bool:
        """Whether an operator with this role is asked about so many credits."""
        return self._staff.asks_about(by, request.amount)

    def ask(self, request: Request, *, by: int) -> str:
        """Keep a request of the operator `by`; returns the token of its one confirmation."""
        while len(self._asked) >= _MOST:
            del self._asked[next(iter(self._asked))]
        token = secrets.token_urlsafe(12)
        self._asked[token] = (by, self._clock.now(), request)
        return token

    def take(self, token: str, kind: type[Kind], *, by: int) -> Kind | None:
        """The request of this kind, once; None when it was taken before, is too old, or was asked of another operator."""
        asked = self._asked.get(token)
        if asked is None or asked[0] != by or not isinstance(asked[2], kind):
            return None
        del self._asked[token]
        return asked[2] if self._clock.now() - asked[1] <= LIFE else None
