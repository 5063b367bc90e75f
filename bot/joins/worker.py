"""Makes films of clips, one at a time for the whole bot: what waits in line is claimed under a lease.

Each step is written down before it is begun. A process that dies while it works begins anew; one that dies while the film is on
its way to the chat sends it once more, and says so: it may come twice, never more.
"""

from __future__ import annotations

import logging
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from bot.domain.join import MOST_BEGUN, MOST_SENT, Join, JoinProblem, JoinState
from bot.errors import ChatGone, DeliveryPostponed, IllegalStep, NotJoined, UploadFailed
from bot.ports import Clock, Store
from bot.workers.lease_schedule import LeaseSchedule, ScheduledQueue
from bot.workers.lease_worker import LeaseWorker
from bot.workers.stoppable_steps import StepStopped, StoppableSteps

_NOT_NOW: Final = timedelta(seconds=20)
"""Until a clip is fetched again that could not be had."""
_PATIENCE: Final = timedelta(minutes=30)
"""After it was put in line: until then a clip that cannot be had is tried again."""
_PATIENCE_CHAT: Final = timedelta(days=1)
"""After it was put in line: until then Telegram is tried."""
_FAULT: Final = timedelta(minutes=1)
"""Until a step is tried again that ended by an unforeseen error."""
_FAULTS_UNTIL_GIVEN_UP: Final = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What was made, on the disk.

    Attributes:
        path: an MP4.
        thumbnail: a JPEG, or None.
        size: bytes.
        width, height: pixels.
        seconds: how long it is.
    """

    path: Path
    thumbnail: Path | None
    size: int
    width: int
    height: int
    seconds: float


class FilmMaker(Protocol):
    """Joins clips."""

    def make(self, join: Join) -> AbstractAsyncContextManager[Film]:
        """Fetch and join the clips; the film is there as long as the context lasts.

        Raises:
            UploadFailed: a clip cannot be had now.
            NotJoined: no film can be made of them.
        """
        ...


class JoinNotifier(Protocol):
    """Says how a film goes, and sends it."""

    async def show(self, join: Join) -> None:
        """Bring its message up to date. Best effort, never raises."""
        ...

    async def send(self, join: Join, film: Film) -> str:
        """Send the film; returns Telegram's file id. Raises ChatGone, DeliveryPostponed."""
        ...

    async def remove(self, join: Join) -> None:
        """Delete its message: the film is there. Best effort, never raises."""
        ...

    async def refuse(self, join: Join) -> None:
        """Say why no film was made. Raises ChatGone, DeliveryPostponed."""
        ...


