"""The groups that the bot is in, and what they spend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, Page, Shown, Visit
from bot.domain.group_directory import GroupDirectory
from bot.domain.paging import OpenPage
from bot.domain.staff import Act

SPENT_WITHIN: Final = timedelta(days=30)
_MOST_PAGES: Final = 1_000


class Groups:
    """The list of groups. Who is let in is decided in the chat."""

    def __init__(self, directory: GroupDirectory) -> None:
        self._directory = directory

    def pages(self) -> Sequence[Page]:
        """The list."""
        return [Page(path="/groups", act=Act.GROUPS, show=self.show, name="groups")]

    async def show(self, visit: Visit) -> Answer:
        """Those that the bot is in first, by title."""
        offset = min(max(visit.number("before") or 0, 0), _MOST_PAGES * ROWS)
        read = await self._directory.page(offset=offset, limit=LIMIT, since=visit.now - SPENT_WITHIN)
        page = OpenPage.of(read, ROWS)
        return Shown(
            template="groups",
            title=visit.t.plain("console-groups"),
            values={
                "lines": page.lines,
                "next": older_link({}, offset + ROWS if page.has_more else None),
            },
        )
