"""A person reports a result: it is noted, they are asked what is wrong with it, and then it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.generation import Generation, State
from bot.domain.report import LONGEST_WORDS, Report, ReportedResult, ReportKind, ReportState
from bot.ports import Clock, Store
from bot.reports.refusals import NothingToReport, OwnResult, ReportedBefore, ReportGone, TooManyReports

DAILY: Final = 10
"""Results that one person may report within a day."""
_DAY: Final = timedelta(days=1)
_MADE: Final = frozenset({State.DELIVERED, State.STORED})


def is_reportable(generation: Generation | None) -> bool:
    """Whether it is a result of a person's, and still there. Recordings and voice samples are the operator's own."""
    return (
        generation is not None
        and not generation.deleted
        and generation.person_id is not None
        and generation.quote_id is not None
        and generation.state in _MADE
    )


class ReportFiler:
    """Takes reports. That the person has seen the result is the caller's to know.

    Args:
        store: opens transactions.
        clock: the time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def begin(
        self,
        generation_id: int,
        person_id: int,
        *,
        chat_id: int,
        words: str = "",
        message_id: int | None = None,
    ) -> Report:
        """Note a report whose kind is asked for next. Asked again, the same one.

        Args:
            generation_id: the result.
            person_id: who reports it.
            chat_id: where.
            words: what they have written with it.
            message_id: the message there that carries the result, where that is known.

        Raises:
            NothingToReport: it is not there any more, or no result of a person's.
            OwnResult: it is theirs.
            ReportedBefore: they have reported it.
            TooManyReports: they have reported so many within a day.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or not is_reportable(generation):
                raise NothingToReport
            if generation.person_id == person_id:
                raise OwnResult
            known = await tx.report_by(person_id, generation_id)
            if known is not None and known.kind is not None:
                raise ReportedBefore
            kept = " ".join(words.split())[:LONGEST_WORDS]
            if known is not None:
                report = replace(known, chat_id=chat_id, words=kept or known.words)
                await tx.save_report(report)
            else:
                if await tx.reports_since(person_id, now - _DAY) >= DAILY:
                    raise TooManyReports(maximum=DAILY)
                report = await tx.add_report(
                    Report(
                        generation_id=generation_id, person_id=person_id, chat_id=chat_id, words=kept, at=now
                    )
                )
            if message_id is not None:
                await tx.keep_copy(generation_id, chat_id, message_id)
        return report

    async def file(self, report_id: int, person_id: int, kind: ReportKind) -> Report:
        """The person says what is wrong with it: the report counts. The first one of a result has it stand among what waits, of which
        operators are notified (`notify_operators.py`).

        Said again, it is another kind. What was decided about a result stays decided.

        Raises:
            ReportGone: there is no such report of theirs (any more).
            NothingToReport: the result is not there any more.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            report = await tx.report(report_id)
            if report is None or report.person_id != person_id:
                raise ReportGone
            generation = await tx.generation(report.generation_id)
            if generation is None or not is_reportable(generation):
                raise NothingToReport
            filed = replace(report, kind=kind, at=report.at if report.kind is not None else now)
            if filed == report:
                return report
            await tx.save_report(filed)
            if await tx.reported(report.generation_id) is None:
                await tx.add_reported(ReportedResult(generation_id=report.generation_id, at=now))
        return filed

    async def want_answer(self, report_id: int, person_id: int) -> ReportState:
        """They want to know what becomes of it: they are notified of the next decision.

        Returns:
            What has become of it so far.

        Raises:
            ReportGone: there is no such report of theirs (any more).
        """
        async with self._store.transaction() as tx:
            report = await tx.report(report_id)
            reported = await tx.reported(report.generation_id) if report is not None else None
            if report is None or reported is None or report.person_id != person_id or report.kind is None:
                raise ReportGone
            if reported.state is ReportState.OPEN and not report.wants_answer:
                await tx.save_report(replace(report, wants_answer=True))
        return reported.state
