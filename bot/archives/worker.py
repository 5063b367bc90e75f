"""Makes archives, one part at a time for the whole bot: what waits in line is claimed under a lease.

A step packs one part and sends it, then the archive goes to the end of the line, so that a long one holds up no short one. Each step
is written down before it is begun, and what a part carried as soon as Telegram has it: a part that is known to be sent is never sent
again. A process that dies while a part is on its way packs and sends it once more, and says so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from bot.domain.archive import (
    MOST_BEGUN,
    MOST_SENT,
    UNFINISHED,
    Archive,
    ArchivePlace,
    ArchiveProblem,
    ArchiveState,
    LeftOut,
)
from bot.errors import ChatGone, DeliveryPostponed, IllegalStep, UploadFailed
from bot.ports import Clock, Store
from bot.workers.lease_schedule import LeaseSchedule, ScheduledQueue
from bot.workers.lease_worker import LeaseWorker
from bot.workers.stoppable_steps import StepStopped, StoppableSteps

_NOT_NOW: Final = timedelta(seconds=30)
"""Until files are fetched again that could not be had."""
_PATIENCE_FILES: Final = timedelta(minutes=30)
"""How long that is tried before it ends the archive."""
_PATIENCE_CHAT: Final = timedelta(days=1)
"""How long Telegram is tried before nothing more is sent."""
_FAULT: Final = timedelta(minutes=1)
"""Until a step is tried again that ended by an unforeseen error."""
_FAULTS_UNTIL_GIVEN_UP: Final = 3
_BETWEEN_SHOWS: Final = 5.0
"""Seconds between two changes of the progress."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPart:
    """The next part of an archive, on the disk.

    Attributes:
        path: a ZIP file; None: there is nothing left to pack.
        size: bytes.
        files: how many results' files are in it.
        place: how far the archive is with it.
        left_out: all files of the archive up to there that are in no part.
        is_last: whether nothing comes after it.
    """

    path: Path | None
    size: int = 0
    files: int = 0
    place: ArchivePlace
    left_out: tuple[LeftOut, ...]
    is_last: bool


class ArchiveBuilder(Protocol):
    """Packs files."""

    def next_part(
        self, archive: Archive, seen_to: Callable[[int], Awaitable[None]]
    ) -> AbstractAsyncContextManager[PackedPart]:
        """Fetch and pack what comes after `archive.place`; the part is there as long as the context lasts.

        Args:
            archive: which.
            seen_to: called with how many results are done, again and again.

        Raises:
            UploadFailed: files cannot be had now, or there is no room for them.
        """
        ...


class ArchiveNotifier(Protocol):
    """Says how an archive goes, and sends it."""

    async def show(self, archive: Archive, done: int) -> None:
        """Bring its message up to date: so many results are seen to. Best effort, never raises."""
        ...

    async def send(self, archive: Archive, part: PackedPart) -> None:
        """Send the next part. Raises ChatGone, DeliveryPostponed."""
        ...

    async def remove(self, archive: Archive) -> None:
        """Delete its message. Best effort, never raises."""
        ...

    async def refuse(self, archive: Archive) -> None:
        """Say why no more comes. Raises ChatGone, DeliveryPostponed."""
        ...