class JoinWorker:
    """Works on films, one after the other."""

    def __init__(
        self,
        *,
        store: Store,
        schedule: LeaseSchedule[Join],
        film_maker: FilmMaker,
        notifier: JoinNotifier,
        clock: Clock,
    ) -> None:
        self._store = store
        self._schedule = schedule
        self._film_maker = film_maker
        self._notifier = notifier
        self._clock = clock
        self._steps = StoppableSteps()
        self._worker = LeaseWorker(
            "joins", ScheduledQueue(schedule, clock), step=self._step, recover=self._recover, width=1
        )

    def wake(self) -> None:
        """Something may be due now."""
        self._worker.wake()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the step under way has ended."""
        self._worker.stop()

    def cancel(self, join_id: int) -> None:
        """Stop the work on this film, if it is under way: also one that is being sent."""
        self._steps.stop(join_id)

    def cancel_all_of(self, person_id: int) -> None:
        """The same for what is under way of this person, who is forgotten."""
        self._steps.stop_all_of(person_id)

    async def run(self) -> None:
        """Work until stopped, beginning with what an earlier process left."""
        await self._schedule.drop_all()
        await self._worker.run()

    async def advance(self, join: Join) -> None:
        """One claimed join; see `LeaseWorker.advance`."""
        await self._worker.advance(join)

    async def _step(self, join: Join) -> None:
        try:
            async with self._steps.step(join.id, join.person_id):
                await self._advance(join)
        except (IllegalStep, StepStopped):
            # It was cancelled, or its person is forgotten: who cancels changes the message, who is forgotten loses it.
            async with self._store.transaction() as tx:
                found = await tx.join(join.id)
            if found is None:
                await self._notifier.remove(join)

    async def _advance(self, join: Join) -> None:
        try:
            if join.problem is not None:
                await self._refuse(join)
            elif join.begun >= MOST_BEGUN or join.sent >= MOST_SENT:
                await self._end(join, JoinProblem.INTERRUPTED)
            else:
                await self._make(join)
        except DeliveryPostponed as later:
            await self._send_later(join, later)
        except ChatGone:
            await self._give_up(join)

    async def _make(self, join: Join) -> None:
        working = join.stepped(JoinState.WORKING, begun=join.begun + 1)
        await self._save(working, expected=join.state)
        await self._notifier.show(working)
        async with AsyncExitStack() as stack:
            try:
                film = await stack.enter_async_context(self._film_maker.make(working))
            except UploadFailed as error:
                _log.info("join %s: %s", join.id, error)
                await self._try_later(working, join)
                return
            except NotJoined as error:
                await self._end(working, JoinProblem(error.problem), error.at)
                return
            sending = working.stepped(JoinState.SENDING, sent=join.sent + 1)
            await self._save(sending, expected=JoinState.WORKING)
            await self._notifier.show(sending)
            file_id = await self._notifier.send(sending, film)
        sent = sending.stepped(JoinState.SENT, file_id=file_id, due_at=None)
        await self._save(sent, expected=JoinState.SENDING)
        await self._notifier.remove(sent)

    async def _try_later(self, working: Join, join: Join) -> None:
        """A file cannot be had now: that is no death, and is not counted as one, but has an end."""
        now = self._clock.now()
        if join.begun_at is not None and now - join.begun_at > _PATIENCE:
            await self._end(working, JoinProblem.FAILED)
            return
        again = working.stepped(JoinState.WAITING, begun=join.begun, due_at=now + _NOT_NOW)
        await self._save(again, expected=JoinState.WORKING)

    async def _end(self, join: Join, problem: JoinProblem, at: int = 0) -> None:
        """Write down why first: what is said of it is repeated until it was said."""
        failed = replace(join, problem=problem, problem_at=at, due_at=self._clock.now())
        await self._save(failed, expected=join.state)
        await self._refuse(failed)

    async def _refuse(self, join: Join) -> None:
        await self._notifier.refuse(join)
        await self._save(self._failed(join), expected=join.state)

    def _failed(self, join: Join) -> Join:
        return join.stepped(JoinState.FAILED, due_at=None)

    async def _send_later(self, join: Join, later: DeliveryPostponed) -> None:
        """Telegram does not take it now: that is no death, and where it says so, no film that may have come either."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            found = await tx.join(join.id)
            if found is None or found.due_at is None:
                return
            postponed = replace(found, due_at=now + timedelta(seconds=later.retry_after), begun=join.begun)
            if later.refused:
                postponed = replace(postponed, sent=join.sent)
            if found.begun_at is not None and now - found.begun_at > _PATIENCE_CHAT:
                postponed = replace(self._failed(found), problem=found.problem or JoinProblem.FAILED)
            await tx.save_join(postponed, expected=found.state)

    async def _postpone(self, join: Join, pause: timedelta) -> None:
        """Its row as it is now is due again later."""
        async with self._store.transaction() as tx:
            found = await tx.join(join.id)
            if found is not None and found.due_at is not None:
                later = replace(found, due_at=self._clock.now() + pause)
                await tx.save_join(later, expected=found.state)

    async def _give_up(self, join: Join) -> None:
        """The chat cannot be reached."""
        async with self._store.transaction() as tx:
            found = await tx.join(join.id)
            if found is not None and found.due_at is not None:
                with suppress(IllegalStep):
                    await tx.save_join(self._failed(found), expected=found.state)

    async def _recover(self, join: Join, error: Exception, faults: int) -> None:
        """Try the step again later; after some faults in a row no film is made."""
        _log.error("join %s: its step failed", join.id, exc_info=error)
        if faults < _FAULTS_UNTIL_GIVEN_UP:
            await self._postpone(join, _FAULT)
        elif join.problem is None:
            await self._note_failure(join)
        else:
            await self._give_up(join)

    async def _note_failure(self, join: Join) -> None:
        """The next step says that no film comes."""
        async with self._store.transaction() as tx:
            found = await tx.join(join.id)
            if found is not None and found.due_at is not None and found.problem is None:
                failed = replace(found, problem=JoinProblem.FAILED, due_at=self._clock.now())
                await tx.save_join(failed, expected=found.state)

    async def _save(self, join: Join, *, expected: JoinState) -> None:
        async with self._store.transaction() as tx:
            await tx.save_join(join, expected=expected)
