"""Asking for an archive of one's results, and calling it off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from bot.domain.archive import MOST_RESULTS, STOPPABLE, Archive, ArchiveState
from bot.domain.chat import is_group
from bot.domain.month import Month
from bot.domain.request_origin import RequestOrigin
from bot.errors import (
    AccountBlocked,
    ArchiveEmpty,
    ArchiveOver,
    ArchivesBusy,
    ArchivesOff,
    ArchiveUnfinished,
    TooManyArchives,
)
from bot.ports import Clock, Store, Transaction

DAY: Final = timedelta(days=1)
LONGEST_LINE: Final = 50
"""Archives that may be unfinished, of all people together."""


class ArchiveService:
    """The use cases.

    Args:
        store: where archives are.
        clock: the time.
        daily: archives that one person may have made within a day; 0 = none.
        stop: stops the work on the archive of this id.
        wake: called when something was put in line.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        daily: int,
        stop: Callable[[int], None],
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._daily = daily
        self._stop = stop
        self._wake = wake

    async def ask_for_month(self, place: RequestOrigin, month: Month | None = None, page: int = 1) -> Archive:
        """Ask for one's results of a month, this one where none is said: in a group for those that were made there.

        Args:
            place: where to.
            month: which, None = this one.
            page: which `MOST_RESULTS` of them, from 1.

        Raises:
            ArchiveEmpty: there is none.
            AccountBlocked, ArchiveUnfinished, TooManyArchives, ArchivesBusy, ArchivesOff: not now.
        """
        month = month or Month.of(self._clock.now())
        here = place.chat_id if is_group(place.chat_id) else None
        async with self._store.transaction() as tx:
            await self._require_place(tx, place.person_id)
            total, results = await tx.results_in_month(
                place.person_id, here, month, offset=(page - 1) * MOST_RESULTS, limit=MOST_RESULTS
            )
            if not results:
                raise ArchiveEmpty
            return await tx.add_archive(self._asked(place, results, total, month, page))

    async def ask_for_batch(self, place: RequestOrigin, batch_id: int) -> Archive:
        """Ask for one's results of a batch; see `ask_for_month`."""
        async with self._store.transaction() as tx:
            await self._require_place(tx, place.person_id)
            results = await tx.results_in_batch(place.person_id, batch_id)
            if not results:
                raise ArchiveEmpty
            return await tx.add_archive(self._asked(place, results, len(results)))

    async def begin(self, archive: Archive, message_id: int | None) -> None:
        """Put it in line: this message shows how it goes; None = none does.

        Raises:
            ArchiveOver: it was cancelled, or its person is forgotten.
            AccountBlocked, ArchiveUnfinished, TooManyArchives, ArchivesBusy, ArchivesOff: not any more.
        """
        async with self._store.transaction() as tx:
            found = await self._found(tx, archive)
            if found.state is not ArchiveState.ASKED:
                raise ArchiveOver
            await self._require_place(tx, archive.person_id)
            waiting = found.stepped(ArchiveState.WAITING, due_at=self._clock.now())
            await tx.save_archive(waiting, expected=ArchiveState.ASKED)
            if message_id is not None:
                await tx.note_archive_message(archive.id, message_id)
        self._wake()

    async def cancel(self, archive: Archive) -> Archive:
        """No more of it comes; what was sent stays. Raises ArchiveOver when it has ended."""
        async with self._store.transaction() as tx:
            found = await self._found(tx, archive)
            if found.state not in STOPPABLE:
                raise ArchiveOver
            cancelled = found.stepped(ArchiveState.CANCELLED, due_at=None)
            await tx.save_archive(cancelled, expected=found.state)
        self._stop(archive.id)
        return cancelled

    async def find(self, archive_id: int) -> Archive | None:
        """The archive, or None."""
        async with self._store.transaction() as tx:
            return await tx.archive(archive_id)

    def _asked(
        self,
        place: RequestOrigin,
        results: Sequence[int],
        total: int,
        month: Month | None = None,
        page: int = 1,
    ) -> Archive:
        return Archive(
            person_id=place.person_id,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            reply_to=place.reply_to,
            language=place.language,
            month=month,
            page=page,
            total=total,
            results=tuple(results),
            created_at=self._clock.now(),
        )

    async def _require_place(self, tx: Transaction, person_id: int) -> None:
        if not self._daily:
            raise ArchivesOff
        account = await tx.account_of_person(person_id)
        if account.blocked:
            raise AccountBlocked
        if await tx.unfinished_archives_of(person_id):
            raise ArchiveUnfinished
        if await tx.archives_asked_since(person_id, self._clock.now() - DAY) >= self._daily:
            raise TooManyArchives(maximum=self._daily)
        if await tx.archives_in_line(LONGEST_LINE) >= LONGEST_LINE:
            raise ArchivesBusy

    async def _found(self, tx: Transaction, archive: Archive) -> Archive:
        found = await tx.archive(archive.id)
        if found is None:
            raise ArchiveOver
        return found
