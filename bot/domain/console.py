"""The operator's console in the browser: who may come in, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

LINK_LIFE: Final = timedelta(minutes=2)
"""How long the secret of a link opens the console, once."""

BUTTON_LIFE: Final = timedelta(days=1)
"""How long a button below a message opens it inside Telegram. What opens it then is Telegram's own proof of who taps."""

LAUNCH_LIFE: Final = timedelta(minutes=5)
"""How old Telegram's proof may be. It is taken once."""

IDLE_LIFE: Final = timedelta(hours=1)
"""Without a request a session ends."""

SESSION_LIFE: Final = timedelta(hours=12)
"""So long a session lasts at most."""

MOST_TRIES: Final = 5
"""Wrong secrets, or proofs, that one address takes; after them it is none."""


class Entrance(StrEnum):
    """How a person comes in."""

    LINK = "link"
    """A link with a secret that counts once."""
    APP = "app"
    """A button that opens a page inside Telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleLink:
    """An address that a person was given to come in by.

    Attributes:
        id: part of the address, known to all who saw it; without it there is nothing at that address.
        person_id: for whom it is.
        entrance: which way it opens.
        digest: SHA-256 of the secret; empty where Telegram's proof takes its place.
        tries: how many wrong ones there were.
        ends_at: until when it counts.
    """

    id: str
    person_id: int
    entrance: Entrance
    digest: bytes = b""
    tries: int = 0
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSession:
    """A browser that is in.

    Attributes:
        digest: SHA-256 of the cookie's value.
        person_id: who it is.
        entrance: which way they came.
        used_at: the last request, to the minute.
        ends_at: when it ends at the latest.
    """

    digest: bytes
    person_id: int
    entrance: Entrance
    used_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """Telegram's proof of who has opened a page inside of it, and when; its signature is right.

    Attributes:
        person_id: Telegram id.
        at: when Telegram made it.
        digest: of the signature: the same proof has the same one.
    """

    person_id: int
    at: datetime
    digest: bytes


class ConsoleReader(Protocol):
    """Reads who is in, without a transaction."""

    async def console_link(self, link_id: str) -> ConsoleLink | None:
        """The address, or None."""
        ...

    async def console_session(self, digest: bytes) -> ConsoleSession | None:
        """The session, or None."""
        ...


class ConsoleRepository(Protocol):
    """Addresses, sessions and proofs within a transaction."""

    async def add_console_link(self, link: ConsoleLink) -> None:
        """Store a new address, in place of the person's earlier one of the same kind."""
        ...

    async def use_console_link(self, link_id: str, digest: bytes) -> bool:
        """Delete an address with this secret; False when there is none, and nothing was deleted."""
        ...

    async def note_console_try(self, link_id: str) -> None:
        """A secret or a proof was wrong."""
        ...

    async def use_console_launch(self, digest: bytes, ends_at: datetime) -> bool:
        """Note that a proof was taken; False when it was taken before. It is remembered until then."""
        ...

    async def add_console_session(self, session: ConsoleSession) -> None:
        """Store a new session."""
        ...

    async def touch_console_session(self, digest: bytes, at: datetime) -> None:
        """The session was used; nothing happens to one that has ended."""
        ...

    async def end_console_session(self, digest: bytes) -> None:
        """It is over."""
        ...

    async def end_console_sessions(self, person_id: int) -> int:
        """All sessions and addresses of a person are over. Returns how many sessions there were."""
        ...
