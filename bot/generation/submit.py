"""The step out of `held`: publish the references, write down that the request leaves, send it once."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.availability.key_breakers import KeyBreakers
from bot.availability.model_health import ModelHealthMonitor
from bot.availability.own_keys import ActiveKeys
from bot.back_off import back_off
from bot.catalog.availability import is_still_made
from bot.catalog.catalog import Catalog
from bot.catalog.failure_field import CHARACTER
from bot.catalog.spec import ReferenceNeed
from bot.domain.generation import Generation, Reference, State
from bot.errors import (
    AccessRefused,
    FailureKind,
    IllegalStep,
    KeyRemoved,
    NotAccepted,
    OutOfCredits,
    ProviderPaused,
    RateLimited,
    SubmissionInDoubt,
    TaskRefused,
    UploadFailed,
)
from bot.generation.callback_tokens import CallbackAddresses
from bot.generation.chain_steps import LONGEST_WAIT
from bot.generation.choose_key import KeyChooser
from bot.generation.fail import fail, keep, postpone
from bot.generation.fall_back import FallBack
from bot.generation.intervals import next_poll
from bot.ports import Alert, AlertKind, Clock, Messenger, Provider, Store
from bot.workers.until_written import until_written

_log = logging.getLogger(__name__)

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=5)
_FULL_RETRY = timedelta(seconds=3)
"""How often it is looked whether a place for one more task is free."""
_UPLOADS_LIVE = timedelta(hours=20)
"""KIE's file host keeps uploads for a day at least (`bot.kie.uploads`)."""
_ADDRESS_LEFT = timedelta(minutes=10)
"""For so long an address has to be good still when a request leaves with it."""
_DOUBT_SHOWN_AFTER = timedelta(seconds=3)
"""A doubt has no further steps that would show it, and the confirmation's own words may still be under way."""


