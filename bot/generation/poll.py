"""The steps while KIE has it: ask for the truth, and settle on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.availability.circuit_breaker import KeyTrouble
from bot.availability.key_breakers import KeyBreakers
from bot.availability.model_costs import note_cost
from bot.availability.model_health import ModelHealthMonitor
from bot.availability.supplier_words import SupplierWords
from bot.catalog.catalog import Catalog
from bot.catalog.pricing import millicredits
from bot.catalog.results import results_of
from bot.catalog.spec import Media
from bot.domain.generation import Generation, State
from bot.errors import AccessRefused, DeliveryPostponed, FailureKind, KeyRemoved, StatusUnavailable
from bot.generation.batch_steps import part_is_ready
from bot.generation.fail import fail, keep, postpone
from bot.generation.fall_back import FallBack
from bot.generation.intervals import LATE_POLL, LATE_WATCH, LONGEST_PAUSE, next_poll
from bot.generation.missing_results import asset_of
from bot.generation.progress_estimate import ProgressEstimator
from bot.ports import (
    Alert,
    AlertKind,
    Clock,
    Messenger,
    Progress,
    Provider,
    Store,
    TaskStatus,
)

_EMPTY_ANSWERS = 6
"""How often a finished task without results is asked again before it counts as failed."""

_FILTERED_WITHIN = timedelta(seconds=90)
"""An error inside that comes so soon, with a picture, was a filter against pictures of people (public clients of 2026-10)."""


class StatusPoller:
    """Follows tasks to their end, also those in doubt and those past their deadline."""

    def __init__(
        self,
        store: Store,
        provider: Provider,
        messenger: Messenger,
        key_breakers: KeyBreakers,
        watch: ModelHealthMonitor,
        catalog: Catalog,
        estimator: ProgressEstimator,
        clock: Clock,
        words: SupplierWords,
        fall_back: FallBack | None = None,
    ) -> None:
        self._store = store
        self._provider = provider
        self._messenger = messenger
        self._key_breakers = key_breakers
        self._watch = watch
        self._catalog = catalog
        self._estimator = estimator
        self._clock = clock
        self._words = words
        self._fall_back = fall_back

    async def find_cut_off(self, generation: Generation) -> None:
        """A submission whose process is gone: KIE may have it, so it is in doubt."""
        now = self._clock.now()
        due_at = now if generation.hinted_task_id else generation.deadline_at
        doubtful = generation.stepped(State.IN_DOUBT, due_at=due_at)
        async with self._store.transaction() as tx:
            await tx.save(doubtful, expected=State.SUBMITTING, at=now, detail="cut off")
            await tx.add_notice(Alert(kind=AlertKind.IN_DOUBT, generation_id=generation.id), now)
        await self._messenger.show_progress(doubtful, 0)

    async def resolve_doubt(self, generation: Generation) -> None:
        """A callback gave the task id: it runs. Past the deadline without one it is released. Else it is shown."""
        now = self._clock.now()
        if generation.hinted_task_id:
            running = generation.stepped(
                State.RUNNING, external_task_id=generation.hinted_task_id, due_at=now
            )
            async with self._store.transaction() as tx:
                await tx.save(running, expected=State.IN_DOUBT, at=now, detail="known from a callback")
                await tx.add_notice(Alert(kind=AlertKind.DOUBT_RESCUED, generation_id=generation.id), now)
        elif now >= generation.deadline_at:
            released = Alert(kind=AlertKind.DOUBT_RELEASED, generation_id=generation.id)
            await self._fail(generation, FailureKind.SLOW, "in doubt until its deadline", released)
        else:
            await postpone(self._store, self._clock, replace(generation, due_at=generation.deadline_at))
            await self._messenger.show_progress(generation, 0)

    async def ask(self, generation: Generation) -> None:
        """Ask KIE for the state of a running task, and take the step that it means."""
        try:
            status, later = await self._status(generation)
        except KeyRemoved as gone:
            await self._fail(generation, FailureKind.KEY, str(gone))
            return
        if status is not None and status.progress is Progress.DONE and status.results:
            await self._ready(generation, status)
        elif status is not None and status.progress is Progress.FAILED:
            kind = _failure_kind(generation, status, self._clock.now())
            notice = self._watch.not_allowed(generation, kind, status.message)
            await self._fail(generation, kind, status.message, notice)
        elif status is not None and status.progress is Progress.DONE:
            await self._ask_again_for_results(generation)
        elif self._clock.now() >= generation.deadline_at:
            trouble = self._key_breakers.of(generation.key).trouble
            useless = generation.own_key and trouble is KeyTrouble.REFUSED
            kind = FailureKind.KEY if useless else FailureKind.SLOW
            await self._fail(generation, kind, "past its deadline")
        else:
            await self._still_running(generation, status, later)

    async def watch_late(self, generation: Generation) -> None:
        """A generation that was released at its deadline: what still comes is delivered free."""
        generation = replace(
            generation, external_task_id=generation.external_task_id or generation.hinted_task_id
        )
        if generation.failure is not FailureKind.SLOW or not generation.external_task_id:
            await postpone(self._store, self._clock, replace(generation, due_at=None))
            return
        try:
            status, _ = await self._status(generation)
        except KeyRemoved:
            await postpone(self._store, self._clock, replace(generation, due_at=None))
            return
        if status is not None and status.progress is Progress.DONE and status.results:
            await self._ready(
                replace(generation, failure=None, notified=False, free_late_delivery=True), status
            )
            return
        ended = status is not None and status.progress is Progress.FAILED
        watched = self._clock.now() - generation.deadline_at
        due_at = None if ended or watched > LATE_WATCH else self._clock.now() + LATE_POLL
        await postpone(self._store, self._clock, replace(generation, due_at=due_at))

    async def _status(self, generation: Generation) -> tuple[TaskStatus | None, timedelta]:
        """The truth, or None when it is not to be had now; and how long KIE wants to be left alone. Raises KeyRemoved."""
        try:
            status = await self._provider.status(generation)
        except StatusUnavailable as error:
            return None, min(timedelta(seconds=error.retry_after), LONGEST_PAUSE)
        except AccessRefused as error:
            await self._key_breakers.of(generation.key).pause(error)
            return None, timedelta()
        return await self._words.judge(generation, status), timedelta()

    async def _ready(self, generation: Generation, status: TaskStatus) -> None:
        now = self._clock.now()
        model = self._catalog.get(generation.model)
        kind, offer = model.kind, model.offer(generation.dialect)
        assets = tuple(asset_of(result, position, kind) for position, result in enumerate(status.results))
        ready = generation.stepped(
            State.READY,
            assets=assets,
            ordered=max(len(assets), results_of(offer, generation.choices) if offer is not None else 1),
            due_at=now,
            attempts=0,
            progress=1.0,
            stage=status.stage,
            kie_taken=_taken(status) if generation.kie_taken is None else generation.kie_taken,
        )
        async with self._store.transaction() as tx:
            await tx.save(ready, expected=generation.state, at=now)
            await tx.drop_lease(ready.id)
            await part_is_ready(tx, ready, now)
            if offer is not None and generation.kie_taken is None:
                await note_cost(tx, ready, offer, now)

    async def _ask_again_for_results(self, generation: Generation) -> None:
        if generation.attempts + 1 >= _EMPTY_ANSWERS:
            await self._fail(generation, FailureKind.PROVIDER, "finished without results")
            return
        due_at = self._clock.now() + next_poll(timedelta())
        await postpone(
            self._store,
            self._clock,
            replace(generation, due_at=due_at, attempts=generation.attempts + 1),
        )

    async def _still_running(
        self, generation: Generation, status: TaskStatus | None, later: timedelta
    ) -> None:
        now = self._clock.now()
        age = now - (generation.submitted_at or generation.created_at)
        seen = replace(
            generation,
            due_at=now + max(next_poll(age), later),
            attempts=generation.attempts if status is None else 0,
            progress=_forward(generation.progress, status),
            stage=status.stage if status is not None else generation.stage,
        )
        await postpone(self._store, self._clock, seen)
        message_id = await self._messenger.show_progress(seen, 0)
        if message_id is not None:
            seen = replace(seen, progress_message_id=message_id)
            await keep(self._store, self._clock, seen, f"its progress is message {message_id}")
        if (await self._estimator.of(seen)).late:
            if status is not None:
                await self._words.ask_admins(seen, status)
            if not seen.late_notice_sent:
                await self._tell_late(seen)

    async def _tell_late(self, generation: Generation) -> None:
        """On record before it is said: a death in between costs the message's removal, but says nothing twice."""
        telling = replace(generation, late_notice_sent=True)
        await postpone(self._store, self._clock, telling)
        try:
            message_id = await self._messenger.tell_late(telling)
        except DeliveryPostponed:
            await postpone(self._store, self._clock, generation)
            return
        if message_id is not None:
            noted = replace(telling, late_notice_id=message_id)
            await keep(self._store, self._clock, noted, f"that it is late says message {message_id}")

    async def _fail(
        self, generation: Generation, kind: FailureKind, detail: str, notice: Alert | None = None
    ) -> None:
        agreed = await self._fall_back.agreed(generation, kind) if self._fall_back is not None else None
        failed = await fail(self._store, self._clock, generation, kind, detail, notice, agreed)
        await self._watch.ended(failed)


def _taken(status: TaskStatus) -> int | None:
    """Thousandths of a credit; None when KIE says none, or what no cost can be."""
    return None if status.credits is None or status.credits < 0 else millicredits(status.credits)


def _failure_kind(generation: Generation, status: TaskStatus, now: datetime) -> FailureKind:
    """Why a task failed: KIE's own reason; where it gives none, what the picture and the time let guess."""
    kind = status.failure or FailureKind.PROVIDER
    left_at = generation.submitted_at
    if kind is not FailureKind.PROVIDER or not status.unexplained or left_at is None:
        return kind
    has_photo = any(reference.media is Media.PHOTO for reference in generation.references)
    return FailureKind.LIKELY_CONTENT if has_photo and now - left_at < _FILTERED_WITHIN else kind


def _forward(progress: float, status: TaskStatus | None) -> float:
    """Progress never goes back, whatever KIE says."""
    if status is None or status.fraction is None:
        return progress
    return max(progress, min(status.fraction, 1.0))
