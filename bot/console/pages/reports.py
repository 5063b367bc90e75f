"""Reported results: what waits, and what is decided, by the use cases of `/reports`. The first decision counts.

Media is never a part of a page: it is shown, covered, in the operator's private chat.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.console.pages.paging import LIMIT, ROWS, older_link
from bot.console.pages.person import called
from bot.console.pages.refused import said
from bot.console.sent_forms import SentForms
from bot.console.visit import Answer, GoneTo, Page, Shown, Visit
from bot.domain.chat import is_group
from bot.domain.generation import Generation
from bot.domain.paging import OpenPage
from bot.domain.person import Person, PersonRepository
from bot.domain.person_name import shown_name
from bot.domain.report import ReportedResult, ReportKind, ReportReader, ReportState
from bot.domain.staff import LONGEST_REASON, Act
from bot.i18n import Translator
from bot.ports import Store
from bot.reports.decide import ReportDecider
from bot.reports.refusals import ReportDecided
from bot.reports.show import ReportedMedia
from bot.staff.person_notifier import PersonNotifier

_NUMBER: Final = "(?P<id>[0-9]{1,18})"
_REPORTERS: Final = 10
"""Those whose words are shown."""
_MOST_WORDS: Final = 2_000
DONE: Final = ("dismissed", "blocked", "deleted", "shown", "not-shown")
"""What the page says was done just before."""


@dataclass(frozen=True, slots=True)
class _Found:
    reported: ReportedResult
    generation: Generation
    maker: Person | None


class Reports:
    """The list, and a page for each.

    Args:
        reader: reads them.
        store: reads what was reported.
        people: who has made it.
        title: of a model, by its slug.
        decider: decides.
        media: shows it to an operator in their private chat.
        notifier: who is blocked reads it.
        forms: each counts once.
    """

    def __init__(
        self,
        reader: ReportReader,
        store: Store,
        people: PersonRepository,
        title: Callable[[str], str],
        decider: ReportDecider,
        media: ReportedMedia,
        notifier: PersonNotifier,
        forms: SentForms,
    ) -> None:
        self._reader = reader
        self._store = store
        self._people = people
        self._title = title
        self._decider = decider
        self._media = media
        self._notifier = notifier
        self._forms = forms

    def pages(self) -> Sequence[Page]:
        """The list, one of them, and what is done with it."""
        one, act = f"/reports/{_NUMBER}", Act.REPORTS
        decisions = {
            "delete": self.delete,
            "block": self.block,
            "dismiss": self.dismiss,
            "media": self.show_media,
        }
        return [
            Page(path="/reports", act=act, show=self.list, name="reports"),
            Page(path=one, act=act, show=self.one, section="reports"),
            *(
                Page(path=f"{one}/{name}", act=act, change=self._deciding(change), section="reports")
                for name, change in decisions.items()
            ),
        ]

    async def list(self, visit: Visit) -> Answer:
        """What waits, or what was decided, the newest first."""
        decided = visit.query.get("decided") == "yes"
        read = await self._reader.reported_results(
            is_open=not decided, before_id=visit.number("before"), limit=LIMIT
        )
        page = OpenPage.of(read, ROWS)
        lines = [
            (found, self._title(found.generation.model), _kinds(visit.t, found.reported))
            for one in page.lines
            if (found := await self._of(one)) is not None
        ]
        return Shown(
            template="reports",
            title=visit.t.plain("console-reports"),
            values={
                "decided": decided,
                "lines": lines,
                "next": older_link({"decided": "yes" if decided else ""}, page.behind(lambda one: one.id)),
            },
        )

    async def one(self, visit: Visit) -> Answer | None:
        """What was reported, who has made it, where, why, and what can be decided."""
        found = await self._found(visit)
        return await self._card(visit, found) if found is not None else None

    async def delete(self, visit: Visit, found: _Found, seen: ReportState) -> Answer | None:
        """Delete it everywhere, after a question."""
        if not visit.is_sure:
            question = visit.t.plain("console-report-delete-question", id=found.generation.id)
            fields = {"state": seen, "key": visit.form.get("key", "")}
            return visit.ask(question, f"{_path(found)}/delete", back=_path(found), **fields)

        async def act(_: str) -> Answer:
            await self._decider.delete_everywhere(found.reported.id, seen=seen, by=visit.person_id)
            return _done(found, "deleted")

        return await self._forms.once(visit, act)

    async def block(self, visit: Visit, found: _Found, seen: ReportState) -> Answer | None:
        """Block who has made it, for a reason that they read. Raises HasRole, MakerForgotten."""
        reason = " ".join(visit.form.get("reason", "").split())[:LONGEST_REASON]
        if not reason:
            return said(visit, visit.t.plain("console-report-no-reason"))

        async def act(_: str) -> Answer:
            _decided, stopped = await self._decider.block(
                found.reported.id, seen=seen, by=visit.person_id, reason=reason
            )
            if found.maker is not None:
                await self._notifier.blocked(found.maker.id, reason)
            return _done(found, "blocked", stopped)

        return await self._forms.once(visit, act)

    async def dismiss(self, visit: Visit, found: _Found, seen: ReportState) -> Answer | None:
        """Nothing is wrong with it."""

        async def act(_: str) -> Answer:
            await self._decider.dismiss(found.reported.id, seen=seen, by=visit.person_id)
            return _done(found, "dismissed")

        return await self._forms.once(visit, act)

    async def show_media(self, visit: Visit, found: _Found, _: ReportState) -> Answer | None:
        """Show it to the operator, in their private chat with the bot."""

        async def act(_: str) -> Answer:
            count = await self._media.show(found.generation, visit.person_id)
            return _done(found, "shown" if count else "not-shown")

        return await self._forms.once(visit, act)

    def _deciding(
        self, change: Callable[[Visit, _Found, ReportState], Awaitable[Answer | None]]
    ) -> Callable[[Visit], Awaitable[Answer | None]]:
        """With the state that the operator has seen; when another operator was first, the page says so as it stands now."""

        async def decided(visit: Visit) -> Answer | None:
            found = await self._found(visit)
            seen = next((one for one in ReportState if one == visit.form.get("state")), None)
            if found is None or seen is None:
                return None
            try:
                return await change(visit, found, seen)
            except ReportDecided:
                now = await self._found(visit)
                return await self._card(visit, now, is_late=True) if now is not None else None

        return decided

    async def _found(self, visit: Visit) -> _Found | None:
        reported = await self._reader.reported_result(int(visit.arguments["id"]))
        return await self._of(reported) if reported is not None else None

    async def _of(self, reported: ReportedResult) -> _Found | None:
        generation = await self._store.generation(reported.generation_id)
        if generation is None:
            return None
        maker = generation.person_id
        known = await self._people.person(maker) if maker is not None else None
        return _Found(reported, generation, known or (Person(id=maker) if maker is not None else None))

    async def _card(self, visit: Visit, found: _Found, *, is_late: bool = False) -> Answer:
        reported, generation, t = found.reported, found.generation, visit.t
        chat_id = generation.destination.chat_id
        async with self._store.transaction() as tx:
            group = await tx.group(chat_id) if is_group(chat_id) else None
            account = await tx.known_account_of_person(found.maker.id) if found.maker is not None else None
        return Shown(
            template="report",
            title=t.plain("console-report-title", id=generation.id),
            status=409 if is_late else 200,
            values={
                "found": found,
                "model": self._title(generation.model),
                "facts": [
                    (t.plain("console-report-where"), _where(t, chat_id, group.title if group else "")),
                    (t.plain("console-report-made"), f"{generation.created_at:%Y-%m-%d %H:%M}"),
                    (t.plain("console-report-first"), f"{reported.at:%Y-%m-%d %H:%M}"),
                    (t.plain("console-report-kinds"), _kinds(t, reported)),
                    *await self._decision(t, reported),
                ],
                "words": await self._reader.words_of(generation.id, _REPORTERS),
                "prompt": generation.shown_prompt[:_MOST_WORDS] if found.maker is not None else "",
                "is_gone": generation.deleted and reported.state is not ReportState.DELETED,
                "is_blocked": account is not None and account.blocked,
                "may_show": bool(generation.assets) and not generation.deleted,
                "may_delete": reported.state is not ReportState.DELETED,
                "may_dismiss": reported.state is ReportState.OPEN,
                "is_late": is_late,
                "done": next((one for one in DONE if one == visit.query.get("done")), ""),
                "ended": visit.number("ended") or 0,
                "key": SentForms.new_key(),
                "longest": LONGEST_REASON,
            },
        )

    async def _decision(self, t: Translator, reported: ReportedResult) -> Sequence[tuple[str, str]]:
        if reported.state is ReportState.OPEN or reported.decided_at is None:
            return [(t.plain("console-column-state"), t.plain("console-report-open"))]
        by = await self._people.person(reported.decided_by) if reported.decided_by is not None else None
        who = called(t, by) if by is not None else str(reported.decided_by or t.plain("console-forgotten"))
        facts = [
            (t.plain("console-column-state"), t.plain(f"report-card-{reported.state}")),
            (t.plain("console-report-decided"), f"{who}, {reported.decided_at:%Y-%m-%d %H:%M}"),
        ]
        if reported.removed + reported.kept:
            facts.append((t.plain("console-report-messages"), f"{reported.removed} / {reported.kept}"))
        return facts


def _kinds(t: Translator, reported: ReportedResult) -> str:
    """How many reports of which kind, the gravest first."""
    return ", ".join(
        t.plain(f"report-kind-{kind}", count=reported.counts[kind])
        for kind in ReportKind
        if reported.counts.get(kind)
    )


def _where(t: Translator, chat_id: int, title: str) -> str:
    if not chat_id:
        return t.plain("report-card-somewhere")
    if not is_group(chat_id):
        return t.plain("report-card-private")
    return f"{shown_name(title)} {chat_id}".strip()


def _path(found: _Found) -> str:
    return f"/reports/{found.reported.id}"


def _done(found: _Found, what: str, ended: int = 0) -> GoneTo:
    return GoneTo(path=f"{_path(found)}?done={what}" + (f"&ended={ended}" if ended else ""))
