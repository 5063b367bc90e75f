"""Ways out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.visit import Answer, Page, Shown, Visit
from bot.domain.staff import Act
from bot.staff.console import ConsoleAccess


class Leaving:
    """Signing out: here, or everywhere."""

    def __init__(self, access: ConsoleAccess) -> None:
        self._access = access

    def pages(self) -> Sequence[Page]:
        """Two forms; there is nothing to look at."""
        return [
            Page(path="/sign-out", act=Act.CONSOLE, change=self.here),
            Page(path="/sign-out-everywhere", act=Act.CONSOLE, change=self.everywhere),
        ]

    async def here(self, visit: Visit) -> Answer:
        """End this session."""
        await self._access.sign_out(visit.session)
        return _gone(visit)

    async def everywhere(self, visit: Visit) -> Answer:
        """End all sessions of this person."""
        await self._access.sign_out_everywhere(visit.person_id)
        return _gone(visit)


def _gone(visit: Visit) -> Shown:
    return Shown(template="left", title=visit.t.plain("console-left"))
