"""What operators did."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, Page, Shown, Visit
from bot.domain.paging import OpenPage
from bot.domain.staff import Act, ActQuery, ActReader


class Log:
    """The list of acts."""

    def __init__(self, reader: ActReader) -> None:
        self._reader = reader

    def pages(self) -> Sequence[Page]:
        """The list."""
        return [Page(path="/log", act=Act.LOG, show=self.show, name="log")]

    async def show(self, visit: Visit) -> Answer:
        """The newest lines that fit."""
        act = next((one for one in Act if one == visit.query.get("act")), None)
        person_id = visit.number("person")
        query = ActQuery(act=act, person_id=person_id, before_id=visit.number("before"))
        read = await self._reader.acts(query, LIMIT)
        page = OpenPage.of(read, ROWS)
        keys = {"act": act, "person": person_id}
        return Shown(
            template="log",
            title=visit.t.plain("console-log"),
            values={
                "acts": list(Act),
                "act": act,
                "person_id": person_id,
                "lines": page.lines,
                "next": older_link(keys, page.behind(lambda line: line.id)),
            },
        )
