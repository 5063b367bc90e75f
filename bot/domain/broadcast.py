"""A message of the operator to everybody who ever wrote to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One message on its way to everybody.

    Attributes:
        id: row id.
        admin_id: Telegram id of who sends it.
        chat_id, message_id: the message that is copied.
        to_all: whether people who want no news get it too: it is no news, but what everyone must know.
        reached: people who got it.
        skipped: people who want no news.
        missed: people whom Telegram does not let us write to.
        after_id: everybody up to this person was tried; people are tried in the order of their ids.
        tried: whether everybody was tried once; who had quiet hours then still waits.
        ended: whether no waiting person is left either.
    """

    id: int
    admin_id: int
    chat_id: int
    message_id: int
    to_all: bool = False
    reached: int = 0
    skipped: int = 0
    missed: int = 0
    after_id: int = 0
    tried: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """How many people there are for a broadcast, without those whom the operator has blocked.

    Attributes:
        willing: who gets news.
        unwilling: who wants none, and gets only what is for everyone.
    """

    willing: int
    unwilling: int


class BroadcastRepository(Protocol):
    """Keeps broadcasts, so that one goes on where it was after a restart."""

    async def audience(self) -> Audience:
        """How many people a broadcast would try."""
        ...

    async def begin(self, *, admin_id: int, chat_id: int, message_id: int, to_all: bool = False) -> bool:
        """Keep a new broadcast of this message. Returns False when there is one already."""
        ...

    async def current(self) -> Broadcast | None:
        """The oldest broadcast that has not ended."""
        ...

    async def ready(self) -> Broadcast | None:
        """The oldest one that can go on now: there is a person left to try whom no quiet hours hold up."""
        ...

    async def postpone(self, broadcast: Broadcast, person_id: int, until: datetime) -> None:
        """Write the bookmark back, and let this person wait for the end of their quiet hours."""
        ...

    async def waiting(self, broadcast: Broadcast, *, limit: int) -> Sequence[int]:
        """Who waited and has no quiet hours any more."""
        ...

    async def stop_waiting(self, broadcast: Broadcast, person_id: int) -> None:
        """This person does not wait any more."""
        ...

    async def seconds_to_wait(self) -> float | None:
        """Seconds until the first quiet hours end for which a person is held back; None when there are none."""
        ...

    async def people_after(self, person_id: int, *, limit: int) -> Sequence[int]:
        """The next people to try, by id."""
        ...

    async def save(self, broadcast: Broadcast) -> None:
        """Write figures, bookmark and end back."""
        ...
