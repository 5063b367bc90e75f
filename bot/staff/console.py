"""Lets staff into the console in the browser: an address for one person, a session after it, nothing to anyone else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain.console import (
    BUTTON_LIFE,
    IDLE_LIFE,
    LAUNCH_LIFE,
    LINK_LIFE,
    MOST_TRIES,
    SESSION_LIFE,
    ConsoleLink,
    ConsoleReader,
    ConsoleSession,
    Entrance,
    Launch,
)
from bot.domain.staff import Act
from bot.ports import Clock, Store
from bot.staff.staff import Staff

_SECRET_BYTES: Final = 32
_ID_BYTES: Final = 12
_TOUCH_AFTER: Final = timedelta(minutes=1)
"""So far apart are the moments of use that are written down."""
_AHEAD: Final = timedelta(minutes=1)
"""How far Telegram's clock may be before ours."""


@dataclass(frozen=True, slots=True)
class Address:
    """What a person is given once, and what is kept nowhere.

    Attributes:
        id: of the address.
        secret: what opens it; empty where Telegram's proof does.
    """

    id: str
    secret: str = ""


class ConsoleAccess:
    """Who may come in and who is in. A role that is taken counts at the next request.

    Args:
        store: opens transactions.
        reader: reads addresses and sessions.
        clock: the time.
        staff: who has which role.
        read_launch: Telegram's proof behind what a browser sends, when its signature is right; else None.
    """

    def __init__(
        self,
        store: Store,
        reader: ConsoleReader,
        clock: Clock,
        staff: Staff,
        read_launch: Callable[[str], Launch | None],
    ) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock
        self._staff = staff
        self._read_launch = read_launch

    async def invite(self, person_id: int, entrance: Entrance) -> Address:
        """A new address for a person with a role, in place of their earlier one of the same kind."""
        is_link = entrance is Entrance.LINK
        address = Address(
            secrets.token_urlsafe(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES) if is_link else ""
        )
        link = ConsoleLink(
            id=address.id,
            person_id=person_id,
            entrance=entrance,
            digest=_digest(address.secret) if is_link else b"",
            ends_at=self._clock.now() + (LINK_LIFE if is_link else BUTTON_LIFE),
        )
        async with self._store.transaction() as tx:
            await tx.add_console_link(link)
        return address

    async def link(self, link_id: str) -> ConsoleLink | None:
        """The address while it opens anything, else None."""
        link = await self._reader.console_link(link_id)
        if link is None or link.ends_at <= self._clock.now() or link.tries >= MOST_TRIES:
            return None
        return link if self._staff.may(link.person_id, Act.CONSOLE) else None

    async def enter_by_secret(self, link: ConsoleLink, secret: str) -> str | None:
        """Come in by a link, which is used up then. Returns the session's secret; None when the link's is wrong."""
        digest = _digest(secret)
        if link.entrance is not Entrance.LINK or not hmac.compare_digest(digest, link.digest):
            await self._note_wrong(link)
            return None
        token, session = self._session(link.person_id, Entrance.LINK)
        async with self._store.transaction() as tx:
            if not await tx.use_console_link(link.id, digest):
                return None  # by another request, a moment ago
            await tx.add_console_session(session)
        return token

    async def enter_by_launch(self, link: ConsoleLink, init_data: str) -> str | None:
        """Come in by Telegram's proof. Returns the session's secret; None when it is wrong, old, used, or of a person other
        than the one whose button it is.
        """
        launch = self._read_launch(init_data) if link.entrance is Entrance.APP else None
        now = self._clock.now()
        if (
            launch is None
            or launch.person_id != link.person_id
            or not now - LAUNCH_LIFE <= launch.at <= now + _AHEAD
        ):
            await self._note_wrong(link)
            return None
        token, session = self._session(link.person_id, Entrance.APP)
        async with self._store.transaction() as tx:
            if not await tx.use_console_launch(launch.digest, now + LAUNCH_LIFE + 2 * _AHEAD):
                await tx.note_console_try(link.id)
                return None
            await tx.add_console_session(session)
        return token

    async def session(self, token: str) -> ConsoleSession | None:
        """The session behind a cookie, while it lasts and its person has a role; using it keeps it alive."""
        session = await self._reader.console_session(_digest(token)) if token else None
        now = self._clock.now()
        if (
            session is None
            or now >= session.ends_at
            or now - session.used_at >= IDLE_LIFE
            or not self._staff.may(session.person_id, Act.CONSOLE)
        ):
            return None
        if now - session.used_at >= _TOUCH_AFTER:
            async with self._store.transaction() as tx:
                await tx.touch_console_session(session.digest, now)
        return session

    async def sign_out(self, session: ConsoleSession) -> None:
        """End one session."""
        async with self._store.transaction() as tx:
            await tx.end_console_session(session.digest)

    async def sign_out_everywhere(self, person_id: int) -> int:
        """End all sessions and addresses of a person. Returns how many sessions there were."""
        async with self._store.transaction() as tx:
            return await tx.end_console_sessions(person_id)

    async def _note_wrong(self, link: ConsoleLink) -> None:
        async with self._store.transaction() as tx:
            await tx.note_console_try(link.id)

    def _session(self, person_id: int, entrance: Entrance) -> tuple[str, ConsoleSession]:
        token, now = secrets.token_urlsafe(_SECRET_BYTES), self._clock.now()
        session = ConsoleSession(
            digest=_digest(token),
            person_id=person_id,
            entrance=entrance,
            used_at=now,
            ends_at=now + SESSION_LIFE,
        )
        return token, session


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).digest()