class Submitter:
    """Brings held generations to KIE, each at most once."""

    def __init__(
        self,
        store: Store,
        provider: Provider,
        messenger: Messenger,
        key_breakers: KeyBreakers,
        chooser: KeyChooser,
        watch: ModelHealthMonitor,
        catalog: Catalog,
        clock: Clock,
        addresses: CallbackAddresses,
        keys: ActiveKeys | None = None,
        *,
        most_running: int | None = None,
        fall_back: FallBack | None = None,
    ) -> None:
        self._store = store
        self._provider = provider
        self._messenger = messenger
        self._key_breakers = key_breakers
        self._chooser = chooser
        self._watch = watch
        self._catalog = catalog
        self._clock = clock
        self._addresses = addresses
        self._keys = keys
        self._most_running = most_running
        self._fall_back = fall_back

    async def step(self, generation: Generation) -> None:
        """Advance one held generation by one step."""
        now = self._clock.now()
        generation = await self._with_key(generation)
        key_breaker = self._key_breakers.of(generation.key)
        if now >= generation.deadline_at:
            kind = FailureKind.KEY if generation.own_key and key_breaker.trouble else FailureKind.PROVIDER
            await self._fail(generation, kind, "waited too long for its turn")
        elif not self._is_sold(generation):
            await self._fail(generation, FailureKind.PROVIDER, "its model was taken out of the catalogue")
        elif (paused_until := key_breaker.admit()) is not None:
            await self._wait(generation, paused_until)
        elif await self._chooser.is_full(generation.key):
            await self._wait(generation, now + _FULL_RETRY)
        else:
            await self._prepare(await self._announced(generation))

    def is_waiting(self, own_key: str) -> bool:
        """Whether what goes with this key waits for KIE (`Generation.own_key`)."""
        return self._key_breakers.waits(own_key)

    async def _announced(self, generation: Generation) -> Generation:
        """A chain's later step shows where it is in a message of its own, below what was made before."""
        if not generation.chain_position or generation.progress_message_id is not None:
            return generation
        message_id = await self._messenger.show_progress(generation, 1)
        return replace(generation, progress_message_id=message_id)

    async def _prepare(self, generation: Generation) -> None:
        """Everything that may be repeated: publishing references and waiting for the key's limit."""
        try:
            generation = await self._with_published(generation)
            references = [reference.address_at(self._clock.now()) for reference in generation.references]
            await self._provider.await_turn(generation)
        except UploadFailed:
            retry = back_off(generation.attempts, first=_FIRST_RETRY, longest=_LONGEST_RETRY)
            await self._wait(generation, self._clock.now() + retry, attempts=generation.attempts + 1)
        except TaskRefused as refusal:
            await self._fail(generation, refusal.kind, refusal.message)
        except KeyRemoved as gone:
            await self._fail(generation, FailureKind.KEY, str(gone))
        except (AccessRefused, OutOfCredits) as error:
            key_breaker = self._key_breakers.of(generation.key)
            await self._wait(generation, self._chooser.next_try(generation, key_breaker.hold()))
            await key_breaker.pause(error)
        else:
            await self._submit(generation, references)

    async def _with_published(self, generation: Generation) -> Generation:
        """With an address for each reference, where KIE can read it: what KIE made itself a while ago needs no upload.

        Addresses are written down at once: a request that KIE does not take for now uploads nothing again.
        """
        for position, reference in enumerate(generation.references):
            soon = self._clock.now() + _ADDRESS_LEFT
            need = self._need(generation, reference)
            if reference.address_at(soon) or (need is not None and need.made_by):
                continue
            name = f"{generation.token}-{position}"
            try:
                address = await self._provider.publish(generation, reference, name, need)
            except TaskRefused as refusal:
                if not reference.character:
                    raise
                raise TaskRefused(refusal.kind, f"{CHARACTER}: {refusal.message}") from None
            until = int((self._clock.now() + _UPLOADS_LIVE).timestamp())
            published = replace(reference, url=address, url_until=until)
            references = generation.references
            generation = replace(
                generation, references=(*references[:position], published, *references[position + 1 :])
            )
            await postpone(self._store, self._clock, generation)
        return generation

    async def _with_key(self, generation: Generation) -> Generation:
        """KIE has nothing of it yet: it goes with the operator's key that has the most room, or with its person's own. Where
        that person has replaced the key meanwhile, it goes with the new one.
        """
        if not generation.own_key:
            return replace(generation, operator_key=await self._chooser.choose(generation))
        if self._keys is None:
            return generation
        return replace(generation, own_key=await self._keys.newest(generation.own_key))

    def _is_sold(self, generation: Generation) -> bool:
        """Whether the catalogue still has its model: it may have changed while the generation waited."""
        if generation.model not in self._catalog:
            return False
        return is_still_made(self._catalog.get(generation.model), generation.dialect)

    def _need(self, generation: Generation, reference: Reference) -> ReferenceNeed | None:
        """What the model takes of such media; None when it takes none any more."""
        offer = self._catalog.get(generation.model).offer(generation.dialect)
        needs = offer.references if offer is not None else ()
        return next((need for need in needs if need.media is reference.media), None)

    async def _submit(self, generation: Generation, references: list[str]) -> None:
        """From the first commit on, KIE may have it."""
        leaving = await self._write_down(generation)
        if leaving is None:
            await self._wait(generation, self._clock.now() + _FULL_RETRY)
            return
        try:
            submission = await self._provider.submit(leaving, references, self._addresses.of(leaving))
        except RateLimited as error:
            due_at = self._key_breakers.of(leaving.key).slow_down(error.retry_after)
            await self._take_back(leaving, self._chooser.next_try(leaving, due_at), str(error))
        except NotAccepted as error:
            pause = max(error.retry_after, _FIRST_RETRY.total_seconds())
            if isinstance(error, ProviderPaused):
                self._key_breakers.of(leaving.key).rest(pause)
            await self._take_back(leaving, self._clock.now() + timedelta(seconds=pause), str(error))
        except (AccessRefused, OutOfCredits) as error:
            key_breaker = self._key_breakers.of(leaving.key)
            due_at = self._chooser.next_try(leaving, key_breaker.hold())
            await self._take_back(leaving, due_at, str(error))
            await key_breaker.pause(error)
        except KeyRemoved as gone:
            await self._refused(leaving, FailureKind.KEY, str(gone))
        except TaskRefused as refusal:
            await self._refused(leaving, refusal.kind, refusal.message)
        except SubmissionInDoubt as doubt:
            await self._doubt(leaving, str(doubt))
        else:
            await self._accepted(leaving, submission.task_id, submission.route)

    async def _write_down(self, generation: Generation) -> Generation | None:
        """On record before it leaves; None when others of its key have taken the last places meanwhile."""
        now = self._clock.now()
        model = self._catalog.get(generation.model)
        leaving = generation.stepped(
            State.SUBMITTING,
            submitted_at=now,
            deadline_at=now + timedelta(seconds=model.deadline_seconds),
            due_at=now,  # only the lease keeps it from being found in doubt
            route=self._provider.route_for(generation),
        )
        async with self._store.transaction() as tx:
            if self._most_running is not None:
                running = await tx.running_count(generation.key)
                if running >= self._most_running:
                    return None
            await tx.save(leaving, expected=State.HELD, at=now)
        return leaving

    async def _accepted(self, leaving: Generation, task_id: str, route: str) -> None:
        now = self._clock.now()
        running = leaving.stepped(
            State.RUNNING,
            external_task_id=task_id,
            route=route,
            due_at=now + next_poll(timedelta()),
            attempts=0,
        )
        try:
            await self._settle(running, f"is KIE's task {task_id}", task_id)
        except IllegalStep:
            await self._keep_late(leaving, task_id)
            return
        await self._key_breakers.of(running.key).serves()
        message_id = await self._messenger.show_progress(running, 0)
        if message_id is not None:
            shown = replace(running, progress_message_id=message_id)
            await keep(self._store, self._clock, shown, f"its progress is message {message_id}")

    async def _settle(
        self, after: Generation, learned: str, detail: str, notice: Alert | None = None
    ) -> None:
        """Write down what became of a request that left: KIE says it once, so it is tried until it is written."""

        async def write() -> None:
            now = self._clock.now()
            async with self._store.transaction() as tx:
                await tx.save(after, expected=State.SUBMITTING, at=now, detail=detail)
                if notice is not None:
                    await tx.add_notice(notice, now)

        await until_written(f"generation {after.id} {learned}", write)

    async def _keep_late(self, leaving: Generation, task_id: str) -> None:
        """KIE has accepted what is no longer `submitting`: whatever its state is, it learns its task."""

        async def write() -> bool:
            async with self._store.transaction() as tx:
                return await tx.keep_task_id(leaving.id, task_id)

        kept = await until_written(f"generation {leaving.id} is KIE's task {task_id}, which came late", write)
        _log.warning("generation %s is KIE's task %s, which came late; kept: %s", leaving.id, task_id, kept)

    async def _take_back(self, leaving: Generation, due_at: datetime, why: str) -> None:
        """KIE surely did not accept it: it is in line again, in its old place, with its old patience."""
        held = leaving.stepped(
            State.HELD,
            due_at=due_at,
            submitted_at=None,
            deadline_at=leaving.created_at + LONGEST_WAIT,
            attempts=leaving.attempts + 1,
        )
        await self._settle(held, "was not accepted and waits again", why)

    async def _doubt(self, leaving: Generation, why: str) -> None:
        shown_at = self._clock.now() + _DOUBT_SHOWN_AFTER
        doubtful = leaving.stepped(State.IN_DOUBT, due_at=min(leaving.deadline_at, shown_at))
        notice = Alert(kind=AlertKind.IN_DOUBT, generation_id=leaving.id, detail=why)
        await self._settle(doubtful, "is in doubt", why, notice)

    async def _refused(self, leaving: Generation, kind: FailureKind, detail: str) -> None:
        """KIE has refused it for good, and says so once."""
        notice = self._watch.not_allowed(leaving, kind, detail)
        await until_written(
            f"generation {leaving.id} was refused ({kind})", lambda: self._fail(leaving, kind, detail, notice)
        )

    async def _wait(self, generation: Generation, due_at: datetime, *, attempts: int | None = None) -> None:
        kept = generation.attempts if attempts is None else attempts
        await postpone(self._store, self._clock, replace(generation, due_at=due_at, attempts=kept))

    async def _fail(
        self, generation: Generation, kind: FailureKind, detail: str, notice: Alert | None = None
    ) -> None:
        # Where it never left, no key or no model is there, and another one would wait as long.
        knows = self._fall_back if generation.submitted_at is not None else None
        agreed = await knows.agreed(generation, kind) if knows is not None else None
        failed = await fail(self._store, self._clock, generation, kind, detail, notice, agreed)
        await self._watch.ended(failed)
