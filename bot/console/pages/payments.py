"""What was paid, and what of it is open."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, Page, Shown, Visit
from bot.domain.console_lists import ConsoleLists
from bot.domain.paging import OpenPage
from bot.domain.payment import PaymentState
from bot.domain.staff import Act

_OPEN = (PaymentState.UNCLAIMED, PaymentState.REFUNDING)


class Payments:
    """The list of payments. Refunds are the chat's: a receipt's number goes there."""

    def __init__(self, lists: ConsoleLists) -> None:
        self._lists = lists

    def pages(self) -> Sequence[Page]:
        """The list."""
        return [Page(path="/payments", act=Act.STARS, show=self.show, name="payments")]

    async def show(self, visit: Visit) -> Answer:
        """The newest that fit."""
        state = next((one for one in _OPEN if one == visit.query.get("state")), None)
        read = await self._lists.payments(state, visit.number("before"), LIMIT)
        page = OpenPage.of(read, ROWS)
        return Shown(
            template="payments",
            title=visit.t.plain("console-payments"),
            values={
                "states": _OPEN,
                "state": state,
                "lines": page.lines,
                "next": older_link({"state": state}, page.behind(lambda line: line.payment.number)),
            },
        )
