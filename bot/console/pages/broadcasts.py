"""Broadcasts: the list, and one with its figures; it is held up, let go on or given up by the use cases of `/broadcast`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from bot.broadcasts.control import BroadcastControl
from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, GoneTo, Page, Shown, Visit
from bot.domain.broadcast import STEPS, Broadcast, BroadcastReader, BroadcastState
from bot.domain.paging import OpenPage
from bot.domain.segment import Segment
from bot.domain.staff import Act

_NUMBER: Final = "(?P<id>[0-9]{1,18})"


class Broadcasts:
    """What was written to many people.

    Args:
        reader: reads them.
        control: changes their state.
        wake: has the sending look at once.
    """

    def __init__(self, reader: BroadcastReader, control: BroadcastControl, wake: Callable[[], None]) -> None:
        self._reader = reader
        self._control = control
        self._wake = wake

    def pages(self) -> Sequence[Page]:
        """The list, one of them, and what is done with it."""
        return [
            Page(path="/broadcasts", act=Act.BROADCAST, show=self.broadcasts, name="broadcasts"),
            Page(path=f"/broadcasts/{_NUMBER}", act=Act.BROADCAST, show=self.broadcast, section="broadcasts"),
            Page(
                path=f"/broadcasts/{_NUMBER}/(?P<do>pause|go-on|cancel)",
                act=Act.BROADCAST,
                change=self.change,
                section="broadcasts",
            ),
        ]

    async def broadcasts(self, visit: Visit) -> Answer:
        """Those that were confirmed, the newest first."""
        read = await self._reader.broadcasts(limit=LIMIT, before=visit.number("before"))
        page = OpenPage.of(read, ROWS)
        return Shown(
            template="broadcasts",
            title=visit.t.plain("console-broadcasts"),
            values={
                "lines": [(one, f"console-broadcast-{one.state}") for one in page.lines],
                "next": older_link({}, page.behind(lambda line: line.id)),
            },
        )

    async def broadcast(self, visit: Visit) -> Answer | None:
        """One, with its report."""
        found = await self._reader.broadcast(int(visit.arguments["id"]))
        if found is None or found.state is BroadcastState.DRAFT:
            return None
        return Shown(
            template="broadcast",
            title=visit.t.plain("console-broadcast", number=found.id),
            values={
                "one": found,
                "state": f"console-broadcast-{found.state}",
                "conditions": _conditions(found.segment),
                "waiting": 0 if found.state.is_over else await self._reader.waiting_count(found.id),
                "code_uses": await self._reader.code_uses(found),
                "has_codes": any(link.code for link in found.links),
                "may_pause": BroadcastState.PAUSED in STEPS[found.state],
                "may_go_on": found.state is BroadcastState.PAUSED,
                "may_cancel": BroadcastState.CANCELLED in STEPS[found.state],
            },
        )

    async def change(self, visit: Visit) -> Answer | None:
        """Hold it up, let it go on, or, after a question, give it up."""
        number, do = int(visit.arguments["id"]), visit.arguments["do"]
        found = await self._reader.broadcast(number)
        if found is None or found.state is BroadcastState.DRAFT:
            return None
        path = f"/broadcasts/{number}"
        if do == "cancel" and not visit.is_sure:
            question = visit.t.plain("console-broadcast-cancel-question", number=number)
            return visit.ask(question, f"{path}/cancel", back=path)
        steps: Mapping[str, Callable[[], Awaitable[Broadcast]]] = {
            "pause": lambda: self._control.pause(number, by=visit.person_id),
            "go-on": lambda: self._control.go_on(number, by=visit.person_id),
            "cancel": lambda: self._control.cancel(number, by=visit.person_id),
        }
        await steps[do]()
        self._wake()
        return GoneTo(path=path)


def _conditions(segment: Segment) -> list[tuple[str, str]]:
    """Each condition by its name, with its value in words of no language."""
    return [
        (
            f"console-condition-{name}",
            {True: "✓", False: "✗"}[value] if isinstance(value, bool) else str(value),
        )
        for name, value in segment.conditions.items()
    ]