class ArchiveWorker:
    """Works on archives, one part after the other."""

    def __init__(
        self,
        *,
        store: Store,
        schedule: LeaseSchedule[Archive],
        builder: ArchiveBuilder,
        notifier: ArchiveNotifier,
        clock: Clock,
    ) -> None:
        self._store = store
        self._schedule = schedule
        self._builder = builder
        self._notifier = notifier
        self._clock = clock
        self._steps = StoppableSteps()
        self._worker = LeaseWorker(
            "archives", ScheduledQueue(schedule, clock), step=self._step, recover=self._recover, width=1
        )

    def wake(self) -> None:
        """Something may be due now."""
        self._worker.wake()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the step under way has ended."""
        self._worker.stop()

    def cancel(self, archive_id: int) -> None:
        """Stop the work on this archive, if it is under way: also a part that is being sent."""
        self._steps.stop(archive_id)

    def cancel_all_of(self, person_id: int) -> None:
        """The same for what is under way of this person, who is forgotten."""
        self._steps.stop_all_of(person_id)

    async def run(self) -> None:
        """Work until stopped, beginning with what an earlier process left."""
        await self._schedule.drop_all()
        await self._worker.run()

    async def advance(self, archive: Archive) -> None:
        """One claimed archive; see `LeaseWorker.advance`."""
        await self._worker.advance(archive)

    async def _step(self, archive: Archive) -> None:
        try:
            async with self._steps.step(archive.id, archive.person_id):
                await self._advance(archive)
        except (IllegalStep, StepStopped):
            # It was cancelled, or its person is forgotten: who cancels changes the message, who is forgotten loses it.
            if await self._found(archive) is None:
                await self._notifier.remove(archive)

    async def _advance(self, archive: Archive) -> None:
        try:
            if archive.problem is not None:
                await self._refuse(archive)
            elif archive.begun >= MOST_BEGUN or archive.sent >= MOST_SENT:
                await self._end(archive, ArchiveProblem.INTERRUPTED)
            else:
                await self._send_next(archive)
        except DeliveryPostponed as later:
            await self._send_later(archive, later)
        except ChatGone:
            await self._give_up(archive)

    async def _send_next(self, archive: Archive) -> None:
        """Pack the next part and send it."""
        packing = archive.stepped(ArchiveState.PACKING, begun=archive.begun + 1)
        await self._save(packing, expected=archive.state)
        await self._notifier.show(packing, packing.place.result)
        async with AsyncExitStack() as stack:
            try:
                seen_to = _Progress(self._notifier, packing).note
                part = await stack.enter_async_context(self._builder.next_part(packing, seen_to))
            except UploadFailed as error:
                _log.info("archive %s: %s", archive.id, error)
                await self._pack_later(packing, archive)
                return
            if part.path is None:
                await self._end_without_part(packing, part)
                return
            sending = packing.stepped(ArchiveState.SENDING, sent=packing.sent + 1)
            await self._save(sending, expected=ArchiveState.PACKING)
            await self._notifier.send(sending, part)
            now = self._clock.now()
            sent = sending.stepped(
                ArchiveState.SENT if part.is_last else ArchiveState.WAITING,
                place=part.place,
                files=sending.files + part.files,
                parts=sending.parts + 1,
                left_out=part.left_out,
                begun=0,
                sent=0,
                stuck_since=None,
                due_at=None if part.is_last else now,
            )
            await self._save(sent, expected=ArchiveState.SENDING)
        if part.is_last:
            await self._notifier.remove(sent)

    async def _end_without_part(self, packing: Archive, part: PackedPart) -> None:
        """Nothing is left: what was sent is all of it, or nothing at all can be had."""
        if not packing.parts:
            nothing = replace(packing, left_out=part.left_out)
            await self._end(nothing, ArchiveProblem.NOTHING_LEFT)
            return
        await self._save(packing.stepped(ArchiveState.SENT, due_at=None), expected=ArchiveState.PACKING)
        await self._notifier.remove(packing)

    async def _pack_later(self, packing: Archive, archive: Archive) -> None:
        """Files cannot be had now: that is no death, and is not counted as one, but has an end."""
        now = self._clock.now()
        stuck_since = archive.stuck_since or now
        if now - stuck_since > _PATIENCE_FILES:
            await self._end(packing, ArchiveProblem.UNREACHABLE)
            return
        again = packing.stepped(
            ArchiveState.WAITING, begun=archive.begun, due_at=now + _NOT_NOW, stuck_since=stuck_since
        )
        await self._save(again, expected=ArchiveState.PACKING)

    async def _send_later(self, archive: Archive, later: DeliveryPostponed) -> None:
        """Telegram does not take it now. The file is not kept meanwhile: others have their turn."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            found = await tx.archive(archive.id)
            if found is None or found.due_at is None:
                return
            stuck_since = found.stuck_since or now
            postponed = replace(
                found, due_at=now + timedelta(seconds=later.retry_after), stuck_since=stuck_since, begun=0
            )
            if later.refused:
                postponed = replace(postponed, sent=archive.sent)
            if now - stuck_since > _PATIENCE_CHAT:
                postponed = found.stepped(
                    ArchiveState.FAILED, due_at=None, problem=found.problem or ArchiveProblem.UNREACHABLE
                )
            await tx.save_archive(postponed, expected=found.state)

    async def _end(self, archive: Archive, problem: ArchiveProblem) -> None:
        """Write down why first: what is said of it is repeated until it was said."""
        failed = replace(archive, problem=problem, due_at=self._clock.now())
        await self._save(failed, expected=archive.state)
        await self._refuse(failed)

    async def _refuse(self, archive: Archive) -> None:
        await self._notifier.refuse(archive)
        await self._save(archive.stepped(ArchiveState.FAILED, due_at=None), expected=archive.state)

    async def _give_up(self, archive: Archive) -> None:
        """The chat cannot be reached."""
        async with self._store.transaction() as tx:
            found = await tx.archive(archive.id)
            if found is not None and found.state in UNFINISHED:
                with suppress(IllegalStep):
                    await tx.save_archive(
                        found.stepped(ArchiveState.FAILED, due_at=None), expected=found.state
                    )

    async def _recover(self, archive: Archive, error: Exception, faults: int) -> None:
        """Try the step again later; after some faults in a row nothing more comes."""
        _log.error("archive %s: its step failed", archive.id, exc_info=error)
        async with self._store.transaction() as tx:
            found = await tx.archive(archive.id)
            if found is None or found.state not in UNFINISHED:
                return
            later = replace(found, due_at=self._clock.now() + _FAULT, begun=0)
            if faults >= _FAULTS_UNTIL_GIVEN_UP and found.problem is None:
                later = replace(found, due_at=self._clock.now(), problem=ArchiveProblem.FAILED)
            elif faults >= _FAULTS_UNTIL_GIVEN_UP:
                later = found.stepped(ArchiveState.FAILED, due_at=None)
            await tx.save_archive(later, expected=found.state)

    async def _found(self, archive: Archive) -> Archive | None:
        async with self._store.transaction() as tx:
            return await tx.archive(archive.id)

    async def _save(self, archive: Archive, *, expected: ArchiveState) -> None:
        async with self._store.transaction() as tx:
            await tx.save_archive(archive, expected=expected)


class _Progress:
    """Shows how a part goes, not too often."""

    def __init__(self, notifier: ArchiveNotifier, archive: Archive) -> None:
        self._notifier = notifier
        self._archive = archive
        self._shown = archive.place.result
        self._next = 0.0

    async def note(self, done: int) -> None:
        """So many results are seen to."""
        now = asyncio.get_running_loop().time()
        if done != self._shown and now >= self._next:
            self._shown, self._next = done, now + _BETWEEN_SHOWS
            await self._notifier.show(self._archive, done)
