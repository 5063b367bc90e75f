"""Open support threads, and the facts of one. What was said stands at Telegram alone, and people are answered there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.visit import Answer, Page, Shown, Visit
from bot.domain.paging import OpenPage
from bot.domain.staff import Act
from bot.domain.support import SupportReader, SupportThread
from bot.i18n import Translator


class Support:
    """Both pages."""

    def __init__(self, reader: SupportReader) -> None:
        self._reader = reader

    def pages(self) -> Sequence[Page]:
        """The list, and one thread."""
        return [
            Page(path="/support", act=Act.SUPPORT, show=self.show, name="support"),
            Page(path="/support/(?P<id>[0-9]{1,18})", act=Act.SUPPORT, show=self.one, section="support"),
        ]

    async def show(self, visit: Visit) -> Answer:
        """Those that are open, the newest first."""
        read = await self._reader.open_support_threads(visit.number("before"), LIMIT)
        page = OpenPage.of(read, ROWS)
        return Shown(
            template="support",
            title=visit.t.plain("console-support"),
            values={
                "lines": page.lines,
                "next": older_link({}, page.behind(lambda line: line.thread.id)),
            },
        )

    async def one(self, visit: Visit) -> Answer | None:
        """One in full."""
        thread = await self._reader.support_thread_with(int(visit.arguments["id"]))
        if thread is None:
            return None
        read = await self._reader.support_messages_of(thread.id, visit.number("before"), LIMIT)
        page = OpenPage.of(read, ROWS)
        return Shown(
            template="support_thread",
            title=visit.t.plain("console-support-title", id=str(thread.person_id)),
            values={
                "facts": _facts(visit.t, thread),
                "thread": thread,
                "lines": page.lines,
                "next": older_link({}, page.behind(lambda line: line.id)),
            },
        )


def _facts(t: Translator, thread: SupportThread) -> Sequence[tuple[str, object]]:
    state = t.plain("console-support-open" if thread.closed_at is None else "console-support-closed")
    return [
        (t.plain("console-column-state"), state),
        (t.plain("console-support-receipt"), f"#{thread.receipt}" if thread.receipt else "–"),
        (t.plain("console-support-opened"), f"{thread.opened_at:%Y-%m-%d %H:%M}"),
        (t.plain("console-support-written"), f"{thread.written_at:%Y-%m-%d %H:%M}"),
    ]
