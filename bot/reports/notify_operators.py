"""Notifies operators who may decide of results that were reported: in one message each, that counts them for a while.

What is counted in a message makes no sound, so that another one follows when the while is over and it still waits.

What an operator was notified of is a row, written after Telegram has taken the message: a death in between has them read
the same twice. One who cannot be reached keeps no other waiting.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.report import ReportNotice, ReportReader
from bot.domain.staff import Act
from bot.errors import ChatGone, DeliveryPostponed
from bot.ports import Clock, Store
from bot.reports.messenger import ReportMessenger
from bot.staff.staff import Staff
from bot.workers.isolated import isolated

BUNDLED: Final = timedelta(minutes=10)
"""How long one message counts what is reported, before another one is sent."""
_AFTER_FAULT: Final = timedelta(seconds=30)
"""How long an operator is left alone after something went wrong with them."""
_COUNTED: Final = 100
"""More are not counted."""

_log = logging.getLogger(__name__)


class OperatorNotifier:
    """Sends and changes those messages.

    Args:
        store: opens transactions.
        reader: what waits.
        staff: who may decide.
        messenger: reaches them.
        clock: the time.
    """

    def __init__(
        self, store: Store, reader: ReportReader, staff: Staff, messenger: ReportMessenger, clock: Clock
    ) -> None:
        self._store = store
        self._reader = reader
        self._staff = staff
        self._messenger = messenger
        self._clock = clock
        self._later: dict[int, datetime] = {}
        self._all_know: tuple[int, frozenset[int]] = (0, frozenset())
        """The newest of which all these operators were notified: then there is nothing to read."""

    async def notify(self) -> None:
        """Notify each operator of what was reported since the last time, and still waits."""
        waiting = await self._reader.reported_results(is_open=True, before_id=None, limit=1)
        if not waiting:
            return
        newest = waiting[0].id
        operators = frozenset(one for one in self._staff.roles if self._staff.may(one, Act.REPORTS))
        if self._all_know == (newest, operators):
            return
        async with self._store.transaction() as tx:
            notices = {notice.person_id: notice for notice in await tx.report_notices()}
        behind = [one for one in sorted(operators) if one not in notices or notices[one].sent_id < newest]
        if not behind:
            self._all_know = newest, operators
        for person_id in behind:
            with isolated(_log, "%s was not notified of reports", person_id):
                await self._notify(person_id, notices.get(person_id), newest)

    async def _notify(self, person_id: int, notice: ReportNotice | None, newest: int) -> None:
        now = self._clock.now()
        if now < self._later.get(person_id, now):
            return
        in_bundle = notice is not None and timedelta() <= now - notice.at < BUNDLED
        if notice is None or not in_bundle:
            sent = await self._tell(person_id, newest, 0)
            if sent is not None:
                await self._save(
                    ReportNotice(
                        person_id=person_id, sent_id=newest, shown_id=newest, message_id=sent, at=now
                    )
                )
        elif notice.message_id and notice.shown_id < newest:
            shown = await self._tell(person_id, newest, notice.message_id)
            if shown is not None:
                await self._save(replace(notice, shown_id=newest, message_id=shown))

    async def _tell(self, person_id: int, newest: int, message_id: int) -> int | None:
        """The message that says it; 0 where there is none, None where it is to be tried again."""
        # Unless it goes well, or Telegram says when.
        self._later[person_id] = self._clock.now() + _AFTER_FAULT
        count = await self._reader.open_reports(_COUNTED)
        try:
            told = await self._messenger.tell_operator(person_id, count, newest, message_id)
        except DeliveryPostponed as later:
            self._later[person_id] = self._clock.now() + timedelta(seconds=later.retry_after)
            return None
        except ChatGone:
            told = 0
        self._later.pop(person_id, None)
        return told

    async def _save(self, notice: ReportNotice) -> None:
        async with self._store.transaction() as tx:
            await tx.save_report_notice(notice)
